/** A page of paper is photographed in a lesson, by a camera of this device. */

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Failure } from "./capture";
import { Stage } from "./testing/stage";
import { frontAndRear } from "./testing/two-cameras";

let stage: Stage;
let lost: number;

/** What leaves the pupil's device as a picture. */
const sent = () => stage.sent().filter((name) => ["front", "rear"].includes(name));
const lit = () => stage.home.media.lit();
const camera = () => stage.home.room.pageCamera;
/** Of the lesson's own camera. */
const twins = () => stage.home.media.given.flatMap((track) => track.twins);
const shown = (stream: MediaStream | Failure | null) =>
  stream === null || typeof stream === "string"
    ? stream
    : stream.getVideoTracks()[0]?.getSettings().deviceId;

async function open(): Promise<ReturnType<typeof shown>> {
  const stream = await camera().open(() => (lost += 1));
  await stage.pass(100);
  return shown(stream);
}

async function close(): Promise<void> {
  camera().close();
  await stage.pass(1500);
}

beforeEach(async () => {
  stage = new Stage();
  lost = 0;
  await frontAndRear(stage);
  await stage.meet();
  await stage.pass(3000);
});

afterEach(() => {
  stage.close();
});

test("the rear camera shows the page, and the class goes on seeing the face", async () => {
  expect(await open()).toBe("rear");
  expect([sent(), lit()]).toEqual([["front"], ["front", "rear"]]);
  expect((await camera().take())?.size).toBeGreaterThan(0);
  expect(stage.home.stills).toEqual(["full rear"]);
  await close();
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("without one it is a twin of the lesson's, and only the twin is stopped", async () => {
  stage.home.media.rear = null;
  const before = stage.home.media.given.length;
  expect(await open()).toBe("front");
  expect([stage.home.media.given.length, twins().length]).toEqual([before, 1]);
  await camera().take();
  expect(stage.home.stills).toEqual(["full front"]);
  await close();
  expect(twins().map(({ readyState }) => readyState)).toEqual(["ended"]);
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("the lesson's camera is at its largest for the photo alone, and no twin holds it small", async () => {
  stage.home.media.rear = null;
  const own = stage.home.media.given.find(({ deviceId }) => deviceId === "front");
  await own?.applyConstraints({ frameRate: 30 });
  Object.assign(own ?? {}, { can: { width: { max: 3840 }, height: { max: 2160 } } });
  await open();
  const taking = camera().take();
  const full = { frameRate: 30, width: { ideal: 3840 }, height: { ideal: 2160 } };
  expect(twins().map(({ readyState }) => readyState)).toEqual(["ended"]);
  expect(own?.applied.at(-1)).toEqual(full);
  await taking;
  expect(own?.applied.at(-1)).toEqual({ frameRate: 30 });
  expect(stage.home.stills).toEqual(["full front"]);
  await close();
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("the class's board stays as it is for a page of the teacher", async () => {
  const klas = stage.klas.media.given.find(({ kind }) => kind === "video");
  Object.assign(klas ?? {}, { can: { width: { max: 3840 }, height: { max: 2160 } } });
  const before = klas?.applied.length;
  await stage.klas.room.pageCamera.open(() => undefined);
  await stage.klas.room.pageCamera.take();
  expect([klas?.applied.length, stage.klas.stills]).toEqual([before, ["full video-1"]]);
  stage.klas.room.pageCamera.close();
  expect(klas?.readyState).toBe("live");
});

test("with the camera off it is opened for the page alone, and the class gets nothing", async () => {
  stage.home.media.rear = null;
  stage.home.room.setCamera(false);
  await stage.pass(500);
  expect(await open()).toBe("front");
  expect([sent(), stage.klas.view.other?.camera]).toEqual([[], "off"]);
  await close();
  expect(lit()).toEqual([]);
});

test("an exercise book that is shown is photographed by the camera that shows it", async () => {
  stage.home.room.notebook.show();
  await stage.pass(1500);
  const before = stage.home.media.given.length;
  expect(await open()).toBe("rear");
  expect(stage.home.media.given.length).toBe(before);
  await close();
  expect(sent()).toEqual(["rear"]);
});

test("where a second camera silences the first, the lesson's comes back after it", async () => {
  stage.home.media.givesOneCamera = true;
  expect(await open()).toBe("rear");
  await stage.pass(3000);
  // The page is looked at again: the camera is not taken from the pupil who holds a page.
  stage.home.room.visibilityChanged(true);
  await stage.pass(500);
  expect(lit()).toEqual(["front", "rear"]);
  await close();
  expect([sent(), lit(), stage.home.view.me.camera]).toEqual([["front"], ["front"], "on"]);
});

test("where only one opens, the lesson's steps aside and comes back", async () => {
  stage.home.media.opensOneCamera = true;
  expect(await open()).toBe("rear");
  expect(lit()).toEqual(["rear"]);
  await close();
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("no camera comes back that the pupil switched off meanwhile", async () => {
  stage.home.media.opensOneCamera = true;
  await open();
  stage.home.room.setCamera(false);
  await stage.pass(500);
  await close();
  expect([sent(), lit()]).toEqual([[], []]);
});

test.each([
  ["refused", { fails: { video: "NotAllowedError" } }],
  ["busy", { isRearBusy: true }],
])("%s is told, and the lesson keeps its camera", async (word, devices) => {
  Object.assign(stage.home.media, devices);
  expect([await open(), await camera().take()]).toEqual([word, null]);
  await stage.pass(1500);
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("who closes while it opens has none on", async () => {
  const opening = camera().open(() => undefined);
  camera().close();
  expect(await opening).toBeNull();
  await stage.pass(1500);
  expect([sent(), lit()]).toEqual([["front"], ["front"]]);
});

test("unplugged is told once, and the lesson goes on", async () => {
  await open();
  stage.home.media.unplugCamera("rear");
  await stage.pass(1500);
  expect([lost, sent(), await camera().take()]).toEqual([1, ["front"], null]);
});

test("it goes with the room", async () => {
  await open();
  stage.home.room.close();
  expect(lit()).toEqual([]);
});
