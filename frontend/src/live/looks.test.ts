import { expect, test } from "vitest";
import { hasBoth, largeOf } from "./looks";
import type { TrackState } from "./view";

const theirs = (camera: TrackState, room: TrackState | null) => ({
  camera,
  room: room && { state: room, trouble: null },
});

test.each([
  ["on", "on", "room", "room", true],
  ["on", "on", "board", "board", true],
  ["on", null, "room", "board", false],
  ["on", "missing", "room", "board", false],
  ["missing", "on", "board", "room", false],
  ["off", "on", "board", "room", false],
  ["off", "off", "room", "board", false],
] as const)("board %s, room %s, wish %s: %s is large", (camera, room, wish, large, both) => {
  expect([largeOf(wish, theirs(camera, room)), hasBoth(theirs(camera, room))]).toEqual([
    large,
    both,
  ]);
});

test("before the class's first word it is the board", () => {
  expect([largeOf("room", null), hasBoth(null)]).toEqual(["board", false]);
});
