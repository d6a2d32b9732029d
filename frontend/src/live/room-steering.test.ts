/** The pupil looks around in the class's picture, and the class keeps the say. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { WHOLE } from "./region";
import { Stage } from "./testing/stage";

const CORNER = { x: 0.75, y: 0.75, size: 0.25 };
let stage: Stage;

const seen = () => stage.home.view.steering;
const fromClass = () => stage.sent().filter((name) => name.includes("part"));

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
  await stage.pass(1000);
});

afterEach(() => {
  stage.close();
});

test("the part that the pupil asks for is what leaves the class", async () => {
  expect([seen()?.shown, fromClass()]).toEqual([WHOLE, []]);
  stage.home.room.look(CORNER);
  await stage.pass(200);
  expect(seen()).toMatchObject({ shown: CORNER, wanted: CORNER, by: "crop", locked: false });
  expect(stage.klas.view.steering?.shown).toEqual(CORNER);
  expect(fromClass()).toEqual(["part of video-1"]);
  expect(stage.klas.room.localStream?.getVideoTracks()[0]?.getSettings().deviceId).toBe("video-1");
});

test("the class locks it, and the pupil is told", async () => {
  stage.klas.room.lockView(true);
  await stage.pass(200);
  expect(seen()?.locked).toBe(true);
  stage.home.room.look(CORNER);
  await stage.pass(200);
  expect(stage.klas.view.steering?.wanted).toEqual(WHOLE);
  stage.klas.room.lockView(false);
  await stage.pass(200);
  stage.home.room.look(CORNER);
  await stage.pass(200);
  expect(seen()).toMatchObject({ shown: CORNER, locked: false });
});

test("a place that one side kept the other goes to", async () => {
  stage.home.room.look(CORNER);
  stage.home.room.keepSpot("board");
  await stage.pass(200);
  stage.klas.room.look(WHOLE);
  await stage.pass(200);
  expect(seen()).toMatchObject({ wanted: WHOLE, spots: ["board"] });
  stage.klas.room.goToSpot("board");
  await stage.pass(200);
  expect(seen()?.wanted).toEqual(CORNER);
});

test("the class's page crashes: the pupil goes on looking where it looked, locked if it was", async () => {
  stage.home.room.look(CORNER);
  await stage.pass(200);
  stage.klas.room.lockView(true);
  await stage.pass(200);
  stage.klas.reload();
  await stage.pass(5000);
  expect(seen()?.locked).toBe(true);
  stage.klas.room.lockView(false);
  await stage.pass(200);
  stage.home.room.look(CORNER);
  await stage.pass(200);
  stage.klas.reload();
  await stage.pass(5000);
  expect([seen()?.shown, fromClass()]).toEqual([CORNER, ["part of video-1"]]);
});

test("the pupil's page crashes: it sees what it saw", async () => {
  stage.home.room.look(CORNER);
  await stage.pass(200);
  stage.home.reload();
  await stage.pass(5000);
  expect(seen()).toMatchObject({ shown: CORNER, wanted: CORNER });
});

test("while the class has its pause there is nothing to steer", async () => {
  stage.home.room.look(CORNER);
  await stage.pass(200);
  stage.klas.room.pause("class");
  await stage.pass(500);
  expect([seen(), fromClass(), stage.klas.croppers.open]).toEqual([null, [], []]);
  stage.klas.room.resume();
  await stage.pass(1000);
  expect([seen()?.shown, fromClass()]).toEqual([CORNER, ["part of video-1"]]);
});

test("the lesson is over: nothing is cut any more, and the next begins with the whole", async () => {
  stage.home.room.look(CORNER);
  await stage.pass(200);
  stage.home.room.leave();
  await stage.pass(1000);
  expect([stage.klas.croppers.open, seen()]).toEqual([[], null]);
  await stage.meet();
  await stage.pass(1000);
  expect(seen()?.shown).toEqual(WHOLE);
});

test("an outage: the last wish is carried out when the line is back", async () => {
  stage.network.cut();
  await stage.pass(3000);
  for (let i = 0; i < 50; i++) {
    stage.home.room.look({ ...CORNER, x: i / 100 });
    await stage.pass(20);
  }
  stage.home.room.look(CORNER);
  stage.network.mend();
  await stage.pass(5000);
  expect(seen()?.shown).toEqual(CORNER);
});
