import { expect, test } from "vitest";
import { handWaits } from "./hand-words";

const HAND = { id: "1", up: true, since: 0, answered: false, delivered: true };

test.each([
  ["class", HAND, true],
  ["class", { ...HAND, answered: true }, false],
  ["class", { ...HAND, up: false }, false],
  ["class", null, false],
  ["home", HAND, false],
] as const)("at %s a hand as %j waits: %s", (side, hand, waits) => {
  expect(handWaits({ side, hand })).toBe(waits);
});
