import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  begun,
  ended,
  type Exam,
  leftMs,
  mayUse,
  newer,
  openStop,
  putAway,
  resumed,
  runs,
  stopped,
  usedMs,
  wholeMs,
} from "./exam";
import { MOST_STOPS } from "./exam-words";

const MINUTE = 60_000;
const START = 1_795_000_000_000;
const CHOICE = { minutes: 50, extra: 0, aids: [], tools: ["files"] } as const;
const at = (minutes: number): number => START + minutes * MINUTE;
const fresh = begun("one", CHOICE, START);

/** What happened, in minutes: `-` the line went, `~` it was seen later by the other, `+` a press. */
type Step = readonly ["line" | "hand" | "resume" | "end", number];

function after(...steps: readonly Step[]): Exam {
  return steps.reduce<Exam>((exam, [what, minute]) => {
    if (what === "resume") return resumed(exam, at(minute));
    if (what === "end") return ended(exam, at(minute));
    return stopped(exam, at(minute), what);
  }, fresh);
}

const TABLE: readonly (readonly [string, readonly Step[], number, number])[] = [
  ["nothing happens", [], 10, 40],
  ["it stands still", [["line", 10]], 15, 40],
  [
    "it went on",
    [
      ["line", 10],
      ["resume", 15],
    ],
    20,
    35,
  ],
  [
    "both saw it, the first moment holds",
    [
      ["line", 12],
      ["line", 10],
    ],
    15,
    40,
  ],
  [
    "both saw it, the later moment adds nothing",
    [
      ["line", 10],
      ["line", 12],
    ],
    15,
    40,
  ],
  [
    "a word that comes after the press",
    [
      ["line", 12],
      ["resume", 15],
      ["line", 10],
    ],
    20,
    35,
  ],
  [
    "a word of long ago",
    [
      ["line", 10],
      ["resume", 15],
      ["line", 12],
    ],
    20,
    35,
  ],
  [
    "two cuts",
    [
      ["line", 5],
      ["resume", 6],
      ["line", 10],
      ["resume", 15],
    ],
    20,
    36,
  ],
  [
    "a pause by hand in a cut",
    [
      ["line", 10],
      ["hand", 11],
      ["resume", 15],
    ],
    20,
    35,
  ],
  [
    "two presses",
    [
      ["line", 10],
      ["resume", 15],
      ["resume", 18],
    ],
    20,
    35,
  ],
  [
    "a press before the stop",
    [
      ["line", 10],
      ["resume", 9],
    ],
    20,
    30,
  ],
  ["before its start", [["line", -1]], 10, 40],
  ["after its time", [["line", 51]], 60, 0],
  [
    "over",
    [
      ["line", 10],
      ["end", 15],
    ],
    20,
    40,
  ],
  [
    "a stop after the end",
    [
      ["end", 15],
      ["line", 16],
      ["resume", 18],
    ],
    20,
    35,
  ],
];

test.each(TABLE)("%s", (_what, steps, minute, left) => {
  expect(leftMs(after(...steps), at(minute)) / MINUTE).toBe(left);
});

test("extra time is more of it", () => {
  expect(wholeMs({ ...CHOICE, extra: 25 }) / MINUTE).toBe(62.5);
  expect(usedMs(fresh, at(-5))).toBe(0);
});

test("who stops it is who saw it first, and one stop is one", () => {
  const exam = after(["hand", 10], ["line", 11], ["resume", 12]);
  expect(exam.stops).toEqual([{ at: at(10), until: at(12), why: "hand" }]);
});

test("the later telling of one test holds, and another test always", () => {
  const later = after(["line", 10]);
  expect(newer(later, fresh)).toBe(later);
  expect(newer(fresh, later)).toBe(later);
  const other = begun("two", CHOICE, START);
  expect(newer(later, other)).toBe(other);
  expect(newer(null, fresh)).toBe(fresh);
});

test("a line that breaks all the time goes on with the last stop", () => {
  let exam = fresh;
  for (let minute = 0; minute < MOST_STOPS + 3; minute += 1) {
    exam = resumed(stopped(exam, at(minute / 2), "line"), at(minute / 2 + 0.1));
  }
  expect(exam.stops).toHaveLength(MOST_STOPS);
  expect(leftMs(exam, at(40))).toBeGreaterThan(0);
});

test("a report is put away once, and only of what is over", () => {
  expect(putAway(fresh)).toBe(fresh);
  const over = putAway(ended(fresh, at(5)));
  expect(over.away).toBe(true);
  expect(putAway(over)).toBe(over);
});

test("what is not agreed may not be used while it is on", () => {
  expect(mayUse(fresh, "files")).toBe(true);
  expect(mayUse(fresh, "chat")).toBe(false);
  expect(mayUse(after(["line", 5]), "chat")).toBe(false);
  expect(mayUse(after(["end", 5]), "chat")).toBe(true);
  expect(mayUse(null, "chat")).toBe(true);
});

const step = fc.tuple(
  fc.constantFrom("line" as const, "hand" as const, "resume" as const, "end" as const),
  fc.integer({ min: -5, max: 70 }),
);

describe("whatever happens, in whatever order", () => {
  test("stops follow one another, and time is never made or lost twice", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const exam = after(...steps);
        let last = exam.started_at;
        for (const stop of exam.stops) {
          expect(stop.at).toBeGreaterThanOrEqual(last);
          last = stop.until ?? Infinity;
        }
        const now = at(80);
        const left = leftMs(exam, now);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(wholeMs(exam));
        if (!runs(exam)) expect(leftMs(exam, now + MINUTE)).toBe(left);
        expect(openStop(exam) === null || exam.ended_at === null).toBe(true);
      }),
    );
  });

  test("a stop that is known changes nothing when it is told again", () => {
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 0, max: 40 }), (steps, minute) => {
        const once = stopped(after(...steps), at(minute), "line");
        expect(stopped(once, at(minute), "line")).toBe(once);
      }),
    );
  });
});
