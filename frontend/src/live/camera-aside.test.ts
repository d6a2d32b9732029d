/** A line lets go of its camera for another one, and has its picture again whatever comes of it. */

import { beforeEach, expect, test } from "vitest";
import { CameraAside } from "./camera-aside";
import { Held } from "./held";
import { silentLogger } from "./logger";
import { FakeCroppers } from "./testing/fake-cropper";
import { FakeDevices, FakeTrack, newStream } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

const ASKED = { width: { ideal: 1920 }, height: { ideal: 1080 } };

let time: FakeTime;
let devices: FakeDevices;
let croppers: FakeCroppers;
let held: Held;
let own: FakeTrack;
let film: FakeTrack;
let line: CameraAside;
let asked: string[];
let changes: number;

const step = () => line.step(film.asTrack());
const shown = () => held.track?.getSettings().deviceId;
const opened = () => devices.wanted.map(({ video }) => video);

beforeEach(() => {
  time = new FakeTime();
  devices = new FakeDevices();
  croppers = new FakeCroppers();
  asked = [];
  changes = 0;
  const onChange = () => (changes += 1);
  const stream = (track: MediaStreamTrack) => newStream([track]);
  held = new Held(time, { onChange, onSilent: () => undefined, newStream: stream });
  own = new FakeTrack("video", "board", ASKED);
  devices.cameras = [{ id: "board", label: "board" }];
  film = new FakeTrack("video", "board");
  held.keep(own.asTrack());
  line = new CameraAside({
    source: { devices: devices.asDevices(), isSecure: true },
    ...{ held, newCropper: croppers.create, time, logger: silentLogger, onChange },
    reopen: () => {
      held.drop();
      asked.push("reopen");
    },
  });
});

test("the other line's film stands in, and then its own camera is as it was", async () => {
  expect(line.holds("board")).toBe(true);
  const comeBack = step();
  expect([shown(), own.readyState, line.holds("board")]).toEqual(["part of board", "ended", false]);
  expect([held.device, held.state, changes]).toEqual(["board", "on", 1]);
  await comeBack?.();
  expect(opened()).toEqual([{ ...ASKED, deviceId: { exact: "board" } }]);
  expect([shown(), held.device, line.holds("board")]).toEqual(["board", "board", true]);
  expect([croppers.open.length, film.readyState, changes]).toEqual([0, "live", 2]);
});

test("who does not have that camera keeps its own, and so does who has nothing to stand in", () => {
  film = new FakeTrack("video", "other");
  expect([step(), line.holds("other")]).toEqual([null, false]);
  film = new FakeTrack("video", "board");
  croppers.isMissing = true;
  expect([step(), shown(), own.readyState]).toEqual([null, "board", "live"]);
  held.drop();
  expect([line.holds("board"), step()]).toEqual([false, null]);
});

test("nobody asks twice for what is away already, and it comes back once", async () => {
  const comeBack = step();
  expect(step()).toBeNull();
  await Promise.all([comeBack?.(), comeBack?.(), line.back()]);
  expect(opened().length).toBe(1);
});

test("a film that stands still while its camera grows is no camera that was lost", async () => {
  step();
  const standsIn = croppers.made[0]?.track as unknown as FakeTrack;
  standsIn.mute();
  await time.pass(2000);
  expect([held.isTaken, held.state, shown()]).toEqual([false, "on", "part of board"]);
});

test("a frame that is loaded anew in the middle takes its film with it: back at once", async () => {
  step();
  film.stop();
  await time.pass(300);
  expect([shown(), croppers.open.length]).toEqual(["board", 0]);
});

test("a frame that never says a word more is not waited for", async () => {
  step();
  await time.pass(9900);
  expect(shown()).toBe("part of board");
  await time.pass(500);
  expect([shown(), croppers.open.length]).toEqual(["board", 0]);
});

test("a film that can't be cut any more too", async () => {
  step();
  croppers.made[0]?.onFailed();
  await settle();
  expect(shown()).toBe("board");
});

test("a camera that does not open again is asked for as any that is lost", async () => {
  const comeBack = step();
  devices.fails.video = "NotReadableError";
  await comeBack?.();
  expect([asked, croppers.open.length, line.holds("board")]).toEqual([["reopen"], 0, false]);
  held.keep(new FakeTrack("video", "board").asTrack());
  expect(line.holds("board")).toBe(true);
});

test("a lesson that ends meanwhile opens no camera", async () => {
  const comeBack = step();
  held.drop();
  expect([croppers.open.length, held.track]).toEqual([0, null]);
  await comeBack?.();
  await time.pass(20_000);
  expect([opened(), held.track]).toEqual([[], null]);
});

test("nor does one that ends while the camera opens keep it", async () => {
  const comeBack = step();
  const coming = comeBack?.();
  held.drop();
  await coming;
  expect([devices.lit(), held.track]).toEqual([[], null]);
});
