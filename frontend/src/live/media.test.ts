import { beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { Media } from "./media";
import type { Drawn } from "./media-options";
import { FakeDevices, FakeTrack, newStream } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

const BOTH = { audio: true, video: true, room: false };
const NONE = { audio: false, video: false, room: false };

let time: FakeTime;
let devices: FakeDevices;
let media: Media;

function newMedia(more: { draw?: () => Drawn; isSecure?: boolean; none?: boolean } = {}): Media {
  return new Media({
    devices: more.none ? undefined : devices.asDevices(),
    isBoard: false,
    isSecure: more.isSecure ?? true,
    isDenied: () => Promise.resolve(true),
    soundAsked: (id) => (id === null ? {} : { deviceId: { ideal: id } }),
    draw: more.draw ?? null,
    memory: null,
    newStream: (track) => newStream([track]),
    time,
    logger: silentLogger,
    onChange: () => undefined,
  });
}

function states(): string[] {
  return [media.stateOf("audio"), media.stateOf("video")];
}

beforeEach(() => {
  time = new FakeTime();
  devices = new FakeDevices();
  media = newMedia();
});

test("nothing is opened before it is wanted, and all is closed after", async () => {
  expect([devices.asked, states()]).toEqual([[], ["off", "off"]]);
  media.want(BOTH);
  await settle();
  expect([devices.live(), states()]).toEqual([
    ["audio", "video"],
    ["on", "on"],
  ]);
  expect(media.picture("video")?.getTracks().length).toBe(1);
  media.want(NONE);
  await settle();
  expect([devices.live(), states(), media.picture("video")]).toEqual([[], ["off", "off"], null]);
});

test("the camera goes off alone, and comes back alone", async () => {
  media.want(BOTH);
  await settle();
  media.want({ audio: true, video: false, room: false });
  await settle();
  expect(devices.live()).toEqual(["audio"]);
  media.want(BOTH);
  await settle();
  expect(devices.asked).toEqual(["audio+video", "video"]);
});

test("of wishes that follow each other fast the last one holds", async () => {
  media.want(BOTH);
  media.want(NONE);
  media.want(BOTH);
  media.want(NONE);
  await settle();
  expect(devices.live()).toEqual([]);
});

test("a missing camera is no problem for the lesson, no devices at all are", async () => {
  devices.fails = { video: "NotFoundError" };
  media.want(BOTH);
  await settle();
  expect([states(), media.problem]).toEqual([["on", "missing"], null]);
  devices.fails = { audio: "NotAllowedError", video: "NotAllowedError" };
  media = newMedia();
  media.want(BOTH);
  await settle();
  expect([states(), media.problem]).toEqual([["refused", "refused"], "refused"]);
});

test.each([
  [false, "insecure"],
  [true, "unsupported"],
] as const)("without an interface to devices, secure: %s", (isSecure, problem) => {
  expect(newMedia({ none: true, isSecure }).problem).toBe(problem);
});

test("after it was allowed, a press tries again", async () => {
  devices.fails = { audio: "NotAllowedError", video: "NotAllowedError" };
  media.want(BOTH);
  await settle();
  devices.fails = {};
  media.retry();
  await settle();
  expect(states()).toEqual(["on", "on"]);
});

test("a camera that is unplugged is missing, and comes back when it is plugged in", async () => {
  media.want(BOTH);
  await settle();
  devices.given[1]!.unplug();
  expect([states(), media.track("video")]).toEqual([["on", "missing"], null]);
  devices.plug();
  await settle();
  expect(states()).toEqual(["on", "on"]);
});

test("what another app takes for a moment is not called busy, for longer it is", async () => {
  media.want(BOTH);
  await settle();
  const camera = devices.given[1]!;
  camera.mute();
  await time.pass(500);
  camera.unmute();
  await time.pass(2000);
  expect(states()).toEqual(["on", "on"]);
  camera.mute();
  await time.pass(1000);
  expect(states()).toEqual(["on", "busy"]);
  media.wake();
  await settle();
  expect([states(), camera.readyState]).toEqual([["on", "on"], "ended"]);
});

test("shows what there is to choose from, and what is live", async () => {
  media.want(BOTH);
  await settle();
  expect(media.devices).toEqual({
    cameras: [{ id: "video-1", label: "video-1" }],
    microphones: [{ id: "audio-1", label: "audio-1" }],
    speakers: [],
    camera: "video-1",
    microphone: "audio-1",
    speaker: null,
  });
  media.choose("video", "video-2");
  await settle();
  expect(media.devices.camera).toBe("video-2");
  expect(devices.live()).toEqual(["audio", "video"]);
});

describe("on a demo without a camera", () => {
  let closed: number;
  const draw = (): Drawn => ({
    track: (kind) => new FakeTrack(kind, "drawn").asTrack(),
    close: () => {
      closed += 1;
    },
  });

  beforeEach(() => {
    closed = 0;
    media = newMedia({ draw });
  });

  test("a drawn board takes its place, and is marked", async () => {
    devices.fails = { video: "NotFoundError", audio: "NotFoundError" };
    media.want(BOTH);
    await settle();
    expect([states(), media.isDrawn, media.problem]).toEqual([["on", "on"], true, null]);
    media.want(NONE);
    await settle();
    expect([media.isDrawn, closed]).toEqual([false, 1]);
  });

  test("a refusal is respected", async () => {
    devices.fails = { video: "NotAllowedError", audio: "NotAllowedError" };
    media.want(BOTH);
    await settle();
    expect([states(), media.isDrawn]).toEqual([["refused", "refused"], false]);
  });

  test("a real camera is not replaced", async () => {
    media.want(BOTH);
    await settle();
    expect(media.isDrawn).toBe(false);
  });
});

test("a camera that is chosen while another one opens is the one that is kept", async () => {
  media.want(BOTH);
  await Promise.resolve();
  media.choose("video", "video-2");
  await settle();
  expect(media.devices).toMatchObject({ camera: "video-2", microphone: "audio-1" });
  expect(devices.asked).toEqual(["audio+video", "video"]);
  expect(devices.live()).toEqual(["audio", "video"]);
});

test("closing gives everything back", async () => {
  media.want(BOTH);
  await settle();
  media.close();
  media.want(NONE);
  await settle();
  expect(devices.live()).toEqual([]);
});
