/** What to try next, from both sides' figures: the most pressing first, four at most. Pure. */

import { type History, latest, usual } from "./history";
import { NARROW_KBPS, ofBattery, ofBrowser, ofFrames, ofLoss, ofRoundTrip, ofRoute } from "./judge";
import type { Sent, Side } from "./protocol";

export type Tip =
  | "silent"
  | "nobody_in"
  | "ready"
  | "stalled"
  | "no_line"
  | "battery"
  | "browser"
  | "narrow"
  | "loss"
  | "far"
  | "blocked"
  | "slow_device"
  | "no_picture"
  | "all_good";

export interface Advice {
  readonly tip: Tip;
  /** Whom it is about; null: the line as a whole. */
  readonly side: Side | null;
}

const MOST = 4;
const SIDES: readonly Side[] = ["home", "class"];

export function adviceFor(history: History, now: number): readonly Advice[] {
  const heard = SIDES.map((side) => ({ side, sent: latest(history, side, now) }));
  const silent = heard.filter(({ sent }) => sent === null).map(({ side }) => of("silent", side));
  const sides = heard.flatMap(({ sent }) => sent ?? []);
  if (sides.length === 0) return silent;
  const found = [...silent, ...ofLines(sides), ...ofDevices(sides), ...ofWays(history, sides, now)];
  return found.length === 0 ? [of("all_good")] : found.slice(0, MOST);
}

function of(tip: Tip, side: Side | null = null): Advice {
  return { tip, side };
}

/** The whole line: said once, whichever side says so. */
function ofLines(sides: readonly Sent[]): readonly Advice[] {
  const lines = new Set(sides.map(({ line }) => line));
  if (lines.has("stalled")) return [of("stalled")];
  if (lines.has("failed") || lines.has("building")) return [of("no_line")];
  if (lines.has("warm")) return [of("ready")];
  return lines.has("none") ? [of("nobody_in")] : [];
}

function ofDevices(sides: readonly Sent[]): readonly Advice[] {
  return sides.flatMap((sent) => [
    ...(ofBattery(sent) === "poor" ? [of("battery", sent.side)] : []),
    ...(ofBrowser(sent) === "good" ? [] : [of("browser", sent.side)]),
  ]);
}

function ofWays(history: History, sides: readonly Sent[], now: number): readonly Advice[] {
  const flowing = sides.filter(({ line }) => line === "flowing");
  const standing = sides.filter(({ line }) => line === "flowing" || line === "warm");
  return [
    ...flowing.flatMap((sent) => ofUplink(history, sent, now)),
    ...standing.flatMap((sent) => lossOf(history, sent, now)).slice(0, 1),
    ...far(history, standing, now),
    ...standing.flatMap((sent) => (ofRoute(sent) === "fair" ? [of("blocked", sent.side)] : [])),
    ...flowing.flatMap((sent) => pictureOf(history, sent, now)),
  ];
}

/** The browser's estimate means little while the sound alone fills it. */
function ofUplink(history: History, { side, step }: Sent, now: number): readonly Advice[] {
  const available = usual(history, side, "available_kbps", now);
  const isNarrow = available !== null && available < NARROW_KBPS[0] && step !== "whole";
  return isNarrow ? [of("narrow", side)] : [];
}

/** Where it is lost nobody can tell from here: both sides' Wi-Fi is on the way. */
function lossOf(history: History, { side }: Sent, now: number): readonly Advice[] {
  const judged = (["lost_in_permille", "lost_out_permille"] as const).map((amount) =>
    ofLoss(usual(history, side, amount, now)),
  );
  return judged.some((one) => one === "fair" || one === "poor") ? [of("loss")] : [];
}

function far(history: History, standing: readonly Sent[], now: number): readonly Advice[] {
  const isFar = standing.some(({ side }) => {
    const judged = ofRoundTrip(usual(history, side, "round_trip_ms", now));
    return judged === "fair" || judged === "poor";
  });
  return isFar ? [of("far")] : [];
}

function pictureOf(history: History, { side, step }: Sent, now: number): readonly Advice[] {
  if (step !== "whole") return [];
  const frames = usual(history, side, "out_frames", now);
  if (frames === 0) return [of("no_picture", side)];
  return ofFrames(frames) === "poor" ? [of("slow_device", side)] : [];
}
