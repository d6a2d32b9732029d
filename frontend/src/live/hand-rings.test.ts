import fc from "fast-check";
import { expect, test } from "vitest";
import { ageOf, HandRings } from "./hand-rings";

/** What rings in so many seconds in which somebody looks each second, as [second, loudness]. */
function heard(rings: HandRings, hand: string, seconds: number, from = 0): [number, number][] {
  return Array.from({ length: seconds }, (_, n): [number, number] => [
    from + n,
    rings.due(hand, (from + n) * 1000),
  ]).filter(([, loudness]) => loudness > 0);
}

test("a hand rings at once, then softer and more seldom, then no more", () => {
  expect(heard(new HandRings(), "a", 1000)).toEqual([
    [0, 1],
    [20, 0.5],
    [60, 0.35],
    [120, 0.35],
  ]);
});

test("the next hand rings anew", () => {
  const rings = new HandRings();
  heard(rings, "a", 100);
  expect(heard(rings, "b", 10, 100)).toEqual([[100, 1]]);
});

test("however often a hand goes up and down, it rings at most once in eight seconds", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 4000 }))), (looks) => {
      const rings = new HandRings();
      let now = 0;
      const rung: number[] = [];
      for (const [hand, later] of looks) {
        now += later;
        if (rings.due(String(hand), now) > 0) rung.push(now);
      }
      const gaps = rung.slice(1).map((at, n) => at - rung[n]!);
      return gaps.every((gap) => gap >= 8000);
    }),
  );
});

test.each([
  [0, { unit: "now" }],
  [4999, { unit: "now" }],
  [5000, { unit: "seconds", count: 5 }],
  [59_999, { unit: "seconds", count: 55 }],
  [60_000, { unit: "minutes", count: 1 }],
  [3_600_000, { unit: "minutes", count: 60 }],
])("the age of %i ms in words", (ms, age) => {
  expect(ageOf(ms)).toEqual(age);
});
