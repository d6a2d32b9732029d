/** The line in figures for the helpdesk, between two readings of `getStats`. Pure. */

import {
  type BrowserName,
  type Codec,
  type Measured,
  MOST_FRAMES,
  MOST_KBPS,
  MOST_MS,
  MOST_PERMILLE,
  MOST_VERSION,
} from "./figure-fields";
import {
  type Entries,
  type Entry,
  entriesOf,
  lineBetween,
  number,
  ofType,
  type Sample,
  sampleOf,
} from "./stats";
import { measuredBetween, uplinkOf, type UplinkSample } from "./uplink";

/** Between two readings that say something of a rate. */
const SHORTEST_MS = 100;

/** The counters at one moment. */
export interface Reading {
  readonly down: Sample;
  readonly up: UplinkSample;
  /** Whether there is a picture at all, and in which codec. */
  readonly inbound: Picture;
  readonly outbound: Picture;
}

interface Picture {
  readonly isThere: boolean;
  readonly codec: Codec | null;
}

export const NO_FIGURES: Measured = {
  ...{ route: null, round_trip_ms: null, lost_in_permille: null, lost_out_permille: null },
  ...{ in_kbps: null, out_kbps: null, available_kbps: null },
  ...{ in_frames: null, out_frames: null, in_codec: null, out_codec: null },
};

export function readingOf(report: RTCStatsReport, at: number): Reading {
  const entries = entriesOf(report);
  return {
    down: sampleOf(report, at),
    up: uplinkOf(report, at),
    inbound: pictureIn(entries, "inbound-rtp", "framesDecoded"),
    outbound: pictureIn(entries, "outbound-rtp", "framesEncoded"),
  };
}

/** Without a reading before, only what needs none. */
export function figuresBetween(before: Reading | null, after: Reading): Measured {
  return { ...comingIn(before, after), ...goingOut(before, after) };
}

function comingIn(before: Reading | null, after: Reading) {
  const line = lineBetween(before?.down ?? null, after.down);
  const ms = before === null ? 0 : after.down.at - before.down.at;
  const decoded = after.down.framesDecoded - (before?.down.framesDecoded ?? 0);
  const isRated = ms >= SHORTEST_MS && after.inbound.isThere;
  return {
    route: line.route,
    round_trip_ms: within(MOST_MS, line.roundTripMs),
    lost_in_permille: within(MOST_PERMILLE, scaled(line.lostShare, 1000)),
    in_kbps: within(MOST_KBPS, line.receivedKbps),
    out_kbps: within(MOST_KBPS, line.sentKbps),
    in_frames: isRated ? within(MOST_FRAMES, (1000 * decoded) / ms) : null,
    in_codec: after.inbound.codec,
  };
}

function goingOut(before: Reading | null, after: Reading) {
  const sent = measuredBetween(before?.up ?? null, after.up);
  const isRated = before !== null && after.up.at - before.up.at >= SHORTEST_MS;
  const lost = sent.isSending ? scaled(after.up.lostShare, 1000) : null;
  return {
    lost_out_permille: within(MOST_PERMILLE, lost),
    available_kbps: within(MOST_KBPS, after.up.availableKbps),
    out_frames: isRated && after.outbound.isThere ? within(MOST_FRAMES, sent.framesPerS) : null,
    out_codec: after.outbound.codec,
  };
}

/** The one that did most: of a picture that was replaced an entry may stay. */
function pictureIn(entries: Entries, type: string, counter: string): Picture {
  const pictures = ofType(entries, type).filter(({ kind }) => kind === "video");
  const busiest = pictures.reduce<Entry | null>(
    (most, one) => (number(one[counter]) >= number(most?.[counter]) ? one : most),
    null,
  );
  const codec = entries.get(String(busiest?.codecId));
  return { isThere: busiest !== null, codec: codec ? codecOf(codec.mimeType) : null };
}

const CODECS: Readonly<Record<string, Codec>> = {
  "video/av1": "av1",
  "video/vp9": "vp9",
  "video/vp8": "vp8",
  "video/h264": "h264",
  "video/h265": "h265",
};

function codecOf(mimeType: unknown): Codec {
  return CODECS[typeof mimeType === "string" ? mimeType.toLowerCase() : ""] ?? "other";
}

function scaled(value: number | null, times: number): number | null {
  return value === null ? null : value * times;
}

function within(most: number, value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Math.min(most, Math.max(0, Math.round(value)));
}

const BROWSERS: readonly (readonly [BrowserName["browser"], RegExp])[] = [
  ["edge", /\bEdgi?A?(?:OS)?\/(\d+)/],
  ["firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["chrome", /\b(?:(?:Headless)?Chrome|Chromium|CriOS)\/(\d+)/],
  ["safari", /\bVersion\/(\d+)\S* .*Safari\//],
];

/** Of the browser's own description nothing else leaves this device. */
export function browserOf(userAgent: string): BrowserName {
  for (const [browser, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) {
      return { browser, browser_version: Math.min(MOST_VERSION, Number(version)) };
    }
  }
  return { browser: "other", browser_version: 0 };
}
