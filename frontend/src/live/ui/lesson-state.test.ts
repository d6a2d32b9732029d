import { expect, test } from "vitest";
import type { LessonView } from "../view";
import { lessonStates, placeName } from "./lesson-state";

const NOW = 1_000;

function lesson(startsAt: number, change: Partial<LessonView> = {}): LessonView {
  return {
    id: String(startsAt),
    startsAt,
    endsAt: startsAt + 100,
    subject: "Frans",
    room: "",
    kind: "fixed",
    status: "on",
    link: "",
    halfDay: false,
    ...change,
  };
}

test("each lesson has its own state, and only the first to come is next", () => {
  const lessons = [
    lesson(800),
    lesson(950),
    lesson(1100, { status: "cancelled" }),
    lesson(1200),
    lesson(1300),
  ];
  expect(lessonStates(lessons, NOW)).toEqual(["done", "now", "off", "next", "later"]);
});

test("a lesson elsewhere says so until it is over", () => {
  const elsewhere = { status: "elsewhere", link: "https://meet.google.com/x" } as const;
  const lessons = [lesson(800, elsewhere), lesson(950, elsewhere)];
  expect(lessonStates(lessons, NOW)).toEqual(["done", "elsewhere"]);
});

test("a day without lessons has no states", () => {
  expect(lessonStates([], NOW)).toEqual([]);
});

test.each([
  ["https://teams.microsoft.com/l/meetup-join/0", "Teams"],
  ["https://teams.live.com/meet/1", "Teams"],
  ["https://meet.google.com/abc-defg-hij", "Meet"],
  ["https://onzeschool.smartschool.be/x", "Smartschool"],
  ["https://video.example/x", ""],
  ["", ""],
])("the place behind %s is called %s", (link, name) => {
  expect(placeName(link)).toBe(name);
});
