/** Break time between two whole rooms: the class is large, and what was is back after it. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { WHOLE } from "./region";
import { Stage } from "./testing/stage";
import { twoInClass } from "./testing/two-cameras";

const MINUTE_MS = 60_000;
const CORNER = { x: 0.75, y: 0.75, size: 0.25 };
let stage: Stage;

const sent = () => stage.sent().filter((name) => /usb|lid|screen/.test(name));

beforeEach(async () => {
  stage = new Stage();
  await twoInClass(stage);
  await stage.meet();
  await stage.pass(3000);
});

afterEach(() => {
  stage.close();
});

async function recess(on: boolean): Promise<void> {
  stage.klas.room.signs.setRecess(on);
  await stage.pass(500);
}

/** From a minute ago on, for so many minutes. */
async function inHalfDay(minutes: number): Promise<void> {
  const now = stage.klas.room.now();
  const when = { starts_at: now - MINUTE_MS, ends_at: now + minutes * MINUTE_MS };
  const what = { subject: "", room: "", kind: "fixed", status: "on", link: "" } as const;
  stage.server.changePlan({ lessons: [{ id: "slot-1", ...when, ...what, half_day: true }] });
  await stage.pass(500);
}

test.each(["board", "room"] as const)("the room is large in it, and then the %s", async (looks) => {
  stage.home.room.lookAt(looks);
  await recess(true);
  expect([stage.home.view.me.looks, stage.klas.view.other?.looks]).toEqual(["room", "room"]);
  await recess(false);
  expect([stage.home.view.me.looks, stage.klas.view.other?.looks]).toEqual([looks, looks]);
});

test("with one camera the class shows all of it, locked or not, and then the part again", async () => {
  stage.klas.room.useCamera("lid", "off");
  stage.home.room.look(CORNER);
  await stage.pass(300);
  stage.klas.room.lockView(true);
  await recess(true);
  expect([stage.home.view.me.looks, stage.home.view.steering?.shown]).toEqual(["board", WHOLE]);
  expect(stage.klas.view.steering?.shown).toEqual(WHOLE);
  await recess(false);
  expect(stage.home.view.steering).toMatchObject({ shown: CORNER, locked: true });
  expect(stage.klas.view.steering?.shown).toEqual(CORNER);
});

test("a screen that is shared makes way, and is back after it", async () => {
  stage.klas.room.screen.share();
  await stage.pass(1000);
  expect(sent()).toContain("screen");
  await recess(true);
  expect([sent(), stage.home.view.other?.screen]).toEqual([["lid", "usb"], false]);
  expect(stage.klas.view.screen.state).toBe("on");
  await recess(false);
  expect([sent(), stage.home.view.other?.screen]).toEqual([["lid", "screen"], true]);
});

test("the exercise book makes way for the face", async () => {
  stage.home.room.notebook.show();
  await stage.pass(500);
  expect(stage.klas.view.other?.notebook).toBe(0);
  await recess(true);
  expect([stage.klas.view.other?.notebook, stage.home.view.me.camera]).toEqual([null, "on"]);
});

test("in a half day the class begins it, and it ends with the half day", async () => {
  await inHalfDay(10);
  stage.home.room.signs.setRecess(true);
  await stage.pass(500);
  expect(stage.klas.view.signs.recess).toBe(false);
  await recess(true);
  expect(stage.home.view.signs.recess).toBe(true);
  stage.klas.reload();
  await stage.pass(5000);
  expect([stage.klas.view.signs.recess, stage.home.view.me.looks]).toEqual([true, "room"]);
  await stage.pass(10 * MINUTE_MS);
  expect([stage.home.view.phase, stage.klas.view.phase]).toEqual(["live", "live"]);
  expect([stage.home.view.signs.recess, stage.klas.view.signs.recess]).toEqual([false, false]);
  expect(stage.home.view.me.looks).toBe("board");
});
