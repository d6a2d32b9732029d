/** Is it good? Each figure in one of three words, or none where nothing is to be said. Pure. */

import type { Sent } from "./protocol";

export type Judgement = "good" | "fair" | "poor";

/**
 * Above the first it is fair, above the second poor.
 *
 * ITU-T G.114: 150 ms one way, mouth to ear, is good for talking, and 400 ms too much; of these
 * a third goes to microphone, buffer and loudspeaker.
 */
const ROUND_TRIP_MS = [200, 400] as const;
/** With RED and repeats sound stays whole far above this; pictures do not. */
const LOST_PERMILLE = [10, 50] as const;
/** Below the first it is fair, below the second poor. */
const FRAMES = [12, 5] as const;
const BATTERY_PERCENT = [30, 10] as const;
/** Sound alone takes some 60, a board that can be read 100. */
export const NARROW_KBPS = [500, 150] as const;
/** Before these AV1, RED or `setParameters` is missing. */
const OLDEST = { chrome: 110, edge: 110, firefox: 115, safari: 17, other: 0 } as const;

/** How much of the pictures is given up, so that the sound goes on. */
const STEPS: Readonly<Record<Sent["step"], Judgement>> = {
  whole: "good",
  face_slow: "fair",
  room_small: "fair",
  room_off: "fair",
  board_slow: "fair",
  board_slowest: "fair",
  face_off: "poor",
  photo: "poor",
  sound: "poor",
  away: "poor",
};

const LINES: Readonly<Record<Sent["line"], Judgement | null>> = {
  none: null,
  building: "fair",
  warm: "good",
  flowing: "good",
  stalled: "poor",
  failed: "poor",
};

export function ofLine({ line }: Sent): Judgement | null {
  return LINES[line];
}

export function ofRoute({ route }: Sent): Judgement | null {
  if (route === null) return null;
  return route === "relay-tcp" || route === "relay-tls" ? "fair" : "good";
}

export function ofRoundTrip(ms: number | null): Judgement | null {
  return most(ms, ROUND_TRIP_MS);
}

export function ofLoss(permille: number | null): Judgement | null {
  return most(permille, LOST_PERMILLE);
}

/** None at all is no judgement: the camera may be off. */
export function ofFrames(frames: number | null): Judgement | null {
  return frames === 0 ? null : least(frames, FRAMES);
}

/** Good is what was meant to be sent, however little: a wall needs less than a class. */
export function ofRate(kbps: number | null, sender: Sent | null, { line }: Sent): Judgement | null {
  if (kbps === null || line !== "flowing") return null;
  if (kbps === 0) return "poor";
  return sender === null ? null : STEPS[sender.step];
}

export function ofAvailable(kbps: number | null): Judgement | null {
  return least(kbps, NARROW_KBPS);
}

export function ofStep({ step }: Sent): Judgement {
  return STEPS[step];
}

export function ofBattery({ battery_percent: percent }: Sent): Judgement | null {
  if (percent === null) return null;
  if (percent <= BATTERY_PERCENT[1]) return "poor";
  return percent <= BATTERY_PERCENT[0] ? "fair" : "good";
}

export function ofBrowser({ browser, browser_version: version }: Sent): Judgement {
  if (browser === "other") return "fair";
  return version >= OLDEST[browser] ? "good" : "poor";
}

type Bounds = readonly [fair: number, poor: number];

function most(value: number | null, [fair, poor]: Bounds): Judgement | null {
  if (value === null) return null;
  if (value > poor) return "poor";
  return value > fair ? "fair" : "good";
}

function least(value: number | null, [fair, poor]: Bounds): Judgement | null {
  if (value === null) return null;
  if (value < poor) return "poor";
  return value < fair ? "fair" : "good";
}
