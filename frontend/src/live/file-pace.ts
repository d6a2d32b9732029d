/**
 * How fast a file leaves: a value, from how long its pieces were under way. Pure.
 *
 * The channel's own control fills a line until it loses, and the sound would wait behind that. So a
 * file takes what is left over: it grows while nothing waits, and gives way as soon as something
 * does (after RFC 6817, section 2). How much it may take at most the policy says.
 */

import type { Step } from "./policy";

export interface Rate {
  readonly kbps: number;
  /** Nothing has waited yet: it doubles. */
  readonly isFirst: boolean;
  /** The shortest way so far; null before the first. */
  readonly baseMs: number | null;
  /** The shortest of these seconds, and since when: the way may have become another one. */
  readonly recentMs: number;
  readonly recentSince: number;
  readonly changedAt: number;
}

export interface Arrival {
  /**
   * From when a piece left until we were told that it is there: the shortest of the last ones, since
   * a busy device is late with its own words too.
   */
  readonly tookMs: number;
  /** What really arrived lately. */
  readonly arrivedKbps: number;
  /** By the step of the policy: it takes no less. */
  readonly leastKbps: number;
}

const FIRST_KBPS = 800;
const LEAST_KBPS = 24;
const MOST_LEAST_KBPS = 200;
const MOST_KBPS = 30_000;
const CALM_MS = 30;
const WAITS_MS = 75;
const GENTLY = 1.15;
const GIVES_WAY = 0.7;
const NOT_OFTENER_MS = 60;
const FORGETS_MS = 15_000;

export function firstRate(now: number): Rate {
  const unknown = { baseMs: null, recentMs: Infinity, recentSince: now, changedAt: now };
  return { kbps: FIRST_KBPS, isFirst: true, ...unknown };
}

export function rateAfter(rate: Rate, arrival: Arrival, now: number): Rate {
  const { tookMs, arrivedKbps, leastKbps } = arrival;
  const known = measured(rate, tookMs, now);
  if (now - known.changedAt < Math.max(NOT_OFTENER_MS, tookMs / 2)) return known;
  const waitedMs = tookMs - (known.baseMs ?? tookMs);
  if (waitedMs > WAITS_MS) {
    const kbps = Math.max(leastKbps, GIVES_WAY * Math.min(known.kbps, arrivedKbps));
    return { ...known, kbps, isFirst: false, changedAt: now };
  }
  if (waitedMs > CALM_MS) return { ...known, isFirst: false };
  // What was not used proves nothing.
  const proven = Math.max(2.5 * arrivedKbps, 2 * leastKbps);
  const grown = Math.min(MOST_KBPS, known.kbps * (known.isFirst ? 2 : GENTLY), proven);
  return { ...known, kbps: Math.max(known.kbps, grown), changedAt: now };
}

function measured(rate: Rate, tookMs: number, now: number): Rate {
  const isOver = now - rate.recentSince >= FORGETS_MS;
  const recentMs = Math.min(isOver ? Infinity : rate.recentMs, tookMs);
  const recentSince = isOver ? now : rate.recentSince;
  const before = isOver ? rate.recentMs : (rate.baseMs ?? Infinity);
  return { ...rate, baseMs: Math.min(before, tookMs), recentMs, recentSince };
}

/** 0: it waits, since the line has nothing to spare. */
const MOST_OF_STEP: Readonly<Record<Step, number>> = {
  whole: MOST_KBPS,
  face_slow: 600,
  room_small: 400,
  room_off: 300,
  board_slow: 120,
  board_slowest: 60,
  face_off: 30,
  photo: 0,
  sound: 0,
  away: 0,
};

export function mostKbps(step: Step): number {
  return MOST_OF_STEP[step];
}

/** A line that carries moving pictures carries so much more: doubts of ours go no further. */
export function leastKbps(step: Step): number {
  return Math.max(LEAST_KBPS, Math.min(MOST_LEAST_KBPS, mostKbps(step) / 4));
}

/** `spareKbps`: see `spare.ts`; null if unknown. */
export function limitKbps(step: Step, spareKbps: number | null): number {
  const most = mostKbps(step);
  return spareKbps === null ? most : Math.min(most, Math.max(leastKbps(step), spareKbps));
}

/** A piece is under way for a fiftieth of a second, so that no sound waits long behind one. */
export function pieceBytes(kbps: number, most: number): number {
  return Math.min(most, Math.max(1024, Math.round((kbps * 20) / 8)));
}

/** A photo of the board of so many bytes is there soon; the line is known to carry as much. */
const PHOTO_BYTES: Readonly<Record<Step, number>> = {
  whole: 450_000,
  face_slow: 300_000,
  room_small: 300_000,
  room_off: 250_000,
  board_slow: 150_000,
  board_slowest: 120_000,
  face_off: 100_000,
  photo: 100_000,
  sound: 100_000,
  away: 100_000,
};

/** Some 8 MP of a board full of noise, as fine as a photo is written at all. */
const MOST_PHOTO_BYTES = 4_000_000;
/** What remains of two seconds after its taking, writing and reading. */
const PHOTO_MS = 1200;

/** More where files went faster; of a line that has no more to spare it takes no more. */
export function photoBytes(step: Step, provenKbps: number): number {
  const carried = (Math.min(mostKbps(step), provenKbps) * PHOTO_MS) / 8;
  return Math.max(PHOTO_BYTES[step], Math.min(MOST_PHOTO_BYTES, Math.round(carried)));
}
