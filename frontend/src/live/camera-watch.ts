/** Is what a camera gives a picture? A verdict from a small look every two seconds: no browser. */

export const TROUBLES = ["black", "frozen", "slow", "upright"] as const;
/**
 * - `black`: nothing in it is lighter than the dark of a lens cap
 * - `frozen`: no new frame, or the same one over and over
 * - `slow`: so few frames that nothing in it moves
 * - `upright`: higher than wide; a board hardly fits in it
 */
export type Trouble = (typeof TROUBLES)[number];

/** What was seen in one look. */
export interface Glance {
  readonly at: number;
  /** Frames since it was opened. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Of the lightest spot, 0 to 255; null while there is no picture at all. */
  readonly lightest: number | null;
  /** Of a few spots at full size: of two frames of a real camera never the same. */
  readonly print: number;
}

export interface Watched {
  readonly last: Glance | null;
  /** Since when it was so without a break; null: it is not. */
  readonly darkSince: number | null;
  readonly sameSince: number | null;
  readonly slowSince: number | null;
}

export const UNSEEN: Watched = { last: null, darkSince: null, sameSince: null, slowSince: null };

export const LOOK_EVERY_MS = 2000;
/** After a third look that says the same it is so: within five seconds. */
const SURE_MS = 1.5 * LOOK_EVERY_MS;
const DARK = 24;
const FEW_PER_S = 3;

export function watchedAfter(watched: Watched, glance: Glance): Watched {
  const { last } = watched;
  const since = (is: boolean, before: number | null) => (is ? (before ?? glance.at) : null);
  const from = (is: boolean, before: number | null) =>
    is && last !== null ? (before ?? last.at) : null;
  const isDark = glance.lightest !== null && glance.lightest < DARK;
  const isStill = glance.frames === last?.frames || glance.print === last?.print;
  return {
    last: glance,
    darkSince: since(isDark, watched.darkSince),
    sameSince: from(isStill, watched.sameSince),
    slowSince: from(isSlow(last, glance), watched.slowSince),
  };
}

function isSlow(last: Glance | null, { at, frames }: Glance): boolean {
  return (
    last !== null && at > last.at && (1000 * (frames - last.frames)) / (at - last.at) < FEW_PER_S
  );
}

/** The worst first; null: nothing is wrong. */
export function troubleOf({ last, darkSince, sameSince, slowSince }: Watched): Trouble | null {
  if (last === null) return null;
  const isSure = (since: number | null) => since !== null && last.at - since >= SURE_MS;
  if (isSure(darkSince)) return "black";
  if (isSure(sameSince)) return "frozen";
  if (isSure(slowSince)) return "slow";
  return last.height > last.width ? "upright" : null;
}
