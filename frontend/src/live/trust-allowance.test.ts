import fc from "fast-check";
import { expect, test } from "vitest";
import { Allowance } from "./trust-allowance";

test("some at once, then one at a time", () => {
  let now = 0;
  const allowance = new Allowance(2, 100, { now: () => now });
  const takes = (at: number) => {
    now = at;
    return allowance.take();
  };
  expect([0, 0, 0, 99, 100, 150, 200].map(takes)).toEqual([
    ...[true, true, false, false],
    ...[true, false, true],
  ]);
});

test("what comes back was not taken", () => {
  const allowance = new Allowance(1, 100, { now: () => 0 });
  for (let i = 0; i < 3; i++) {
    expect(allowance.take()).toBe(true);
    allowance.giveBack();
  }
});

test("never more than at once, and one for each while", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 60 }), (pauses) => {
      let now = 0;
      const allowance = new Allowance(3, 100, { now: () => now });
      const taken = pauses.filter((pause) => {
        now += pause;
        return allowance.take();
      });
      expect(taken.length).toBeLessThanOrEqual(3 + Math.floor(now / 100));
    }),
  );
});
