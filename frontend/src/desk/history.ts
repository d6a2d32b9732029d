/** What was heard of both sides in the last minutes; older is forgotten. Pure. */

import type { Sent, Side } from "./protocol";

/** What a chart shows. */
export const SHOWN_MS = 180_000;
/** A browser sends every two seconds: three times missed is silence. */
export const SILENT_MS = 8000;
/** What is judged and advised on: one bad second is none. */
const RECENT_MS = 20_000;

export type History = Readonly<Record<Side, readonly Sent[]>>;
export const NO_HISTORY: History = { home: [], class: [] };
/** The figures that are numbers. */
export type Amount =
  | "round_trip_ms"
  | "lost_in_permille"
  | "lost_out_permille"
  | "in_kbps"
  | "out_kbps"
  | "available_kbps"
  | "in_frames"
  | "out_frames";

/** Oldest first. */
export function remembered(history: History, sent: Sent): History {
  const kept = history[sent.side].filter(({ at }) => at > sent.at - SHOWN_MS && at < sent.at);
  return { ...history, [sent.side]: [...kept, sent] };
}

/** Null if that side is silent. */
export function latest(history: History, side: Side, now: number): Sent | null {
  const last = history[side].at(-1);
  return last !== undefined && now - last.at < SILENT_MS ? last : null;
}

/** Of the last twenty seconds; null if it was never known. */
export function usual(history: History, side: Side, amount: Amount, now: number): number | null {
  const recent = history[side].filter(({ at }) => at > now - RECENT_MS);
  const values = recent.flatMap((sent) => sent[amount] ?? []).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}

export interface Slice {
  /** Its end, on the server's clock. */
  readonly at: number;
  readonly values: Readonly<Record<Amount, number | null>>;
}

const SLICE_MS = 20_000;
export const AMOUNTS: readonly Amount[] = [
  "round_trip_ms",
  "lost_in_permille",
  "in_kbps",
  "in_frames",
  "lost_out_permille",
  "out_kbps",
  "out_frames",
  "available_kbps",
];

/** Means of twenty seconds each, newest first, for who does not see the chart. */
export function slices(sent: readonly Sent[]): readonly Slice[] {
  const groups = new Map<number, Sent[]>();
  for (const one of sent) {
    const end = (Math.floor(one.at / SLICE_MS) + 1) * SLICE_MS;
    groups.set(end, [...(groups.get(end) ?? []), one]);
  }
  return [...groups].reverse().map(([at, group]) => ({ at, values: meansOf(group) }));
}

function meansOf(group: readonly Sent[]): Slice["values"] {
  return Object.fromEntries(
    AMOUNTS.map((amount) => [amount, mean(group.flatMap((sent) => sent[amount] ?? []))]),
  ) as Slice["values"];
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
