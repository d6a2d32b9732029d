import { describe, expect, test } from "vitest";
import { countsAt, currentAt, endOf, lessonAt, nearAt, nextAfter } from "./blocks";
import type { Lesson, Plan } from "./protocol";

const MINUTE = 60_000;
const NINE = 1_795_000_000_000;

function lesson(id: string, from: number, to: number, more: Partial<Lesson> = {}): Lesson {
  const times = { starts_at: NINE + from * MINUTE, ends_at: NINE + to * MINUTE };
  return {
    id,
    ...times,
    subject: "",
    room: "",
    kind: "fixed",
    status: "on",
    link: "",
    half_day: false,
    ...more,
  };
}

function plan(...lessons: Lesson[]): Plan {
  return {
    lessons,
    adhoc: true,
    auto_answer: false,
    keep_photos: false,
    see_classmates: false,
    missing: [],
  };
}

function endsAfter(today: Plan, startedAfter: number): number {
  return (endOf(today, NINE + startedAfter * MINUTE) - NINE) / MINUTE;
}

describe("the end of a connection", () => {
  const day = plan(lesson("a", 0, 50), lesson("b", 60, 110), lesson("c", 200, 250));

  test.each([
    ["in the first lesson", 10, 110],
    ["early, in the lobby", -10, 110],
    ["in the break between two lessons of a block", 55, 110],
    ["in a lesson that stands alone", 210, 250],
    ["far from any lesson", -300, -250],
    ["after the last lesson", 260, 310],
    ["outside the schedule, going on into a lesson", 140, 250],
  ])("that began %s", (_name, started, end) => {
    expect(endsAfter(day, started)).toBe(end);
  });

  test("what does not take place makes no block", () => {
    const off = plan(
      lesson("a", 0, 50, { status: "cancelled" }),
      lesson("b", 60, 110, { status: "teacher_absent" }),
    );
    expect(endsAfter(off, 10)).toBe(60);
  });

  test("the order in which lessons are told does not matter", () => {
    expect(endsAfter(plan(lesson("b", 60, 110), lesson("a", 0, 50)), 10)).toBe(110);
  });
});

describe("now", () => {
  test("a lesson counts from a quarter of an hour before its start", () => {
    const day = plan(lesson("a", 0, 50));
    const counts = [-16, -15, 0, 49, 50].map((m) => countsAt(day, NINE + m * MINUTE));
    expect(counts).toEqual([false, true, true, true, false]);
  });

  test("the class answers by itself only in a lesson about which nobody said anything", () => {
    const absent = lesson("a", 0, 50, { status: "pupil_absent" });
    expect(lessonAt(plan(absent), NINE)).toBeNull();
    expect(lessonAt(plan(absent, lesson("b", 0, 50)), NINE)?.id).toBe("b");
    expect(lessonAt(plan(lesson("b", 5, 50)), NINE)).toBeNull();
  });

  test("what is on goes before what is about to begin", () => {
    const day = plan(lesson("a", 0, 50), lesson("b", 55, 100));
    expect(nearAt(day, NINE + 45 * MINUTE).map(({ id }) => id)).toEqual(["a"]);
    expect(nearAt(day, NINE + 52 * MINUTE).map(({ id }) => id)).toEqual(["b"]);
    expect(nextAfter(day, NINE + 45 * MINUTE)?.id).toBe("b");
    expect(nextAfter(day, NINE + 52 * MINUTE)).toBeNull();
  });

  test("a lesson without its teacher is still shown", () => {
    const day = plan(lesson("a", 0, 50, { status: "teacher_absent" }));
    expect(currentAt(day, NINE)?.status).toBe("teacher_absent");
    expect(nearAt(day, NINE)).toEqual([]);
  });

  test("an empty day has nothing", () => {
    expect([currentAt(plan(), NINE), nextAfter(plan(), NINE)]).toEqual([null, null]);
  });
});
