import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MatesPicture } from "./classmates";
import { CELL, drawnMates, middleOf } from "./mates-picture";
import { FakeStream, FakeTrack } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";

interface Made {
  readonly canvas: { width: number; height: number };
  readonly videos: { srcObject: FakeStream | null; videoWidth: number; videoHeight: number }[];
  /** Where each was drawn: from which video, and how far down. */
  readonly drawn: (readonly [number, number])[];
}

let time: FakeTime;
let made: Made;
let picture: MatesPicture | null;
const OUT = new FakeTrack("video", "out");
const BO = new FakeTrack("video", "Bo").asTrack();
const CAS = new FakeTrack("video", "Cas").asTrack();

function page({ draws = true } = {}): Pick<Document, "createElement"> {
  const pen = {
    fillStyle: "",
    fillRect: () => undefined,
    drawImage: (video: (typeof made.videos)[number], ...at: number[]) =>
      made.drawn.push([made.videos.indexOf(video), at[5] ?? -1]),
  };
  const capture = { captureStream: () => new FakeStream([OUT.asTrack()]) };
  Object.assign(made.canvas, { getContext: () => pen, ...(draws ? capture : {}) });
  const createElement = (name: string) => {
    if (name === "canvas") return made.canvas;
    const play = () => Promise.resolve();
    const video = { srcObject: null, videoWidth: 640, videoHeight: 480, play };
    made.videos.push(video);
    return video;
  };
  return { createElement } as unknown as Pick<Document, "createElement">;
}

beforeEach(() => {
  vi.stubGlobal("MediaStream", FakeStream);
  time = new FakeTime();
  made = { canvas: { width: 0, height: 0 }, videos: [], drawn: [] };
  picture = drawnMates(page(), time);
});

afterEach(() => {
  picture?.close();
  vi.unstubAllGlobals();
});

test("each has its place, from above, and who gives nothing leaves it dark", async () => {
  picture?.show([BO, null]);
  expect(made.canvas).toMatchObject({ width: CELL.width, height: 2 * CELL.height });
  made.drawn.length = 0;
  await time.pass(100);
  expect(made.drawn).toEqual([[0, 0]]);
  picture?.show([BO, CAS]);
  expect(made.videos.length).toBe(2);
  expect(made.drawn.slice(-2)).toEqual([
    [0, 0],
    [1, CELL.height],
  ]);
});

test("who goes is let go, and at the end everybody", async () => {
  picture?.show([BO, CAS]);
  picture?.show([CAS]);
  expect(made.videos.map(({ srcObject }) => srcObject !== null)).toEqual([false, true]);
  picture?.close();
  expect(made.videos.every(({ srcObject }) => srcObject === null)).toBe(true);
  expect(OUT.readyState).toBe("ended");
  made.drawn.length = 0;
  await time.pass(500);
  expect(made.drawn).toEqual([]);
});

test("a browser that does not draw into a track gives none", () => {
  made = { canvas: { width: 0, height: 0 }, videos: [], drawn: [] };
  expect(drawnMates(page({ draws: false }), time)).toBeNull();
});

test.each([
  [640, 480, { x: 0, y: 0, width: 640, height: 480 }],
  [1280, 720, { x: 160, y: 0, width: 960, height: 720 }],
  [480, 640, { x: 0, y: 140, width: 480, height: 360 }],
])("of %i by %i its middle", (width, height, part) => {
  expect(middleOf(width, height)).toEqual(part);
});
