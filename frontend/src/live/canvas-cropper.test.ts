import { expect, test } from "vitest";
import { drawingCropper } from "./canvas-cropper";
import { FakeStream, FakeTrack } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";

const CORNER = { x: 0.5, y: 0.5, size: 0.25 };

function page(can: boolean) {
  const track = new FakeTrack("video", "part");
  const drawn: number[][] = [];
  const video = { videoWidth: 0, videoHeight: 0, srcObject: null, play: () => Promise.resolve() };
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => ({
      drawImage: (_video: unknown, ...places: number[]) => drawn.push(places),
    }),
    ...(can ? { captureStream: () => new FakeStream([track.asTrack()]) } : {}),
  };
  const createElement = (name: string) => (name === "video" ? video : canvas);
  return { made: { createElement } as unknown as Document, track, drawn, video };
}

test("the part is drawn, fifteen times a second", async () => {
  const time = new FakeTime();
  const { made, drawn, video, track } = page(true);
  const one = drawingCropper(made, newStream(), time)!;
  let shown = 0;
  one.show(CORNER, () => (shown += 1));
  expect([drawn.length, shown]).toEqual([0, 0]);
  Object.assign(video, { videoWidth: 1920, videoHeight: 1080 });
  await time.pass(1000);
  expect(drawn).toHaveLength(15);
  expect(drawn[0]).toEqual([960, 540, 480, 270, 0, 0, 480, 270]);
  expect(shown).toBe(1);
  one.show({ ...CORNER, x: 0 }, () => (shown += 1));
  expect([drawn.length, shown]).toEqual([16, 2]);
  one.close();
  await time.pass(1000);
  expect([drawn.length, track.readyState, video.srcObject]).toEqual([16, "ended", null]);
});

test("a browser that does not draw into a track has none", () => {
  const { made } = page(false);
  expect(drawingCropper(made, newStream(), new FakeTime())).toBeNull();
});

function newStream(): MediaStream {
  return new FakeStream().asStream();
}
