/**
 * How loud the other side is heard on this device, and what it never goes above. Pure.
 *
 * Full scale is the loudest that a device can play. `cap` keeps all that is played below a part of
 * it, also a shout, a dropped microphone, a slammed door.
 */

import { factorOf } from "./sound-gain";

export interface Loudness {
  /** Of the slider, 0 to 100; 80 is as it came in. */
  readonly volume: number;
  /** Of this device, 20 to 100; 100 is full scale. */
  readonly cap: number;
}

export const LEAST_CAP = 20;
export const USUAL: Loudness = { volume: 80, cap: 100 };

/** What is done with the sound: times `gain`, and never above `ceiling`; both 1 at the most as is. */
export interface Output {
  readonly gain: number;
  readonly ceiling: number;
}

const AS_IS_VOLUME = 80;
const DB_PER_POINT = 0.3;
/** For who sits beside the device, and not for the class. */
const WHISPER_DB = -18;
const WHISPER_CEILING_DB = -24;
/** Below this part of the ceiling nothing is changed at all. */
const KNEE = 0.7;
const CURVE_POINTS = 2049;

export function outputFor({ volume, cap }: Loudness, isWhispering: boolean): Output {
  if (volume <= 0) return { gain: 0, ceiling: 0 };
  const gainDb = DB_PER_POINT * (volume - AS_IS_VOLUME);
  const ceilingDb = DB_PER_POINT * (Math.max(LEAST_CAP, cap) - 100);
  if (!isWhispering) return { gain: factorOf(gainDb), ceiling: factorOf(ceilingDb) };
  return {
    gain: factorOf(Math.min(gainDb, WHISPER_DB)),
    ceiling: factorOf(Math.min(ceilingDb, WHISPER_CEILING_DB)),
  };
}

/** Else the player's own volume will do: what came in is never above full scale. */
export function needsLimiter({ gain, ceiling }: Output): boolean {
  return gain > ceiling || gain > 1;
}

/** For a player that has nothing but a volume. */
export function plainVolume({ gain, ceiling }: Output): number {
  return Math.min(gain, ceiling, 1);
}

/** As it is below the knee, then bending, and never above the ceiling, whatever comes in. */
export function limited(sample: number, ceiling: number): number {
  const knee = KNEE * ceiling;
  const size = Math.abs(sample);
  if (size <= knee) return sample;
  const room = ceiling - knee;
  return Math.sign(sample) * (knee + room * Math.tanh((size - knee) / room));
}

/** The same as a table over -1 to 1, for a `WaveShaperNode`, which holds its ends beyond. */
export function limitCurve(ceiling: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: CURVE_POINTS }, (_, i) =>
    limited((2 * i) / (CURVE_POINTS - 1) - 1, ceiling),
  );
}

/** What a `DynamicsCompressorNode` adds by itself. Source: W3C Web Audio, "makeup gain". */
export function makeupDb(thresholdDb: number, ratio: number): number {
  const fullScaleDb = thresholdDb - thresholdDb / ratio;
  return -0.6 * fullScaleDb;
}
