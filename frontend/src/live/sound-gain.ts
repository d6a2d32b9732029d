/** How loud each of our microphones goes out. Pure; all in dB, 0 is as it came in. */

import type { Piece } from "./sound-level";
import { isVoiceNow, type Voice } from "./sound-voice";

/** What we turn down ourselves, where the device does not. */
export interface OwnGain {
  readonly db: number;
  readonly steppedAt: number;
  /** Since when it is well below the end of the scale. */
  readonly calmSince: number | null;
}

export const AS_IT_IS: OwnGain = { db: 0, steppedAt: -Infinity, calmSince: null };

const STEP_DB = 6;
const LEAST_DB = -18;
/** The device may turn itself down meanwhile. */
const STEP_EVERY_MS = 2000;
/** Half of the scale, before our gain. */
const CALM_PEAK = 0.5;
const CALM_MS = 60_000;

/** `isClipping`: long enough to be sure. Down a step at a time, and back after a calm minute. */
export function ownGainAfter(
  gain: OwnGain,
  { peak }: Piece,
  isClipping: boolean,
  now: number,
): OwnGain {
  if (isClipping) return lower(gain, now);
  if (gain.db === 0 || peak >= CALM_PEAK) return { ...gain, calmSince: null };
  const calmSince = gain.calmSince ?? now;
  if (now - calmSince < CALM_MS) return { ...gain, calmSince };
  return { db: Math.min(0, gain.db + STEP_DB), steppedAt: now, calmSince: null };
}

function lower({ db, steppedAt }: OwnGain, now: number): OwnGain {
  if (now - steppedAt < STEP_EVERY_MS) return { db, steppedAt, calmSince: null };
  return { db: Math.max(LEAST_DB, db - STEP_DB), steppedAt: now, calmSince: null };
}

export interface Blend {
  readonly teacherDb: number;
  readonly roomDb: number;
}

const DUCKED_DB = -12;
/** A whisper near the device is softer than a class. */
const NEIGHBOUR_DB = 6;

/**
 * The room steps back while the teacher talks, so that chairs and coughs do not. While the pupil
 * whispers with a neighbour it does not: the neighbour is in the room.
 */
export function blendOf(teacher: Voice, isWhispering: boolean, now: number): Blend {
  if (isWhispering) return { teacherDb: 0, roomDb: NEIGHBOUR_DB };
  return { teacherDb: 0, roomDb: isVoiceNow(teacher, now) ? DUCKED_DB : 0 };
}

export function factorOf(db: number): number {
  return 10 ** (db / 20);
}
