import { beforeEach, describe, expect, test } from "vitest";
import type { BoardWishes } from "./board-camera";
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
let wishes: BoardWishes;

function load(): Media {
  return new Media({
    devices: devices.asDevices(),
    isBoard: true,
    isSecure: true,
    isDenied: () => Promise.resolve(true),
    soundAsked: () => ({}),
    boardWishes: () => Promise.resolve(wishes),
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
  wishes = {};
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

describe("what is asked of each after they changed places", () => {
  const advanced = [{ width: { min: 3840 }, height: { min: 2160 } }];
  const turning = { pan: true, tilt: true, zoom: true };

  async function swapped(): Promise<void> {
    await chosen();
    await begin();
    media.useCamera("lid", "board");
    await settle();
  }

  function told(kind: "video" | "room"): MediaTrackConstraints | undefined {
    return media.track(kind)?.getConstraints();
  }

  test("all the detail of the board, and no more than a room's of the other", async () => {
    wishes = { advanced };
    await swapped();
    expect(told("video")).toMatchObject({ width: { ideal: 1920 }, advanced });
    expect(told("room")).toMatchObject({ width: { ideal: 1280 }, height: { ideal: 720 } });
    expect(told("room")).not.toHaveProperty("advanced");
  });

  test("one that turns is opened anew for it, before the old one goes out", async () => {
    wishes = { ...turning, advanced };
    devices.turning = "lid";
    await chosen();
    await begin();
    const old = media.track("room");
    media.useCamera("lid", "board");
    await settle();
    expect(devices.wanted.at(-1)?.video).toMatchObject({ ...turning, deviceId: { exact: "lid" } });
    expect([shown(), devices.lit()]).toEqual([
      ["lid", "usb"],
      ["usb", "lid"],
    ]);
    expect(old?.readyState).toBe("ended");
    expect(media.track("video")?.getCapabilities()).toHaveProperty("pan");
    expect(media.picture("video")?.getTracks()).toEqual([media.track("video")]);
    // Of a camera that is open, only the size may be asked without a new question.
    expect(told("video")).toMatchObject({ width: { ideal: 1920 }, advanced });
    expect(told("video")).not.toHaveProperty("pan");
  });

  test("one that turns already is not opened again", async () => {
    wishes = turning;
    devices.turning = "usb";
    await swapped();
    media.useCamera("usb", "board");
    const before = devices.asked.length;
    await settle();
    expect([shown(), devices.asked.length - before]).toEqual([["usb", "lid"], 0]);
  });

  test("one that does not turn after all keeps its picture", async () => {
    wishes = turning;
    await chosen();
    await begin();
    const track = media.track("room");
    media.useCamera("lid", "board");
    await settle();
    expect([media.track("video"), devices.lit()]).toEqual([track, ["usb", "lid"]]);
  });

  test("one that can't be opened again keeps its picture, and gets the size", async () => {
    wishes = { ...turning, advanced };
    await chosen();
    await begin();
    const track = media.track("room");
    devices.fails = { video: "NotReadableError" };
    media.useCamera("lid", "board");
    await settle();
    expect([media.track("video"), states()]).toEqual([track, ["on", "on"]]);
    expect(told("video")).toMatchObject({ advanced });
  });

  test("the page goes while it is opened anew: nothing of it stays on", async () => {
    wishes = turning;
    devices.turning = "lid";
    await chosen();
    await begin();
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => {
      const opened = open(wanted);
      media.close();
      return opened;
    };
    media.useCamera("lid", "board");
    await settle();
    expect(devices.lit()).toEqual([]);
  });
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
