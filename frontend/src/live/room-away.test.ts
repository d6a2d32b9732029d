import { expect, test } from "vitest";
import { awayWhy } from "./room-away";

const LIVE = { phase: "live", isOnline: true, otherThere: true, isThin: false } as const;

test.each([
  [{}, null],
  [{ isOnline: false }, null],
  [{ otherThere: false }, null],
  [{ isThin: true }, "thin"],
  [{ phase: "interrupted" }, "line"],
  [{ phase: "interrupted", isThin: true }, "line"],
  [{ phase: "interrupted", otherThere: false }, "theirs"],
  [{ phase: "interrupted", otherThere: false, isOnline: false }, "mine"],
  [{ phase: "connecting", isThin: true }, null],
  [{ phase: "lobby", isOnline: false }, null],
] as const)("a line with %o is away because of %s", (change, why) => {
  expect(awayWhy({ ...LIVE, ...change })).toBe(why);
});
