import { expect, test } from "vitest";
import { brightnessOf, SPOT, SPOTS } from "./brightness";

const [WIDE, HIGH] = [640, 360];

const USUAL = { format: "I420", isFull: false, width: WIDE, height: HIGH, left: 0 };

/** A frame whose pixels are computed. As a browser it throws where a part is not within, or odd. */
function frameOf(lumaAt: (x: number, y: number) => number, unlike: Partial<typeof USUAL> = {}) {
  const { format, isFull, width, height, left } = { ...USUAL, ...unlike };
  const partOf = ({ rect = {} }: VideoFrameCopyToOptions = {}) => {
    const part = { x: 0, y: 0, width: 0, height: 0, ...rect };
    const ends = [part.x - left, part.y, part.x - left + part.width, part.y + part.height];
    const isWithin = ends.every((end, i) => end >= 0 && end <= (i % 2 === 0 ? width : height));
    const isEven = Object.values(part).every((one) => one % 2 === 0);
    if (!isWithin || !isEven) throw new TypeError();
    return part;
  };
  return {
    format: format as VideoPixelFormat,
    colorSpace: { fullRange: isFull } as VideoColorSpace,
    visibleRect: { x: left, y: 0, width, height } as DOMRectReadOnly,
    allocationSize: (options?: VideoFrameCopyToOptions) => {
      const part = partOf(options);
      return (part.width * part.height * 3) / 2;
    },
    copyTo: (to: AllowSharedBufferSource, options?: VideoFrameCopyToOptions) => {
      const part = partOf(options);
      const pixels = (to as Uint8Array).fill(128);
      for (let i = 0; i < part.width * part.height; i++)
        pixels[i] = lumaAt(part.x + (i % part.width), part.y + Math.floor(i / part.width));
      return Promise.resolve([]);
    },
  };
}

const lightest = async (...frame: Parameters<typeof frameOf>) =>
  (await brightnessOf(frameOf(...frame)))?.lightest;

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
    (await brightnessOf(frameOf((...at) => (at[0] === x && at[1] === y ? luma : 90))))?.print;
  expect(await print(90)).toBe(await print(90));
  expect(await print(91)).not.toBe(await print(90));
});

test("a frame that does not begin at its memory's edge, of any size", async () => {
  expect(await lightest((x) => (x < 100 ? 235 : 16), { left: 100 })).toBe(0);
  for (const [width, height] of [
    [8, 4],
    [20, 1000],
  ] as const)
    expect(await lightest(() => 120, { width, height })).toBe(121);
});

test("pixels of another kind are not read", async () => {
  expect(await brightnessOf(frameOf(() => 0, { format: "BGRA" }))).toBeNull();
});
