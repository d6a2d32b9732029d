import { expect, test } from "vitest";
import { SCENES } from "../style/scenes";
import { isRecess, mayRecess } from "./recess";
import { NO_SIGNS } from "./signs";
import type { LessonStatus, LessonView, RoomView } from "./view";

const NOW = 1_795_000_000_000;
const MINUTE_MS = 60_000;

function view(from: number, to: number, status: LessonStatus = "on", change = {}): RoomView {
  const live = SCENES["home-live"]!(NOW);
  const [one] = live.plan.lessons;
  const times = { startsAt: NOW + from * MINUTE_MS, endsAt: NOW + to * MINUTE_MS };
  const lesson: LessonView = { ...one!, ...times, status };
  const signs = { ...NO_SIGNS, recess: true };
  return { ...live, signs, plan: { ...live.plan, lessons: [lesson] }, ...change };
}

test.each([
  ["in the middle of a lesson", view(-10, 40), false],
  ["just after it", view(-50, 0), true],
  ["before the next", view(1, 50), true],
  ["while the lesson is cancelled", view(-10, 40, "cancelled"), true],
  ["while the teacher is away", view(-10, 40, "teacher_absent"), true],
])("%s", (_when, scene, may) => {
  expect([mayRecess(scene, NOW), isRecess(scene, NOW)]).toEqual([may, may]);
});

test("only in the line, and it stays while the line is looked for", () => {
  expect(mayRecess(view(1, 50, "on", { phase: "lobby" }), NOW)).toBe(false);
  expect(isRecess(view(1, 50, "on", { phase: "interrupted" }), NOW)).toBe(true);
  expect(isRecess(view(1, 50, "on", { phase: "ended" }), NOW)).toBe(false);
  expect(isRecess(view(1, 50, "on", { signs: NO_SIGNS }), NOW)).toBe(false);
});
