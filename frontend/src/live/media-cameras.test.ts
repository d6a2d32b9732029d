import { beforeEach, describe, expect, test } from "vitest";
import { CameraMemory } from "./camera-memory";
import { memoryStore, type Store } from "./choices";
import { silentLogger } from "./logger";
import { Media } from "./media";
import { FakeDevices, newStream } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

const ALL = { audio: true, video: true, room: true };
const NONE = { audio: false, video: false, room: false };

let time: FakeTime;
let devices: FakeDevices;
let store: Store;
let media: Media;

function load(): Media {
  return new Media({
    devices: devices.asDevices(),
    isBoard: true,
    isSecure: true,
    isDenied: () => Promise.resolve(true),
    soundAsked: () => ({}),
    draw: null,
    memory: new CameraMemory(store, "cameras"),
    newStream: (track) => newStream([track]),
    time,
    logger: silentLogger,
    onChange: () => undefined,
  });
}

/** What each shows now. */
function shown(): (string | undefined)[] {
  return (["video", "room"] as const).map((kind) => media.track(kind)?.getSettings().deviceId);
}

function states(): string[] {
  return [media.stateOf("video"), media.stateOf("room")];
}

async function begin(): Promise<void> {
  media.want(ALL);
  await settle();
}

beforeEach(async () => {
  time = new FakeTime();
  devices = new FakeDevices();
  devices.cameras = [
    { id: "usb", label: "USB" },
    { id: "lid", label: "Lid" },
  ];
  store = memoryStore();
  media = load();
  await settle();
});

/** Somebody has said what is what, and the page was loaded anew. */
async function chosen(): Promise<void> {
  media.useCamera("usb", "board");
  media.useCamera("lid", "room");
  await settle();
  media.close();
  media = load();
  await settle();
}

test("nobody chose: the browser's own camera, and no second one lights up", async () => {
  await begin();
  expect([devices.asked, media.hasRoom]).toEqual([["audio+video"], false]);
});

test("what was chosen once opens by itself, the second after the first", async () => {
  await chosen();
  expect(devices.lit()).toEqual([]);
  await begin();
  expect([shown(), devices.asked, devices.sizes]).toEqual([
    ["usb", "lid"],
    ["audio+video", "video"],
    ["1920x1080", "1280x720"],
  ]);
  media.want(NONE);
  await settle();
  expect(devices.lit()).toEqual([]);
});

test("under other ids they are the same cameras", async () => {
  await chosen();
  media.close();
  devices.cameras = [
    { id: "1", label: "Lid" },
    { id: "2", label: "USB" },
  ];
  media = load();
  await begin();
  expect(shown()).toEqual(["2", "1"]);
});

test("they change places, and neither goes dark", async () => {
  await chosen();
  await begin();
  const before = devices.given.length;
  media.useCamera("lid", "board");
  await settle();
  expect([shown(), devices.given.length - before]).toEqual([["lid", "usb"], 0]);
  expect(media.picture("video")?.getTracks()).toEqual([media.track("video")]);
});

test.each([
  ["lid", ["usb", undefined], ["on", "missing"]],
  ["usb", [undefined, "lid"], ["missing", "on"]],
])(
  "%s is unplugged: the other one goes on, and it comes back by itself",
  async (id, left, then) => {
    await chosen();
    await begin();
    devices.unplugCamera(id);
    await settle();
    expect([shown(), states(), media.hasRoom]).toEqual([left, then, true]);
    devices.plugCamera(id, id === "usb" ? "USB" : "Lid");
    await settle();
    expect([shown(), states()]).toEqual([
      ["usb", "lid"],
      ["on", "on"],
    ]);
  },
);

test("one camera alone is the board, until the other is back", async () => {
  await chosen();
  devices.unplugCamera("usb");
  await begin();
  expect([shown(), states()]).toEqual([
    ["lid", undefined],
    ["on", "missing"],
  ]);
  devices.plugCamera("usb", "USB");
  await settle();
  expect(shown()).toEqual(["usb", "lid"]);
});

test("the second one goes off, and stays off after a reload", async () => {
  await chosen();
  await begin();
  media.useCamera("lid", "off");
  await settle();
  expect([shown(), media.hasRoom, devices.lit()]).toEqual([["usb", undefined], false, ["usb"]]);
  media.close();
  media = load();
  await begin();
  expect(devices.lit()).toEqual(["usb"]);
});

test("a camera that another program has is busy, and the board goes on", async () => {
  await chosen();
  await begin();
  media.useCamera("lid", "off");
  await settle();
  devices.fails = { video: "NotReadableError" };
  media.useCamera("lid", "room");
  await settle();
  expect(states()).toEqual(["on", "busy"]);
});

describe("a device that gives one camera at a time", () => {
  beforeEach(async () => {
    await chosen();
    devices.givesOneCamera = true;
    await begin();
    await time.pass(50);
  });

  test("gives it to the board, and says so", () => {
    expect([shown(), media.isSingle, media.hasRoom]).toEqual([["usb", undefined], true, false]);
    expect([devices.lit(), media.track("video")?.muted]).toEqual([["usb"], false]);
  });

  test("is not tried again, until somebody asks for it", async () => {
    media.close();
    media = load();
    const before = devices.asked.length;
    await begin();
    expect(devices.asked.slice(before)).toEqual(["audio+video"]);
    devices.givesOneCamera = false;
    media.useCamera("lid", "room");
    await settle();
    expect([shown(), media.isSingle]).toEqual([["usb", "lid"], false]);
  });
});

describe("while somebody chooses", () => {
  test("each camera shows what it sees, and goes out after", async () => {
    media.showCameras(true);
    await settle();
    expect(devices.lit()).toEqual(["usb", "lid"]);
    expect(media.cameraStream("lid")).not.toBeNull();
    media.showCameras(false);
    await settle();
    expect([devices.lit(), media.cameraStream("lid")]).toEqual([[], null]);
  });

  test("one that the lesson has open is not opened twice", async () => {
    await chosen();
    await begin();
    const before = devices.asked.length;
    devices.plugCamera("doc");
    media.showCameras(true);
    await settle();
    expect([devices.asked.length - before, devices.lit()]).toEqual([1, ["usb", "lid", "doc"]]);
    expect(media.cameraStream("usb")).toBe(media.picture("video"));
    media.close();
    expect(devices.lit()).toEqual([]);
  });

  test("every camera stands there with its use, also one that is gone", async () => {
    await chosen();
    await begin();
    devices.unplugCamera("lid");
    await settle();
    expect(media.cameraViews).toEqual([
      { id: "usb", label: "USB", use: "board", isThere: true, isOpen: true },
      { id: "lid", label: "Lid", use: "room", isThere: false, isOpen: false },
    ]);
  });
});
