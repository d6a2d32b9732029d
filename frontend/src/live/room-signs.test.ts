/** Reactions, face, break and game between two whole rooms: over cuts, reloads and leaving. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_SIGNS } from "./signs";
import { Stage } from "./testing/stage";

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
});

afterEach(() => {
  stage.close();
});

test.each(["home", "klas"] as const)("after a reload of %s all of it is there", async (who) => {
  stage.home.room.signs.chooseFace("robot");
  stage.home.room.signs.react("lost");
  stage.home.room.raiseHand();
  stage.klas.room.signs.setRecess(true);
  stage.klas.room.signs.beginGame();
  await stage.pass(200);
  stage.home.room.signs.play(3);
  await stage.pass(60_000);
  const { hand, signs } = stage[who].view;
  stage[who].reload();
  await stage.pass(5000);
  expect(stage[who].view.signs).toEqual({ ...signs, passes: null });
  expect(stage[who].view.hand).toMatchObject({ id: hand!.id, since: hand!.since });
});

test("what is pressed away is gone on both sides", async () => {
  stage.home.room.signs.react("slower");
  await stage.pass(200);
  stage.klas.room.signs.notice(stage.klas.view.signs.stays!.id);
  await stage.pass(300);
  expect([stage.home.view.signs.stays, stage.klas.view.signs.stays]).toEqual([null, null]);
});

test("a reaction is known to have come", async () => {
  stage.home.room.signs.react("yes");
  expect(stage.home.view.signs.passes?.delivered).toBe(false);
  await stage.pass(300);
  expect(stage.home.view.signs.passes?.delivered).toBe(true);
  expect(stage.klas.view.signs.passes?.kind).toBe("yes");
});

test("leaving leaves nothing of it but the face at home", async () => {
  stage.home.room.signs.chooseFace("kat");
  stage.home.room.signs.react("tired");
  stage.home.room.signs.setRecess(true);
  await stage.pass(200);
  stage.home.room.leave();
  await stage.pass(500);
  expect(stage.home.view.signs).toEqual({ ...NO_SIGNS, face: "kat" });
  expect(stage.klas.view.signs).toEqual({ ...NO_SIGNS, face: "kat" });
});
