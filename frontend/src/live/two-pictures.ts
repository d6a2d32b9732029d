/**
 * What the class sends of two pictures, after which one the pupil sees large. Values, no browser.
 *
 * What is small is given up first. A small board keeps its size, so that it is readable at once
 * when it becomes the large one, and gives up its frames.
 */

import type { Looks } from "./kinds";
import {
  ladderOf,
  type Picture,
  placeOf,
  type Policy,
  type Rung,
  rungOf,
  RUNGS,
  type Sending,
  type Step,
} from "./policy";

interface Two {
  readonly board: Sending | null;
  readonly room: Sending | null;
}

const BOARD = {
  slow: { framesPerS: 5, maxKbps: 800, leastKbps: 110, scale: 1 },
  slowest: { framesPerS: 1, maxKbps: 250, leastKbps: 35, scale: 1 },
};
const ROOM = {
  whole: { framesPerS: 30, maxKbps: 1500, leastKbps: 180, scale: 1 },
  less: { framesPerS: 15, maxKbps: 800, leastKbps: 150, scale: 1 },
  slow: { framesPerS: 10, maxKbps: 300, leastKbps: 80, scale: 2 },
  slowest: { framesPerS: 5, maxKbps: 80, leastKbps: 35, scale: 4 },
};
const FIRST: Two = { board: BOARD.slow, room: ROOM.whole };
const LAST: Two = { board: null, room: ROOM.slowest };
const NONE: Two = { board: null, room: null };

/** While the room is the large one. */
const ROOM_LARGE: Readonly<Record<Step, Two>> = {
  whole: FIRST,
  face_slow: FIRST,
  room_small: { board: BOARD.slowest, room: ROOM.less },
  room_off: { board: null, room: ROOM.less },
  board_slow: { board: null, room: ROOM.slow },
  board_slowest: LAST,
  face_off: LAST,
  photo: NONE,
  sound: NONE,
  away: NONE,
};

const ROOM_RUNGS: readonly Rung[] = RUNGS.map((rung) => ({
  ...rung,
  pictures: { ...rung.pictures, ...ROOM_LARGE[rung.step] },
}));

const ONE: readonly Picture[] = ["board"];
const TWO: readonly Picture[] = ["board", "room"];

export interface Shown {
  readonly hasRoom: boolean;
  readonly large: Looks;
}

/** What is given up stays given up, of other pictures. */
export function fitted(policy: Policy, { hasRoom, large }: Shown): Policy {
  const roles = hasRoom ? TWO : ONE;
  const rungs = hasRoom && large === "room" ? ROOM_RUNGS : RUNGS;
  const ladder = ladderOf(roles, rungs);
  return { ...policy, roles, ladder, at: placeOf(rungOf(policy).step, ladder) };
}
