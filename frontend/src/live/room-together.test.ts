/** What a pupil wants of its classmates lasts as long as the lessons in which it said so. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { Stage } from "./testing/stage";

const MINUTE_MS = 60_000;
let stage: Stage;

const wish = () => stage.home.view.me.together;
const togetherTold = () => stage.klas.view.other?.together;

beforeEach(async () => {
  stage = new Stage({ isFramed: true });
  stage.server.changePlan({ see_classmates: true });
  await stage.pass(100);
});

afterEach(() => {
  stage.close();
});

test("it is chosen before going in, and no lesson begins open then", async () => {
  stage.home.room.setTogether("off");
  await stage.pass(2000);
  const told: unknown[] = [];
  stage.klas.room.subscribe(() => told.push(togetherTold()));
  await stage.meet();
  await stage.pass(8000);
  expect([stage.home.view.phase, wish(), togetherTold()]).toEqual(["live", "off", "off"]);
  expect(told).not.toContain("open");
});

test.each(["off", "hidden"] as const)("%s outlasts stop, go and a new page", async (chosen) => {
  await stage.meet();
  stage.home.room.setTogether(chosen);
  await stage.pass(300);
  stage.home.room.leave();
  await stage.pass(3000);
  expect(wish()).toBe(chosen);
  stage.home.reload();
  await stage.pass(3000);
  expect(wish()).toBe(chosen);
  await stage.meet();
  await stage.pass(4000);
  expect([stage.home.view.phase, wish(), togetherTold()]).toEqual(["live", chosen, chosen]);
});

test("the next lessons begin open", async () => {
  await stage.meet();
  stage.home.room.setTogether("off");
  stage.home.room.leave();
  await stage.skim(49 * MINUTE_MS);
  expect(wish()).toBe("off");
  await stage.skim(2 * MINUTE_MS);
  expect(wish()).toBe("open");
});

test("who stays on in the break is not shown again in it", async () => {
  await stage.meet();
  stage.home.room.setTogether("off");
  await stage.skim(49 * MINUTE_MS);
  stage.klas.room.stay();
  await stage.skim(5 * MINUTE_MS);
  expect([stage.home.view.phase, wish()]).toEqual(["live", "off"]);
  stage.home.room.leave();
  await stage.skim(MINUTE_MS);
  expect(wish()).toBe("off");
});

test("what can't be read is not together, and the pupil may say otherwise", async () => {
  stage.home.store.setItem("sio.home.together", '{"together":"all"}');
  stage.home.reload();
  await stage.meet();
  expect([wish(), togetherTold()]).toEqual(["off", "off"]);
  stage.home.room.setTogether("open");
  await stage.pass(300);
  expect([wish(), togetherTold()]).toEqual(["open", "open"]);
  expect(stage.home.store.getItem("sio.home.together")).toBeNull();
});
