import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import { lessonScreen } from "../testing/lesson-screen";
import type { RoomView } from "../view";
import { mayDraw, toggleDrawing } from "./draw-key";
import { keysOf, mayUseHand, seldom } from "./home-bar";
import { maySteer } from "./home-lesson";
import { notebookKeys } from "./notebook";
import type { LessonScreen } from "./stage-parts";
import { standingNow, swap } from "./two-pictures";

const NOW = 1_795_000_000_000;
const RECESS: RoomView = SCENES["home-recess"]!(NOW);

function screen(view: RoomView): LessonScreen {
  return lessonScreen(view, NOW);
}

/** Of the scene of that name, in the break. */
function inBreak(name: string): LessonScreen {
  const { me, other } = SCENES[name]!(NOW);
  return screen({ ...RECESS, me, other });
}

const words = (keys: readonly { readonly word: string }[]) => keys.map(({ word }) => word);

test("in the break a pupil ends being together too, and takes it back", () => {
  expect(words(keysOf(inBreak("home-mate")))).toContain("recess.stop");
  expect(words(seldom(inBreak("home-mate")))).toEqual(["mates.off"]);
  expect(words(keysOf(inBreak("home-mates-off")))).toContain("mates.on");
  expect(words(seldom(inBreak("home-mates-off")))).toEqual([]);
});

test("in the break of who is alone, and in a pause, nothing stands behind it", () => {
  expect(words(seldom(screen(RECESS)))).toEqual([]);
  const { me, ...rest } = SCENES["home-mate"]!(NOW);
  expect(words(seldom(screen({ ...rest, me: { ...me, paused: "rest" } })))).toEqual([]);
});

test("in the break there is talk, a reaction, the game and the way out", () => {
  expect(keysOf(screen(RECESS)).map(({ name }) => name)).toEqual([
    ...["react", "camera", "microphone", "game", "recess", "pause", "chat"],
  ]);
});

test("a hand that was up when the break began can still go down", () => {
  const { hand } = SCENES["home-hand"]!(NOW);
  const up = screen({ ...RECESS, hand });
  expect([mayUseHand(screen(RECESS).room), mayUseHand(up.room)]).toEqual([false, true]);
  expect(words(keysOf(up))[0]).toBe("hand.lower");
});

test("in the break no letter and no touch opens a lesson tool", () => {
  const { room } = screen(RECESS);
  toggleDrawing(room);
  expect([room.view.drawing.isOpen, mayDraw(room)]).toEqual([false, false]);
  expect([notebookKeys(room), maySteer(room)]).toEqual([[], false]);
  const lesson = screen(SCENES["home-live"]!(NOW)).room;
  expect([mayDraw(lesson), notebookKeys(lesson).length, maySteer(lesson)]).toEqual([true, 1, true]);
});

test("in the break the class stands alone, and no press swaps it", () => {
  const { room } = screen(SCENES["home-recess-two"]!(NOW));
  swap(room);
  expect([standingNow(room, "room"), standingNow(room, "board")]).toEqual(["large", "off"]);
  const lesson = screen(SCENES["home-two-room"]!(NOW)).room;
  expect([standingNow(lesson, "room"), standingNow(lesson, "board")]).toEqual(["large", "small"]);
  swap(lesson);
  expect(standingNow(lesson, "board")).toBe("large");
});
