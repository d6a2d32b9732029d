/**
 * Pupils of one class who see and hear each other: what the talk says of it, and when there is room
 * for their picture. Values, no browser. See docs/adr/0065.
 */

import { bool, fields, listOf, oneOf, orElse, orNull, type Read, textOf } from "./reading";

/**
 * What a pupil wants in this lesson:
 *
 * - `open`: the others see and hear me, and I them
 * - `hidden`: they see and hear me, I neither see nor hear them
 * - `off`: neither
 */
export const TOGETHER = ["open", "hidden", "off"] as const;
export type Together = (typeof TOGETHER)[number];

/** Of the three that one class device serves, the others. */
export const MOST_MATES = 2;
const LONGEST_NAME = 100;

const mate = fields({
  name: textOf(1, LONGEST_NAME),
  /** It sees me, hears me. */
  sees: bool,
  hears: bool,
  /** Its picture is in what is sent to me. */
  shown: bool,
});
export type Mate = Read<typeof mate>;

/** Of the word `state`; a page of before says neither, and so has no part in it. */
export const MATES_STATE = {
  /** Home: null where the families did not agree. */
  together: orElse(orNull(oneOf(...TOGETHER)), null),
  /** Class: in the order in which they stand in the picture, from above. */
  mates: orElse(listOf(mate, MOST_MATES), []),
};

/** Since when nothing is given up, and how often showing them was too much. */
export interface Width {
  readonly isWide: boolean;
  readonly since: number | null;
  readonly wasWide: boolean;
  readonly mistakes: number;
}

export const NO_WIDTH: Width = { isWide: false, since: null, wasWide: false, mistakes: 0 };

/** The first pictures of a lesson find their size before. */
const FIRST_MS = 4000;
const AGAIN_MS = 30_000;
/** Given up so soon after it began: it was too much. */
const PROOF_MS = 45_000;
const MAX_DOUBLINGS = 4;

/** Once a second: `isWhole` while neither side gives anything up. The others are the first that goes. */
export function widthAfter(width: Width, isWhole: boolean, now: number): Width {
  if (!isWhole) return narrowed(width, now);
  const since = width.since ?? now;
  if (width.isWide || now - since < patienceMs(width)) return { ...width, since };
  return { ...width, isWide: true, wasWide: true, since: now };
}

function narrowed(width: Width, now: number): Width {
  const isMistake = width.isWide && width.since !== null && now - width.since < PROOF_MS;
  const mistakes = isMistake ? width.mistakes + 1 : width.isWide ? 0 : width.mistakes;
  return { ...width, isWide: false, since: null, mistakes };
}

function patienceMs({ wasWide, mistakes }: Width): number {
  return wasWide ? AGAIN_MS * 2 ** Math.min(mistakes, MAX_DOUBLINGS) : FIRST_MS;
}
