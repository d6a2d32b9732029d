/**
 * Does the sound of this device come back into its own microphone? Pure.
 *
 * Three soft bells are played, and the microphone is listened to: only where each of their tones
 * rises in its own time, and not before, they came back. A voice or a beep does not do that.
 */

import { NOTE_S, NOTES_HERTZ } from "../shared/melody";

export type EchoVerdict = "clean" | "echo" | "unsure";

/** How strong each tone was in one piece, dB; `atMs` after the play began, below 0 before it. */
export interface Tones {
  readonly atMs: number;
  readonly db: readonly number[];
}

/** So long before the play the room is listened to. */
export const BEFORE_MS = 600;
/** The last bell, and the way through loudspeaker, air and microphone. */
export const AFTER_MS = 1500;
/** A player and a sound card take so long, and a canceller learns meanwhile. */
const LATEST_MS = 450;
/** Above what that tone was before it was played. */
const RISE_DB = 10;
/** Softer than this nobody at the other side hears it. */
const AUDIBLE_DB = -62;
const LEAST_BEFORE = 3;

/** Power of one tone in these samples, dB of a full-scale tone. Source: Goertzel, 1958. */
export function toneDb(samples: Float32Array, rate: number, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [last, before] = [0, 0];
  samples.forEach((sample, i) => {
    const next = sample * windowAt(i, samples.length) + turn * last - before;
    [last, before] = [next, last];
  });
  const power = last * last + before * before - turn * last * before;
  const scale = samples.length / 4;
  return 10 * Math.log10(Math.max(1e-12, power) / (scale * scale));
}

/** Hann: a loud tone beside this one is kept out of it. */
function windowAt(i: number, length: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
}

export function tonesOf(samples: Float32Array, rate: number, atMs: number): Tones {
  return { atMs, db: NOTES_HERTZ.map((hertz) => toneDb(samples, rate, hertz)) };
}

/** `unsure`: too little was heard, or the room was loud. */
export function echoIn(heard: readonly Tones[]): EchoVerdict {
  const before = heard.filter(({ atMs }) => atMs < 0);
  if (before.length < LEAST_BEFORE || !heard.some(({ atMs }) => atMs > LATEST_MS)) return "unsure";
  const comeBack = NOTES_HERTZ.map((_, nth) => comesBack(heard, before, nth));
  const count = comeBack.filter((one) => one === true).length;
  if (count === NOTES_HERTZ.length) return "echo";
  return comeBack.includes(null) ? "unsure" : "clean";
}

/** Null: that tone was in the room before it was played. */
function comesBack(heard: readonly Tones[], before: readonly Tones[], nth: number): boolean | null {
  const fromMs = 1000 * NOTE_S * nth;
  const dbOf = ({ db }: Tones) => db[nth] ?? -Infinity;
  const hum = Math.max(...before.map(dbOf));
  const early = heard.filter(({ atMs }) => atMs >= 0 && atMs < fromMs).map(dbOf);
  const own = heard.filter(({ atMs }) => atMs >= fromMs && atMs <= fromMs + LATEST_MS).map(dbOf);
  const rise = Math.max(AUDIBLE_DB, hum + RISE_DB);
  if (hum > AUDIBLE_DB + 2 * RISE_DB) return null;
  return Math.max(-Infinity, ...own) >= rise && Math.max(-Infinity, ...early) < rise;
}
