/** How much of the sound is lost, over some reports: whether long frames are said twice. Pure. */

import type { Reading } from "./policy";

/** With more lost than this, long frames are said twice too: what is asked again comes late. */
const LOSSY = 0.1;
/** Sound is reported on every five seconds: this is two reports. */
const LOSSY_MS = 4000;
const CLEAN_MS = 30_000;
/** What is sent again of seventeen packets a second differs much from one to the next. */
const NEWEST = 0.1;
/** A queue that is so long loses too, and saying it twice would only fill it more. */
const FULL_QUEUE_MS = 300;

export interface Loss {
  /** When the first and the last report of much loss came, with less than half a minute between. */
  readonly lossySince: number | null;
  readonly lossyAt: number | null;
  /** `againShare` of the last seconds. */
  readonly again: number;
}

export const NO_LOSS: Loss = { lossySince: null, lossyAt: null, again: 0 };

/** For two reports or more. */
export function losesMuch({ lossySince, lossyAt }: Loss): boolean {
  return lossySince !== null && (lossyAt ?? 0) - lossySince >= LOSSY_MS;
}

export function lossAfter(before: Loss, reading: Reading, now: number): Loss {
  const { lossySince, lossyAt } = before;
  const again = againAfter(before.again, reading);
  if (isLossy(reading, again)) return { lossySince: lossySince ?? now, lossyAt: now, again };
  const isOver = lossyAt === null || now - lossyAt >= CLEAN_MS;
  const isSingle = reading.lostShare !== null && lossySince === lossyAt;
  return isOver || isSingle
    ? { lossySince: null, lossyAt: null, again }
    : { lossySince, lossyAt, again };
}

function againAfter(before: number, { againShare, roundTripMs }: Reading): number {
  if (worse(roundTripMs, FULL_QUEUE_MS)) return 0;
  return before + NEWEST * ((againShare ?? before) - before);
}

/** Judged when a report comes: only then is it known whether a queue is full. */
function isLossy({ lostShare, roundTripMs }: Reading, again: number): boolean {
  if (lostShare === null || worse(roundTripMs, FULL_QUEUE_MS)) return false;
  return Math.max(lostShare, again) > LOSSY;
}

/** Unknown is not worse. */
export function worse(value: number | null, limit: number): boolean {
  return value !== null && value > limit;
}
