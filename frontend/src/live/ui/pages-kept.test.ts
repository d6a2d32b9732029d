import { expect, test } from "vitest";
import type { BlockView, EndWhy, Phase, RoomView } from "../view";
import { type Standing, standingOf } from "./pages-kept";

interface Told {
  readonly phase: Phase;
  readonly ended?: EndWhy;
  readonly block?: BlockView["code"];
}

/** Where the desk stands after each of these. */
function walk(...told: readonly Told[]): Standing[] {
  let standing: Standing = "apart";
  return told.map(({ phase, ended = null, block }) => {
    const view = { phase, ended, block: block ? { code: block, missing: [] } : null };
    standing = standingOf(view as unknown as RoomView, standing);
    return standing;
  });
}

test("a lesson that is cut goes on, and is over when it ends", () => {
  const phases = [{ phase: "connecting" }, { phase: "live" }, { phase: "interrupted" }] as const;
  expect(walk(...phases, { phase: "ended", ended: "left" }, { phase: "lobby" })).toEqual([
    ...["lesson", "lesson", "lesson", "over", "over"],
  ]);
});

test("a page that comes back too late for its lesson, or lost its seat, has seen no end", () => {
  expect(walk({ phase: "lobby" }, { phase: "connecting" }, { phase: "lobby" })).toEqual([
    ...["apart", "lesson", "lesson"],
  ]);
  expect(walk({ phase: "live" }, { phase: "taken" })).toEqual(["lesson", "lesson"]);
});

test.each(["unpaired", "revoked", "right_ended", "traject_ended"] as const)(
  "%s: gone, also where a lesson ended by it",
  (block) => {
    expect(walk({ phase: "live" }, { phase: "ended", ended: "revoked", block })).toEqual([
      ...["lesson", "gone"],
    ]);
    expect(walk({ phase: "blocked", block })).toEqual(["gone"]);
  },
);

test.each(["version", "no_line", "missing"] as const)("%s: it will be there again", (block) => {
  expect(walk({ phase: "blocked", block })).toEqual(["apart"]);
});
