/** From samples of sound to a bar that moves, and to "we heard something". */

/** Speech at an arm's length is louder, the hum of a room is not. */
const HEARD_DB = -45;
const QUIETEST_DB = -60;
/** So many loud pieces: one knock on the table is not enough. */
const HEARD_PIECES = 4;

/** Root mean square in dB of full scale; -Infinity for digital silence. `samples` from -1 to 1. */
export function loudnessDb(samples: Float32Array): number {
  const squares = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(squares / Math.max(1, samples.length));
}

/** The largest distance from rest, 0 to 1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** Where the bar stands, from 0 to 100: loud speech reaches the end. */
export function barOf(db: number): number {
  const share = (db - QUIETEST_DB) / (-15 - QUIETEST_DB);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

/** Listens piece after piece; `heard` stays true. */
export class Listener {
  private loud = 0;

  get heard(): boolean {
    return this.loud >= HEARD_PIECES;
  }

  /** The bar, from 0 to 100. */
  hear(samples: Float32Array): number {
    const db = loudnessDb(samples);
    if (db > HEARD_DB) this.loud++;
    return barOf(db);
  }
}
