/** How loud a piece of sound is, and how that is shown: calm, in six steps. Pure. */

import { loudnessDb, peakOf } from "../shared/loudness";

/** Some forty milliseconds of sound. */
export interface Piece {
  /** Root mean square, dB of full scale; -Infinity for digital silence. */
  readonly db: number;
  /** 0 to 1. */
  readonly peak: number;
  /** Share of the samples that stand at the end of the scale. */
  readonly clippedShare: number;
}

/** 0: nothing; 1 and 2: soft; 3 and 4: good; 5: loud. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;
export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5];

/** From which dB on a level begins: speech at an arm's length is `good`. */
const FROM_DB = [-60, -50, -40, -28, -14];
const FULL_SCALE = 0.99;
/** One step of sixteen bits: a real microphone in a silent room hisses more. */
const ONE_STEP = 1 / 32_768;
/** A bar jumps up, and falls back slowly, so that a word can be seen. */
const FALL_DB_PER_S = 24;

export function pieceOf(samples: Float32Array): Piece {
  const clipped = samples.reduce((n, one) => (Math.abs(one) >= FULL_SCALE ? n + 1 : n), 0);
  return {
    db: loudnessDb(samples),
    peak: peakOf(samples),
    clippedShare: clipped / Math.max(1, samples.length),
  };
}

/** No microphone gives this: it is switched off itself, its battery is empty, its cable is out. */
export function isDigitalSilence({ peak }: Piece): boolean {
  return peak < ONE_STEP;
}

export function levelOf(db: number): Level {
  return LEVELS[FROM_DB.filter((from) => db >= from).length] ?? 0;
}

/** What the bar shows, `ms` after it showed `shownDb`. */
export function shownAfter(shownDb: number, db: number, ms: number): number {
  return Math.max(db, shownDb - (FALL_DB_PER_S * ms) / 1000);
}

/** From the wire; null for what is none. */
export function levelIn(text: string): Level | null {
  return LEVELS.find((level) => String(level) === text) ?? null;
}
