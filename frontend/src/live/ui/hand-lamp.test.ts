import { expect, test } from "vitest";
import type { HandView } from "../view";
import { colourFor } from "./hand-lamp";

const hand = (change: Partial<HandView>): HandView => ({
  id: "1",
  up: true,
  since: 0,
  answered: false,
  delivered: true,
  ...change,
});

test.each([
  ["no hand, or no lesson", null, [0, 0, 0]],
  ["a hand that waits", hand({}), [255, 150, 0]],
  ["one that somebody has seen", hand({ answered: true }), [40, 22, 0]],
  ["one that went down", hand({ up: false }), [0, 0, 0]],
])("the lamp for %s", (_what, view, colour) => {
  expect(colourFor({ hand: view })).toEqual(colour);
});
