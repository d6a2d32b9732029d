import { expect, test } from "vitest";
import { afterClose, delayMs } from "./reconnect";

test("waits as the protocol says, and never gives up", () => {
  const plain = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => delayMs(attempt, 0));
  expect(plain).toEqual([0, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
});

test("adds up to half of the delay, so that a whole school does not come back at once", () => {
  expect(delayMs(3, 0.999)).toBeCloseTo(3000, -1);
  expect(delayMs(3, 0.5)).toBe(2500);
});

test.each([
  [1000, { then: "done" }],
  [1006, { then: "again", leastMs: 0 }],
  [1009, { then: "once" }],
  [1011, { then: "again", leastMs: 0 }],
  [1012, { then: "again", leastMs: 0 }],
  [4400, { then: "never", block: "version" }],
  [4401, { then: "never", block: "unpaired" }],
  [4403, { then: "never", block: "right_ended" }],
  [4404, { then: "never", block: "no_line" }],
  [4408, { then: "again", leastMs: 0 }],
  [4409, { then: "press" }],
  [4429, { then: "again", leastMs: 10_000 }],
])("close code %i", (code, expected) => {
  expect(afterClose(code)).toEqual(expected);
});
