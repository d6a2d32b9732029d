/**
 * How fast a photo of the board leaves, and how large it may be: from how the ones before left.
 *
 * It begins slowly, since the line has just shown that it carries little, and grows as long
 * as a photo leaves as fast as it was let. A try that fails is not made again soon.
 */

export interface Pace {
  /** So fast a photo has left; or so fast the first may. */
  readonly provenKbps: number;
  readonly isFirst: boolean;
  readonly failedAt: number | null;
  readonly failures: number;
}

const FIRST_KBPS = 14;
export const SLOWEST_KBPS = 10;
/** A photo never takes a weak line for itself. */
const FASTEST_KBPS = 90;
const FASTER = 2.6;
/** After a try that failed. */
const GENTLY_FASTER = 1.5;
/** What leaves slower than this share of its pace was held up. */
const HELD_UP = 0.85;
/** A lost piece or two cost so much, and say nothing of a pace that has worked before. */
const LOSES = 0.6;
const RETRY_MS = 20_000;
const MAX_DOUBLINGS = 3;
/** Of the ten seconds from one photo to the next. */
const LEAVES_MS = 9000;
/** With fewer, small letters can't be read: then it rather comes later. */
const LEAST_BYTES = 17_000;
const MOST_BYTES = 45_000;

export const FIRST_PACE: Pace = {
  provenKbps: FIRST_KBPS,
  isFirst: true,
  failedAt: null,
  failures: 0,
};

/** Of the next photo. */
export function kbpsOf({ provenKbps, isFirst, failedAt, failures }: Pace, now: number): number {
  const waitMs = RETRY_MS * 2 ** Math.min(failures - 1, MAX_DOUBLINGS);
  const isTried = !isFirst && (failedAt === null || now - failedAt >= waitMs);
  if (!isTried) return provenKbps;
  return Math.min(FASTEST_KBPS, (failures === 0 ? FASTER : GENTLY_FASTER) * provenKbps);
}

/** What leaves in time at the pace that is known to work. */
export function bytesFor({ provenKbps }: Pace): number {
  const bytes = Math.round((provenKbps * LEAVES_MS) / 8);
  return Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytes));
}

/** A photo that was let go at `kbps` left at `leftKbps`. */
export function paceAfter(pace: Pace, kbps: number, leftKbps: number, now: number): Pace {
  if (leftKbps >= HELD_UP * kbps) {
    return { ...pace, provenKbps: Math.max(pace.provenKbps, kbps), isFirst: false };
  }
  const isTry = pace.isFirst || kbps > pace.provenKbps;
  if (!isTry && leftKbps >= LOSES * kbps) return pace;
  const provenKbps = Math.max(SLOWEST_KBPS, Math.min(pace.provenKbps, 0.9 * leftKbps));
  return { provenKbps, isFirst: false, failedAt: now, failures: pace.failures + 1 };
}
