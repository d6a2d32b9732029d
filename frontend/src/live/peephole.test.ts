import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { peepholeIn } from "./peephole";
import { FakeTime, settle } from "./testing/fake-time";

/** As a browser's element: it holds a picture of what it plays until it plays nothing. */
class FakeVideo {
  srcObject: unknown = null;
  onloadeddata: (() => void) | null = null;
  videoWidth = 1280;
  videoHeight = 720;
  readonly play = () => Promise.resolve();
  readonly getVideoPlaybackQuality = () => ({ totalVideoFrames: 7 });
}

let video: FakeVideo;
let light: number;
let drawings: number;

function pageOf(): Document {
  const getImageData = (_x: number, _y: number, width: number, height: number) => ({
    data: new Uint8ClampedArray(4 * width * height).fill(light),
  });
  const canvas = { getContext: () => ({ drawImage: () => (drawings += 1), getImageData }) };
  const createElement = (name: string) => (name === "video" ? video : canvas);
  return { visibilityState: "visible", createElement } as unknown as Document;
}

const open = (track: object) => peepholeIn(pageOf(), new FakeTime())(track as MediaStreamTrack);

beforeEach(() => {
  vi.stubGlobal("MediaStream", Set);
  video = new FakeVideo();
  light = 200;
  drawings = 0;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const loads = async () => {
  video.onloadeddata?.();
  await settle();
};

test("holds a picture of the camera only until it has looked at it", async () => {
  const stats = { deliveredFrames: 30 };
  const peephole = open({ stats });
  expect(video.srcObject).not.toBeNull();
  await loads();
  expect(video.srcObject).toBeNull();
  stats.deliveredFrames = 90;
  const glance = peephole.look();
  expect(glance).toMatchObject({ frames: 90, width: 1280, height: 720, lightest: 200 });
  light = 3;
  await loads();
  expect(peephole.look()?.lightest).toBe(3);
  peephole.close();
  expect([video.srcObject, video.onloadeddata]).toEqual([null, null]);
});

test("says nothing of a picture that it came too late for", async () => {
  const stats = { deliveredFrames: 30 };
  const peephole = open({ stats });
  expect(peephole.look()).toBeNull();
  await loads();
  stats.deliveredFrames = 60;
  expect(peephole.look()).toMatchObject({ frames: 60, lightest: 200 });
  expect(peephole.look()).toMatchObject({ frames: 60 });
  stats.deliveredFrames = 90;
  expect(peephole.look()).toBeNull();
});

test("a camera that gives no picture shows none, and its frames stand still", () => {
  const peephole = open({ stats: { deliveredFrames: 0 } });
  const nothing = { frames: 0, width: 0, height: 0, lightest: null };
  expect([peephole.look(), peephole.look()]).toMatchObject([nothing, nothing]);
});

test("where a track counts no frames, what plays is looked at as long as it is open", async () => {
  const peephole = open({});
  await loads();
  expect(video.srcObject).not.toBeNull();
  light = 9;
  expect(peephole.look()).toMatchObject({ frames: 7, lightest: 9 });
});

/** Of one grey; `format` as a camera gives it. */
const frameOf = (format: string) =>
  class {
    readonly format = format;
    readonly colorSpace = { fullRange: true };
    readonly visibleRect = { x: 0, y: 0, width: 1280, height: 720 };
    readonly close = () => undefined;
    readonly allocationSize = () => 1280 * 720 * 1.5;
    readonly copyTo = (to: Uint8Array) =>
      Promise.resolve([{ offset: 0, stride: to.fill(77).length / 1080 }]);
  };

test.each([
  ["I420", 77, 0],
  ["BGRA", 200, 4],
])("a frame of %s", async (format, lightest, drawn) => {
  vi.stubGlobal("VideoFrame", frameOf(format));
  const peephole = open({ stats: { deliveredFrames: 30 } });
  await loads();
  expect(peephole.look()).toMatchObject({ width: 1280, height: 720, lightest });
  expect(drawings).toBe(drawn);
});

test("the frame of an element that is gone is drawn", async () => {
  const Gone = vi.fn(function () {
    throw new DOMException("", "InvalidStateError");
  });
  vi.stubGlobal("VideoFrame", Gone);
  const peephole = open({ stats: { deliveredFrames: 30 } });
  await loads();
  expect(peephole.look()).toMatchObject({ lightest: 200 });
});
