import { expect, test } from "vitest";
import { SCENES } from "../style/scenes";
import { isRecess, mayBeginRecess, mayRecess, spanAt } from "./recess";
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

test.each([
  ["class", "outside lessons", false, 1, [true, true]],
  ["home", "outside lessons", false, 1, [true, true]],
  ["class", "in a half day", true, -10, [true, true]],
  ["home", "in a half day", true, -10, [true, false]],
  ["class", "in a lesson hour", false, -10, [false, false]],
  ["home", "in a lesson hour", false, -10, [false, false]],
] as const)("%s, %s: may it be, and may this side begin it", (side, _when, halfDay, from, may) => {
  const { plan, ...rest } = view(from, 40, "on", { side });
  const lessons = plan.lessons.map((lesson) => ({ ...lesson, halfDay }));
  const scene = { ...rest, plan: { ...plan, lessons } };
  expect([mayRecess(scene, NOW), mayBeginRecess(scene, NOW)]).toEqual(may);
});

test("a lesson hour inside a half day goes before it", () => {
  const { plan, ...rest } = view(-10, 40, "on", { side: "class" });
  const [hour] = plan.lessons;
  const lessons = [{ ...hour!, id: "slot-1", halfDay: true }, hour!];
  expect(mayBeginRecess({ ...rest, plan: { ...plan, lessons } }, NOW)).toBe(false);
  expect(spanAt(lessons, NOW)).toBe(`slot-1,${hour!.id}`);
  expect(spanAt(lessons, NOW + 40 * MINUTE_MS)).toBe("");
});

test("only in the line, and it stays while the line is looked for", () => {
  expect(mayRecess(view(1, 50, "on", { phase: "lobby" }), NOW)).toBe(false);
  expect(isRecess(view(1, 50, "on", { phase: "interrupted" }), NOW)).toBe(true);
  expect(isRecess(view(1, 50, "on", { phase: "ended" }), NOW)).toBe(false);
  expect(isRecess(view(1, 50, "on", { signs: NO_SIGNS }), NOW)).toBe(false);
});
