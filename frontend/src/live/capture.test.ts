import { describe, expect, test } from "vitest";
import { capture, captureRoom, type CaptureSource, failureOf } from "./capture";
import { FakeDevices } from "./testing/fake-media";

const BOTH = { audio: true, video: true };
const ANY = { audio: null, video: null };
const soundAsked = (id: string | null) => (id === null ? {} : { deviceId: { ideal: id } });

function machine(
  fails: FakeDevices["fails"] = {},
  denied: readonly string[] = [],
): { devices: FakeDevices; source: CaptureSource } {
  const devices = new FakeDevices();
  devices.fails = fails;
  const isDenied = (kind: string) => Promise.resolve(denied.includes(kind));
  return {
    devices,
    source: { isBoard: false, devices: devices.asDevices(), isSecure: true, isDenied, soundAsked },
  };
}

test("both in one call, since a second one silences the first on an iPad", async () => {
  const { devices, source } = machine();
  const { audio, video } = await capture(source, BOTH, ANY);
  expect([audio, video].map((track) => typeof track)).toEqual(["object", "object"]);
  expect(devices.asked).toEqual(["audio+video"]);
});

test.each([
  [true, "1920x1080"],
  [false, "1280x720"],
])("a board has small letters (%s): %s", async (isBoard, size) => {
  const { devices, source } = machine();
  await capture({ ...source, isBoard }, BOTH, ANY);
  expect(devices.sizes).toEqual([size]);
});

test("a board that was seen a moment ago is that camera, or none", async () => {
  const { devices, source } = machine();
  const gone = { audio: null, video: "video-2" };
  const captured = await capture({ ...source, isExact: true }, BOTH, gone);
  expect(captured.video).toBe("missing");
  expect(typeof captured.audio).toBe("object");
  expect(devices.lit()).toEqual([]);
});

test("the second camera is asked for alone, and no other comes in its place", async () => {
  const { devices, source } = machine();
  devices.plugCamera("video-2");
  expect(typeof (await captureRoom({ ...source, isBoard: true }, "video-2"))).toBe("object");
  expect([devices.asked, devices.sizes, devices.lit()]).toEqual([
    ["video"],
    ["1280x720"],
    ["video-2"],
  ]);
  expect(await captureRoom(source, "video-3")).toBe("missing");
  expect(await captureRoom({ ...source, devices: undefined }, "video-2")).toBe("unsupported");
});

test.each([
  [true, true],
  [false, false],
])("of a board (%s) more detail is asked: %s", async (isBoard, isAsked) => {
  const { devices, source } = machine();
  const advanced = [{ width: { min: 3840 } }];
  const boardWishes = () => Promise.resolve({ advanced });
  await capture({ ...source, isBoard, boardWishes }, BOTH, ANY);
  expect(devices.wanted.map(({ video }) => JSON.stringify(video).includes("3840"))).toEqual([
    isAsked,
  ]);
});

test("the device that was chosen", async () => {
  const { devices, source } = machine();
  await capture(source, BOTH, { audio: "headset", video: null });
  expect(devices.given.map(({ deviceId }) => deviceId)).toEqual(["headset", "video-1"]);
});

test.each([
  ["no camera", { video: "NotFoundError" }, ["track", "missing"]],
  ["camera in use", { video: "NotReadableError" }, ["track", "busy"]],
  ["no microphone", { audio: "NotFoundError" }, ["missing", "track"]],
  ["nothing", { audio: "NotFoundError", video: "NotFoundError" }, ["missing", "missing"]],
] as const)("%s: the other one works alone", async (_name, fails, expected) => {
  const { source } = machine(fails);
  const { audio, video } = await capture(source, BOTH, ANY);
  const outcomes = [audio, video].map((one) => (typeof one === "string" ? one : "track"));
  expect(outcomes).toEqual(expected);
});

describe("refused", () => {
  test("both for good: nobody is asked again", async () => {
    const fails = { audio: "NotAllowedError", video: "NotAllowedError" };
    const { devices, source } = machine(fails, ["audio", "video"]);
    expect(await capture(source, BOTH, ANY)).toEqual({ audio: "refused", video: "refused" });
    expect(devices.asked).toEqual(["audio+video"]);
  });

  test("the camera only: the voice is heard", async () => {
    const { devices, source } = machine({ video: "NotAllowedError" }, ["video"]);
    const { audio, video } = await capture(source, BOTH, ANY);
    expect([typeof audio, video]).toEqual(["object", "refused"]);
    expect(devices.asked).toEqual(["audio+video", "audio"]);
  });

  test("the microphone only: the picture is seen", async () => {
    const { devices, source } = machine({ audio: "NotAllowedError" }, ["audio"]);
    const { audio, video } = await capture(source, BOTH, ANY);
    expect([audio, typeof video]).toEqual(["refused", "object"]);
    expect(devices.asked).toEqual(["audio+video", "video"]);
  });

  test("and the browser does not tell which: asked once more, for sound", async () => {
    const fails = { audio: "NotAllowedError", video: "NotAllowedError" };
    const { devices, source } = machine(fails);
    expect(await capture(source, BOTH, ANY)).toEqual({ audio: "refused", video: "refused" });
    expect(devices.asked).toEqual(["audio+video", "audio"]);
  });
});

test.each([
  [false, "insecure"],
  [true, "unsupported"],
])("without devices, secure page: %s", async (isSecure, failure) => {
  const source = {
    isBoard: false,
    devices: undefined,
    isSecure,
    isDenied: () => Promise.resolve(false),
    soundAsked,
  };
  expect(await capture(source, BOTH, ANY)).toEqual({ audio: failure, video: failure });
});

test.each([
  ["NotAllowedError", "refused"],
  ["SecurityError", "refused"],
  ["NotFoundError", "missing"],
  ["OverconstrainedError", "missing"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
])("the browser's %s is %s", (name, failure) => {
  expect(failureOf(new DOMException("", name))).toBe(failure);
});
