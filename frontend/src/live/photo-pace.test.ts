import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesFor, FIRST_PACE, kbpsOf, type Pace, paceAfter } from "./photo-pace";

/** Photo after photo, ten seconds apart, over a line that leaves them so much. */
function over(kbps: number, photos: number, from: Pace = FIRST_PACE) {
  let pace = from;
  const paces: number[] = [];
  for (let i = 1; i <= photos; i++) {
    const now = 10_000 * i;
    const wanted = kbpsOf(pace, now);
    paces.push(Math.round(wanted));
    pace = paceAfter(pace, wanted, Math.min(wanted, kbps), now);
  }
  return { pace, paces };
}

test("begins slowly, and is soon as fast as it may", () => {
  expect(over(1000, 5).paces).toEqual([14, 36, 90, 90, 90]);
});

test("a line that takes little is asked for more ever less often", () => {
  const { paces } = over(15, 40);
  const tries = paces.flatMap((kbps, i) => (kbps > 15 ? [i] : []));
  const gaps = tries.map((at, i) => at - (tries[i - 1] ?? at)).slice(1);
  expect(gaps.length).toBeGreaterThan(1);
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(Math.max(...gaps)).toBe(16);
});

test("goes down to what the line takes, and no further than letters can be read", () => {
  expect(over(15, 2).pace.provenKbps).toBeCloseTo(13.5);
  const { pace } = over(1, 20);
  expect([pace.provenKbps, bytesFor(pace)]).toEqual([10, 17_000]);
});

test.each([
  [10, 17_000],
  [20, 22_500],
  [90, 45_000],
])("at %d kbit/s a photo has at most %d bytes", (provenKbps, bytes) => {
  expect(bytesFor({ ...FIRST_PACE, provenKbps })).toBe(bytes);
});

describe("whatever leaves", () => {
  test("the pace and the size have their bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true })), (left) => {
        let pace = FIRST_PACE;
        left.forEach((kbps, i) => {
          const now = 10_000 * i;
          pace = paceAfter(pace, kbpsOf(pace, now), kbps, now);
          expect(kbpsOf(pace, now)).toBeGreaterThanOrEqual(10);
          expect(kbpsOf(pace, now)).toBeLessThanOrEqual(90);
          expect(bytesFor(pace)).toBeGreaterThanOrEqual(17_000);
          expect(bytesFor(pace)).toBeLessThanOrEqual(45_000);
        });
      }),
    );
  });
});

test("a piece or two that got lost at a pace that has worked say nothing of it; in a try they do", () => {
  const pace = { ...FIRST_PACE, provenKbps: 20, isFirst: false };
  expect(paceAfter(pace, 20, 13, 0)).toEqual(pace);
  expect(paceAfter(pace, 20, 11, 0).failures).toBe(1);
  expect(paceAfter(pace, 30, 20, 0)).toMatchObject({ failures: 1, provenKbps: 18 });
});
