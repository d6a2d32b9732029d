/** From counts to figures, and from figures to the words of the result. */

import type { Outcome, Outcomes } from "./outcomes";

/** What was measured over one way; null where nothing could be. */
export interface Figures {
  readonly roundTripMs: number | null;
  readonly kbps: number | null;
  /** From 0 to 1. */
  readonly lostShare: number | null;
}

export interface Arrival {
  readonly atMs: number;
  readonly bytes: number;
}

/** Steps of the lesson's own governor: what each bandwidth is enough for. */
const ENOUGH_FOR: readonly (readonly [number, Outcome<"bandwidth">])[] = [
  [2500, "sharp"],
  [1000, "picture"],
  [400, "small"],
  [150, "board"],
  [60, "sound"],
  [0, "barely"],
];

export function wordsOf(figures: Figures): Pick<Outcomes, "bandwidth" | "loss" | "delay"> {
  return {
    bandwidth: bandwidthWord(figures.kbps),
    loss: lossWord(figures.lostShare),
    delay: delayWord(figures.roundTripMs),
  };
}

/** Mean bit rate of what arrived from `fromMs` until `untilMs`, in kbit/s. */
export function kbpsOf(arrivals: readonly Arrival[], fromMs: number, untilMs: number): number {
  const inside = arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
  const bytes = inside.reduce((sum, arrival) => sum + arrival.bytes, 0);
  return (8 * bytes) / (untilMs - fromMs);
}

export function lostShareOf(sent: number, arrived: number): number | null {
  return sent > 0 ? Math.max(0, sent - arrived) / sent : null;
}

function bandwidthWord(kbps: number | null): Outcome<"bandwidth"> {
  if (kbps === null) return "unknown";
  return ENOUGH_FOR.find(([least]) => kbps >= least)?.[1] ?? "barely";
}

function lossWord(share: number | null): Outcome<"loss"> {
  if (share === null) return "unknown";
  if (share >= 0.1) return "high";
  return share >= 0.02 ? "some" : "low";
}

function delayWord(ms: number | null): Outcome<"delay"> {
  if (ms === null) return "unknown";
  if (ms >= 400) return "very_long";
  return ms >= 150 ? "long" : "short";
}
