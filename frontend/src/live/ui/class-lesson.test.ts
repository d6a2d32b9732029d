import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import { lessonScreen } from "../testing/lesson-screen";
import type { RoomView } from "../view";
import type { BarKey } from "./bar";
import { type ClassScreen, keysOf, seldom } from "./class-lesson";

const NOW = 1_795_000_000_000;
const FULL: BarKey = { name: "full", word: "full.on", drawing: "maximize", press: () => undefined };

function screen(view: RoomView): ClassScreen {
  return { ...lessonScreen(view, NOW), fullScreen: FULL, openSpots: () => undefined };
}

const names = (keys: readonly BarKey[]) => keys.map(({ name }) => name);

test("in a lesson the tools stand behind it", () => {
  const lesson = screen(SCENES["class-live"]!(NOW));
  expect(names(keysOf(lesson))).toEqual(["speaker", "pause", "chat"]);
  expect(names(seldom(lesson))).toEqual(["screen", "draw", "exam", "files", "guest", "full"]);
});

test("in the break there is no tool of a lesson, in the bar nor behind it", () => {
  const view = SCENES["class-recess"]!(NOW);
  for (const scene of [view, { ...view, drawing: { ...view.drawing, isOpen: true } }]) {
    expect(names(keysOf(screen(scene)))).toEqual(["speaker", "game", "recess", "pause", "chat"]);
    expect(names(seldom(screen(scene)))).toEqual(["full"]);
  }
});

test("a screen that was shared before the break can be ended in it", () => {
  const { screen: shared, me } = SCENES["class-screen"]!(NOW);
  const view = { ...SCENES["class-recess"]!(NOW), screen: shared, me };
  expect(names(keysOf(screen(view)))).toContain("screen");
});
