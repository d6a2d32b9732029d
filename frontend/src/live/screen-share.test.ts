/** A class shares a screen in a lesson: what leaves, what home is told, and how it ends. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { displayOf } from "./screen-share";
import { Stage } from "./testing/stage";
import { twoInClass } from "./testing/two-cameras";

let stage: Stage;

/** What leaves the class as a picture. */
const sent = () => stage.sent().filter((name) => ["usb", "lid", "screen"].includes(name));
const screens = () => stage.klas.screens;
const note = () => stage.klas.view.screen.note;

beforeEach(async () => {
  stage = new Stage();
  await twoInClass(stage);
});

afterEach(() => {
  stage.close();
});

async function share(): Promise<void> {
  stage.klas.room.screen.share();
  await stage.pass(2000);
}

describe("in a lesson", () => {
  beforeEach(async () => {
    await stage.meet();
    await stage.pass(3000);
  });

  test("it takes the board's place as text, the room goes on, and home is told", async () => {
    await share();
    expect(sent()).toEqual(["lid", "screen"]);
    expect(screens().given[0]?.contentHint).toBe("text");
    expect(stage.home.view.other).toMatchObject({ screen: true, camera: "on", trouble: null });
    expect(stage.home.view.moving).toEqual({ board: true, room: true });
    stage.klas.room.screen.stop();
    await stage.pass(100);
    expect([sent(), screens().live()]).toEqual([["lid", "usb"], []]);
    expect([stage.home.view.other?.screen, note()]).toEqual([false, null]);
  });

  test("no offer is made for it", async () => {
    const offers = () => stage.network.open().map((pc) => pc.localDescription?.sdp);
    const before = offers();
    await share();
    expect(offers()).toEqual(before);
  });

  test("nobody steers meanwhile, and the view is as it was after it", async () => {
    const part = { x: 0.5, y: 0.5, size: 0.25 };
    stage.home.room.look(part);
    await stage.pass(2000);
    await share();
    expect([stage.home.view.steering, stage.klas.view.steering]).toEqual([null, null]);
    stage.klas.room.screen.stop();
    await stage.pass(2000);
    expect(stage.klas.view.steering?.wanted).toEqual(part);
  });

  test("a photo is of the board's camera, not of the screen", async () => {
    await share();
    stage.home.room.files.askPhoto();
    await stage.pass(3000);
    expect(stage.klas.stills).toEqual(["full usb"]);
  });

  test("the browser's own bar ends it: the board is back at once, with a word", async () => {
    await share();
    screens().stopFromOutside();
    await stage.pass(50);
    expect([sent(), note()]).toEqual([["lid", "usb"], "stopped"]);
    await stage.pass(13_000);
    expect(note()).toBeNull();
  });

  test.each([
    ["a pause", () => stage.klas.room.pause("class"), []],
    ["hiding", () => stage.klas.room.watchFirst(true), []],
    ["the board switched off", () => stage.klas.room.useCamera("usb", "off"), ["lid"]],
    ["the end", () => stage.klas.room.leave(), []],
  ] as const)("%s ends it for good", async (_name, act, left) => {
    await share();
    act();
    await stage.pass(1000);
    expect([sent(), screens().live()]).toEqual([left, []]);
    stage.klas.room.resume();
    stage.klas.room.watchFirst(false);
    await stage.pass(2000);
    expect(sent()).not.toContain("screen");
  });

  test("what was chosen after the class hid is never shown", async () => {
    screens().waits = true;
    await share();
    expect(stage.klas.view.screen.state).toBe("asking");
    stage.klas.room.pause("class");
    screens().answer();
    await stage.pass(1000);
    stage.klas.room.resume();
    await stage.pass(2000);
    expect([sent(), screens().live(), screens().given.length]).toEqual([["lid", "usb"], [], 1]);
  });

  test("a pupil who looked at the room sees the screen large, and may turn back", async () => {
    stage.home.room.lookAt("room");
    await stage.pass(100);
    await share();
    expect(stage.klas.view.other?.looks).toBe("board");
    stage.home.room.lookAt("room");
    await stage.pass(2000);
    expect([stage.home.view.me.looks, stage.klas.view.other?.looks]).toEqual(["room", "room"]);
  });

  test("two presses ask once", async () => {
    screens().waits = true;
    stage.klas.room.screen.share();
    stage.klas.room.screen.share();
    await stage.pass(100);
    expect(screens().asked.length).toBe(1);
  });

  test.each([
    ["NotAllowedError", "refused"],
    ["NotReadableError", "failed"],
    ["AbortError", "failed"],
  ] as const)("%s is said, and the board goes on", async (error, word) => {
    screens().fails = error;
    await share();
    expect([note(), stage.klas.view.screen.state]).toEqual([word, "off"]);
    expect(sent()).toEqual(["lid", "usb"]);
  });

  test("it survives a new connection, and not a reload", async () => {
    await share();
    stage.home.reload();
    await stage.pass(5000);
    expect([sent(), stage.home.view.other?.screen]).toEqual([["lid", "screen"], true]);
    stage.network.cut();
    await stage.pass(9000);
    stage.network.mend();
    await stage.pass(6000);
    expect([sent(), stage.home.view.phase]).toEqual([["lid", "screen"], "live"]);
    stage.klas.reload();
    await stage.pass(5000);
    expect([sent(), stage.home.view.other?.screen]).toEqual([["lid", "usb"], false]);
  });

  test("a class whose camera is lost shows its screen all the same", async () => {
    stage.klas.media.unplugCamera("usb");
    await stage.pass(2000);
    await share();
    expect([sent(), stage.home.view.other?.camera]).toEqual([["lid", "screen"], "on"]);
  });

  test("home has none to share", async () => {
    stage.home.room.screen.share();
    await stage.pass(500);
    expect(stage.home.screens.asked).toEqual([]);
  });
});

test("outside of a lesson nothing is asked", async () => {
  await stage.pass(100);
  await share();
  expect(screens().asked).toEqual([]);
});

test("a device that cannot is told apart", () => {
  expect(displayOf(undefined)).toBeNull();
  expect(displayOf({} as MediaDevices)).toBeNull();
});

describe("with the sound of a tab", () => {
  const AUDIO = ["audio-1", "mixed", "tab-sound"];
  /** What leaves both sides as sound; that of home is always the first. */
  const heard = () => stage.sent().filter((name) => AUDIO.includes(name));
  const mixed = () =>
    stage.klas.kits
      .at(-1)
      ?.mixers.at(-1)
      ?.inputs.map(({ track }) => track.getSettings().deviceId);

  beforeEach(async () => {
    stage.close();
    stage = new Stage({ hasSound: true });
    await stage.meet();
    await stage.pass(2000);
    screens().hasSound = true;
  });

  test("it goes with the microphone, and ends with the screen", async () => {
    await share();
    expect([heard(), mixed()]).toEqual([
      ["audio-1", "mixed"],
      ["audio-1", "tab-sound"],
    ]);
    stage.klas.room.screen.stop();
    await stage.pass(500);
    expect([screens().live(), heard()]).toEqual([[], ["audio-1", "audio-1"]]);
  });

  test("it goes alone while the microphone is off, and home reads that it is off", async () => {
    stage.klas.room.setMicrophone(false);
    await share();
    expect([heard(), mixed() ?? []]).toEqual([["audio-1", "tab-sound"], []]);
    expect(stage.home.view.other).toMatchObject({ microphone: "off", screen: true });
    expect(stage.home.view.sound.warning).toBeNull();
    stage.klas.room.screen.stop();
    await stage.pass(500);
    expect(heard()).toEqual(["audio-1"]);
  });

  test("who turns the microphone off in the middle goes out of what is heard", async () => {
    await share();
    stage.klas.room.setMicrophone(false);
    await stage.pass(100);
    expect([heard(), mixed()]).toEqual([["audio-1", "tab-sound"], []]);
    stage.klas.room.setMicrophone(true);
    await stage.pass(100);
    expect([heard(), mixed()?.length]).toEqual([["audio-1", "mixed"], 2]);
  });

  test("it goes with music", async () => {
    stage.klas.room.sound.playMusic(true);
    await share();
    expect([heard(), mixed()?.length]).toEqual([["audio-1", "mixed"], 2]);
  });

  test.each([
    ["a pause", () => stage.klas.room.pause("class")],
    ["hiding", () => stage.klas.room.watchFirst(true)],
  ])("%s sends nothing of it, the microphone being off", async (_name, act) => {
    stage.klas.room.setMicrophone(false);
    await share();
    act();
    await stage.pass(500);
    expect([heard(), screens().live()]).toEqual([["audio-1"], []]);
  });

  test("where the two can't be mixed the class reads it, until it has read it", async () => {
    stage.klas.kits.at(-1)!.isRunning = false;
    await share();
    expect([heard(), stage.klas.view.sound.warning]).toEqual([["audio-1", "audio-1"], "tab"]);
    stage.klas.room.sound.readWarning();
    await stage.pass(100);
    expect(stage.klas.view.sound.warning).toBeNull();
    stage.klas.room.setMicrophone(false);
    await stage.pass(100);
    expect(heard()).toEqual(["audio-1", "tab-sound"]);
  });
});
