/**
 * The fields of `figures` (docs/protocol.md, section 4): how a line is, for the helpdesk. Whole
 * numbers within bounds and words of fixed lists: nothing else fits.
 */

import { STEPS } from "./policy";
import { type Fields, oneOf, orNull, whole, wholeTo } from "./reading";

export const MOST_MS = 60_000;
export const MOST_KBPS = 1_000_000;
export const MOST_PERMILLE = 1000;
export const MOST_FRAMES = 240;
export const MOST_VERSION = 9999;

const codec = orNull(oneOf("av1", "vp9", "vp8", "h264", "h265", "other"));
const kbps = orNull(wholeTo(MOST_KBPS));
const permille = orNull(wholeTo(MOST_PERMILLE));
const frames = orNull(wholeTo(MOST_FRAMES));

/** What `getStats` tells. */
export const MEASURED = {
  route: orNull(oneOf("direct", "relay-udp", "relay-tcp", "relay-tls")),
  round_trip_ms: orNull(wholeTo(MOST_MS)),
  lost_in_permille: permille,
  lost_out_permille: permille,
  in_kbps: kbps,
  out_kbps: kbps,
  available_kbps: kbps,
  in_frames: frames,
  out_frames: frames,
  in_codec: codec,
  out_codec: codec,
};

export const FIGURES = {
  question: whole,
  line: oneOf("none", "building", "warm", "flowing", "stalled", "failed"),
  ...MEASURED,
  step: oneOf(...STEPS),
  battery_percent: orNull(wholeTo(100)),
  browser: oneOf("chrome", "edge", "firefox", "safari", "other"),
  browser_version: wholeTo(MOST_VERSION),
};

export type Measured = Fields<typeof MEASURED>;
export type Figures = Fields<typeof FIGURES>;
export type Codec = NonNullable<Measured["in_codec"]>;
/** Which browser this is, and its main version; 0 if unknown. */
export type BrowserName = Pick<Figures, "browser" | "browser_version">;
