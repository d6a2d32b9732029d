/** A class with two cameras, and the pupil who sees both. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Glance } from "./camera-watch";
import type { Engine } from "./engine";
import { WHOLE } from "./region";
import { Stage } from "./testing/stage";
import { twoInClass } from "./testing/two-cameras";

let stage: Stage;

/** What leaves the class, by the name of its camera. */
const sent = () => stage.sent().filter((name) => name === "usb" || name === "lid");

beforeEach(async () => {
  stage = new Stage();
  await twoInClass(stage);
});

afterEach(() => {
  stage.close();
});

describe("in a lesson", () => {
  beforeEach(async () => {
    await stage.meet();
    await stage.pass(3000);
  });

  test("both come in, without an offer of their own, and each side knows", () => {
    expect(sent()).toEqual(["lid", "usb"]);
    expect(stage.home.view.other?.room).toEqual({ state: "on", trouble: null });
    expect(stage.home.view.moving).toEqual({ board: true, room: true });
    expect(stage.home.room.remoteRoom.getTracks().length).toBe(1);
    expect(stage.klas.view.cameras.map(({ use }) => use)).toEqual(["board", "room"]);
    expect(stage.klas.view.other?.looks).toBe("board");
  });

  test("what the pupil looks at is known in class, also after a reload of either page", async () => {
    stage.home.room.lookAt("room");
    await stage.pass(50);
    expect(stage.klas.view.other?.looks).toBe("room");
    stage.klas.reload();
    await stage.pass(4000);
    expect([stage.klas.view.other?.looks, sent()]).toEqual(["room", ["lid", "usb"]]);
    stage.home.reload();
    await stage.pass(4000);
    expect([stage.home.view.me.looks, stage.klas.view.other?.looks]).toEqual(["room", "room"]);
  });

  test.each([
    ["usb", "camera", "room"],
    ["lid", "room", "board"],
  ] as const)("%s is unplugged: the other one goes on, large", async (id, which, large) => {
    stage.home.room.lookAt(which === "room" ? "room" : "board");
    const state = (view = stage.home.view) =>
      which === "room" ? view.other?.room?.state : view.other?.camera;
    stage.klas.media.unplugCamera(id);
    await stage.pass(2000);
    expect([state(), stage.home.view.me.looks, sent().length]).toEqual(["missing", large, 1]);
    expect(stage.klas.view.other).toMatchObject({ looks: large, sees: true });
    stage.klas.media.plugCamera(id, id === "usb" ? "USB" : "Lid");
    await stage.pass(2000);
    expect([state(), sent()]).toEqual(["on", ["lid", "usb"]]);
    expect(stage.home.view.me.looks).toBe(which === "room" ? "room" : "board");
  });

  test("the class is the camera on the room, and the other places bring the board's back", async () => {
    const part = { x: 0.5, y: 0.5, size: 0.25 };
    const { room: home } = stage.home;
    home.look(part);
    home.keepSpot("class");
    home.keepSpot("board");
    await stage.pass(200);
    home.look(WHOLE);
    home.goToSpot("class");
    await stage.pass(200);
    expect([stage.klas.view.other?.looks, stage.klas.view.steering?.shown]).toEqual([
      "room",
      WHOLE,
    ]);
    home.goToSpot("board");
    await stage.pass(200);
    expect([stage.klas.view.other?.looks, stage.klas.view.steering?.shown]).toEqual([
      "board",
      part,
    ]);
    home.look(WHOLE);
    stage.klas.room.useCamera("lid", "off");
    await stage.pass(2000);
    home.goToSpot("class");
    await stage.pass(200);
    expect([stage.klas.view.other?.looks, stage.klas.view.steering?.shown]).toEqual([
      "board",
      part,
    ]);
  });

  test("a lock holds the part of the board, not which camera is large", async () => {
    const part = { x: 0.5, y: 0.5, size: 0.25 };
    stage.home.room.look(part);
    stage.home.room.keepSpot("board");
    stage.home.room.look(WHOLE);
    await stage.pass(200);
    stage.klas.room.lockView(true);
    await stage.pass(200);
    stage.home.room.goToSpot("class");
    await stage.pass(200);
    expect(stage.klas.view.other?.looks).toBe("room");
    stage.home.room.goToSpot("board");
    await stage.pass(200);
    expect(stage.klas.view).toMatchObject({
      other: { looks: "board" },
      steering: { shown: WHOLE },
    });
  });

  test("in class a place is of the board's camera", async () => {
    const part = { x: 0.5, y: 0.5, size: 0.25 };
    stage.klas.room.look(part);
    stage.klas.room.keepSpot("teacher");
    stage.klas.room.look(WHOLE);
    stage.home.room.lookAt("room");
    await stage.pass(200);
    stage.klas.room.goToSpot("teacher");
    await stage.pass(200);
    expect(stage.klas.view).toMatchObject({ other: { looks: "room" }, steering: { shown: part } });
  });

  test("a pause hides both, and both are back after it", async () => {
    stage.klas.room.pause("class");
    await stage.pass(2000);
    expect([sent(), stage.klas.media.lit()]).toEqual([[], []]);
    expect(stage.home.view.other?.room?.state).toBe("off");
    stage.klas.room.resume();
    await stage.pass(2000);
    expect(sent()).toEqual(["lid", "usb"]);
  });

  test("each is switched off by itself", async () => {
    stage.klas.room.useCamera("usb", "off");
    await stage.pass(2000);
    expect([sent(), stage.home.view.other?.camera]).toEqual([["lid"], "off"]);
    expect(stage.klas.view.cameras.map(({ use }) => use)).toEqual(["off", "room"]);
    stage.klas.room.useCamera("usb", "board");
    stage.klas.room.useCamera("lid", "off");
    await stage.pass(2000);
    expect([sent(), stage.home.view.other?.room]).toEqual([["usb"], null]);
  });

  test("they change places: the same two pictures, the other way round", async () => {
    stage.klas.room.useCamera("lid", "board");
    await stage.pass(2000);
    const [klas] = stage.network
      .open()
      .filter(({ transceivers }) => transceivers.some(({ direction }) => direction === "sendonly"));
    const tracks = klas?.transceivers.map(({ sender }) => sender.track?.getSettings().deviceId);
    expect(tracks?.slice(1)).toEqual(["lid", "usb"]);
  });

  test("a black picture is told within six seconds, and taken back", async () => {
    const black: Glance = { at: 0, frames: 0, width: 16, height: 9, lightest: 3, print: 0 };
    let look = 0;
    stage.klas.see = () => {
      look += 1;
      return { ...black, at: stage.time.now(), frames: 60 * look, print: look };
    };
    await stage.pass(6000);
    expect(stage.klas.view.me.trouble).toBe("black");
    expect(stage.home.view.other).toMatchObject({ trouble: "black", room: { trouble: "black" } });
    stage.klas.see = () => null;
    await stage.pass(2100);
    expect(stage.home.view.other?.trouble).toBeNull();
  });

  test("after a cut both are back", async () => {
    stage.network.cut();
    await stage.pass(5000);
    expect(stage.home.view.phase).toBe("interrupted");
    stage.network.mend();
    await stage.pass(6000);
    expect([stage.home.view.phase, stage.home.view.moving.room]).toEqual(["live", true]);
  });
});

test("a page of before there were two gets the board alone", async () => {
  const tell = (stage.home.room as unknown as { engine: Engine }).engine.dialogue;
  const told = tell.tell.bind(tell);
  tell.tell = (state) => told({ ...state, looks: null });
  await stage.meet();
  await stage.pass(3000);
  expect(sent()).toEqual(["usb"]);
});
