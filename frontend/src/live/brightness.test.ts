import { beforeEach, expect, test } from "vitest";
import { brightnessReader, SPOT, SPOTS } from "./brightness";

const [WIDE, HIGH] = [640, 360];

const USUAL = { format: "I420", isFull: false, width: WIDE, height: HIGH };
let copies: number;

/** A frame whose pixels are computed; a line of its memory is longer than its picture. */
function frameOf(lumaAt: (x: number, y: number) => number, unlike: Partial<typeof USUAL> = {}) {
  const { format, isFull, width, height } = { ...USUAL, ...unlike };
  const [offset, stride] = [7, width + 3];
  return {
    format: format as VideoPixelFormat,
    colorSpace: { fullRange: isFull } as VideoColorSpace,
    visibleRect: { x: 0, y: 0, width, height } as DOMRectReadOnly,
    allocationSize: () => offset + stride * height * 2,
    copyTo: (to: AllowSharedBufferSource) => {
      copies += 1;
      const pixels = (to as Uint8Array).fill(255);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) pixels[offset + y * stride + x] = lumaAt(x, y);
      return Promise.resolve([{ offset, stride }]);
    },
  };
}

beforeEach(() => {
  copies = 0;
});

const lightest = async (...frame: Parameters<typeof frameOf>) =>
  (await brightnessReader()(frameOf(...frame)))?.lightest;

test("the dark of a lens cap is none, and white is all", async () => {
  expect(await lightest(() => 16)).toBe(0);
  expect(await lightest(() => 235)).toBe(255);
  expect(await lightest(() => 16, { isFull: true })).toBe(16);
});

test("a lamp in a corner is found", async () => {
  expect(await lightest((x, y) => (x >= 600 && y >= 320 ? 200 : 16))).toBeGreaterThan(200);
});

test("one pixel of a spot makes another picture", async () => {
  const [right, down] = SPOTS[1];
  const [x, y] = [right * WIDE + SPOT / 2, down * HIGH + SPOT / 2];
  const print = async (luma: number) =>
    (await brightnessReader()(frameOf((...at) => (at[0] === x && at[1] === y ? luma : 90))))?.print;
  expect(await print(90)).toBe(await print(90));
  expect(await print(91)).not.toBe(await print(90));
});

test("a frame of any size", async () => {
  for (const [width, height] of [
    [8, 4],
    [20, 1000],
    [33, 17],
  ] as const)
    expect(await lightest(() => 120, { width, height })).toBe(121);
});

test("one after the other by the same reader, each copied once", async () => {
  const read = brightnessReader();
  const lights = [];
  for (const [luma, width] of [
    [235, 640],
    [16, 640],
    [120, 320],
  ] as const)
    lights.push((await read(frameOf(() => luma, { width })))?.lightest);
  expect([lights, copies]).toEqual([[255, 0, 121], 3]);
});

test("pixels of another kind are not read", async () => {
  expect(await brightnessReader()(frameOf(() => 0, { format: "BGRA" }))).toBeNull();
  expect(copies).toBe(0);
});
