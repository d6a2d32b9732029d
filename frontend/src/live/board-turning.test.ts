import { beforeEach, expect, test } from "vitest";
import { CameraMemory } from "./camera-memory";
import { memoryStore } from "./choices";
import { silentLogger } from "./logger";
import { Media } from "./media";
import { FakeDevices, newStream } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

const DETAIL = [{ width: { min: 3840 }, height: { min: 2160 } }];

let devices: FakeDevices;
let said: PermissionState | null;
let media: Media;
let changes: number;

beforeEach(async () => {
  devices = new FakeDevices();
  devices.cameras = [
    { id: "usb", label: "USB" },
    { id: "lid", label: "Lid" },
  ];
  devices.turning = "usb";
  said = "prompt";
  changes = 0;
  media = new Media({
    devices: devices.asDevices(),
    isBoard: true,
    isSecure: true,
    isDenied: () => Promise.resolve(true),
    soundAsked: () => ({}),
    boardWishes: () => Promise.resolve({ advanced: DETAIL }),
    mayTurn: () => Promise.resolve(said),
    draw: null,
    memory: new CameraMemory(memoryStore(), "cameras"),
    newStream: (track) => newStream([track]),
    time: new FakeTime(),
    logger: silentLogger,
    onChange: () => (changes += 1),
  });
  await settle();
  media.useCamera("usb", "board");
  media.useCamera("lid", "room");
  media.want({ audio: true, video: true, room: true });
  await settle();
});

async function chooses(): Promise<void> {
  media.showCameras(true);
  await settle();
}

async function press(): Promise<void> {
  media.letTurn();
  await settle();
}

test("only who chooses is offered it, once", async () => {
  expect(media.turning).toBeNull();
  await chooses();
  expect(media.turning).toEqual({ mayAsk: true, note: null });
  media.showCameras(false);
  expect(media.turning).toBeNull();
});

test.each(["granted", "denied", null] as const)("nothing is asked if it is %s", async (state) => {
  said = state;
  await chooses();
  expect(media.turning).toBeNull();
  const before = devices.asked.length;
  await press();
  expect(devices.asked.length).toBe(before);
});

test("a camera that turns already is not offered it", async () => {
  await chooses();
  await press();
  media.showCameras(false);
  await chooses();
  expect(media.turning).toBeNull();
});

test("one press asks, and the same camera comes back with its head", async () => {
  await chooses();
  const old = media.track("video");
  const before = changes;
  await press();
  expect(media.turning).toEqual({ mayAsk: false, note: "turns" });
  expect(devices.wanted.at(-1)?.video).toMatchObject({
    ...{ pan: true, tilt: true, zoom: true, advanced: DETAIL },
    deviceId: { exact: "usb" },
  });
  expect([devices.lit(), old?.readyState]).toEqual([["lid", "usb"], "ended"]);
  expect(media.track("video")?.getCapabilities()).toHaveProperty("pan");
  expect(media.track("video")?.getConstraints()).toMatchObject({ advanced: DETAIL });
  expect(changes).toBeGreaterThan(before);
});

test("while the browser asks it says so, and asks once", async () => {
  await chooses();
  const before = devices.asked.length;
  media.letTurn();
  media.letTurn();
  expect(media.turning).toEqual({ mayAsk: true, note: "asking" });
  await settle();
  expect(devices.asked.length - before).toBe(1);
});

test.each([
  ["for now: it may be asked again", "prompt", true],
  ["for good: it is not asked any more", "denied", false],
] as const)("a refusal changes nothing, %s", async (_how, after, mayAsk) => {
  await chooses();
  const track = media.track("video");
  devices.answer = "NotAllowedError";
  const pressed = press();
  said = after;
  await pressed;
  expect(media.turning).toEqual({ mayAsk, note: "refused" });
  expect([media.track("video"), media.stateOf("video")]).toEqual([track, "on"]);
  expect(devices.lit()).toEqual(["usb", "lid"]);
});

test.each([
  ["has no head", () => (devices.turning = null)],
  ["can't be opened again", () => (devices.fails = { video: "NotReadableError" })],
])("a camera that %s keeps its picture, and is not asked again", async (_what, make) => {
  await chooses();
  const track = media.track("video");
  make();
  await press();
  expect(media.turning).toEqual({ mayAsk: false, note: "unable" });
  expect([media.track("video"), devices.lit()]).toEqual([track, ["usb", "lid"]]);
  media.showCameras(false);
  await chooses();
  expect(media.turning).toBeNull();
});

test("a lens without a head comes back with its lens, and nobody says that it turns", async () => {
  devices.ways = ["zoom"];
  await chooses();
  await press();
  expect(media.turning).toEqual({ mayAsk: false, note: "zooms" });
  expect(media.track("video")?.getCapabilities()).toHaveProperty("zoom");
  expect(media.track("video")?.getConstraints()).toMatchObject({ advanced: DETAIL });
});

test.each([[["pan", "tilt"]], [["pan"]], [["tilt"]]] as const)(
  "a head without a lens (%j) comes back with its head, and nobody says that it zooms",
  async (ways) => {
    devices.ways = ways;
    await chooses();
    await press();
    expect(media.turning).toEqual({ mayAsk: false, note: "pans" });
    for (const way of ways) expect(media.track("video")?.getCapabilities()).toHaveProperty(way);
    expect(media.track("video")?.getConstraints()).toMatchObject({ advanced: DETAIL });
    media.showCameras(false);
    await chooses();
    expect(media.turning).toBeNull();
  },
);

test("another camera became the board: it is asked of that one", async () => {
  devices.turning = "lid";
  await chooses();
  await press();
  media.useCamera("lid", "board");
  await settle();
  expect(media.turning).toEqual({ mayAsk: true, note: null });
});

test("the board was unplugged before an answer: nothing of it stays on", async () => {
  await chooses();
  media.letTurn();
  devices.unplugCamera("usb");
  await settle();
  expect([media.turning, devices.lit()]).toEqual([null, ["lid"]]);
});
