/** What `getStats` tells of what we send and of how theirs stands still: totals, then a reading. */

import type { Reading } from "./policy";
import { entriesOf, type Entry, number, ofType, pairIn, sum } from "./stats";

/** Reports of sound and picture that belong together. */
const SAME_REPORT_MS = 1500;

/** One reading of the counters. Source: W3C webrtc-stats. */
export interface UplinkSample {
  readonly at: number;
  readonly availableKbps: number | null;
  readonly bytesSent: number;
  /** Of sound and picture. */
  readonly packetsSent: number;
  readonly mediaBytes: number;
  /** Of sound alone; `sent` with what was sent again. */
  readonly sound: { readonly sent: number; readonly again: number };
  /** As the other side last reported it, and when. */
  readonly lostShare: number | null;
  readonly roundTripMs: number | null;
  readonly reportedAt: number;
  readonly framesEncoded: number;
  readonly encodeMs: number;
  /** Of the camera, not of what is sent; null if unknown. */
  readonly cameraFramesPerS: number | null;
  readonly isCpuLimited: boolean;
  /** How long their picture stood still here. */
  readonly frozenMs: number;
  /** The same of the second picture. */
  readonly room: { readonly encodeMs: number; readonly frozenMs: number };
}

export function uplinkOf(report: RTCStatsReport, at: number): UplinkSample {
  const entries = entriesOf(report);
  const pair = pairIn(entries);
  const remote = freshest(ofType(entries, "remote-inbound-rtp"));
  const of = (name: string, type: string) =>
    ofType(entries, type).filter(({ kind }) => kind === name);
  const video = (type: string) => of("video", type);
  const sent = video("outbound-rtp");
  const sound = ofType(entries, "outbound-rtp").filter(({ kind }) => kind === "audio");
  return {
    at,
    availableKbps: scaled(pair?.availableOutgoingBitrate, 0.001),
    bytesSent: number(pair?.bytesSent),
    packetsSent: sum(ofType(entries, "outbound-rtp"), "packetsSent"),
    mediaBytes: sum(ofType(entries, "outbound-rtp"), "bytesSent"),
    sound: {
      sent: sum(sound, "packetsSent"),
      again: sum(sound, "retransmittedPacketsSent"),
    },
    lostShare: worst(remote, "fractionLost"),
    roundTripMs: scaled(worst(remote, "roundTripTime") ?? pair?.currentRoundTripTime, 1000),
    reportedAt: Math.max(0, ...remote.map(({ timestamp }) => number(timestamp))),
    framesEncoded: sum(sent, "framesEncoded"),
    encodeMs: 1000 * sum(sent, "totalEncodeTime"),
    cameraFramesPerS: scaled(video("media-source")[0]?.framesPerSecond, 1),
    isCpuLimited: [...sent, ...of("room", "outbound-rtp")].some(
      ({ qualityLimitationReason }) => qualityLimitationReason === "cpu",
    ),
    frozenMs: 1000 * sum(video("inbound-rtp"), "totalFreezesDuration"),
    room: {
      encodeMs: 1000 * sum(of("room", "outbound-rtp"), "totalEncodeTime"),
      frozenMs: 1000 * sum(of("room", "inbound-rtp"), "totalFreezesDuration"),
    },
  };
}

/** On a line that is full Chromium tells no estimate every other second: the last one stands. */
export function remembering(before: UplinkSample | null, sample: UplinkSample): UplinkSample {
  return { ...sample, availableKbps: sample.availableKbps ?? before?.availableKbps ?? null };
}

/** What the samples alone say of one second. */
export type Measured = Pick<
  Reading,
  "availableKbps" | "sentKbps" | "lostShare" | "againShare" | "roundTripMs"
> & {
  /** Something was sent of which the other side reports. */
  readonly isSending: boolean;
  /** Of sound and picture alone. */
  readonly mediaKbps: number;
  readonly framesPerS: number;
  /** Per frame; null if none was encoded. */
  readonly encodeMs: number | null;
  /** The share of one processor that the second picture took. */
  readonly besideShare: number;
};

export const NOTHING: Measured = {
  ...{ availableKbps: null, sentKbps: null, lostShare: null, roundTripMs: null },
  ...{
    framesPerS: 0,
    encodeMs: null,
    isSending: false,
    mediaKbps: 0,
    againShare: null,
    besideShare: 0,
  },
};

/** All null without a sample before, or with one less than 100 ms before. */
export function measuredBetween(before: UplinkSample | null, after: UplinkSample): Measured {
  if (before === null || after.at - before.at < 100) return NOTHING;
  const ms = after.at - before.at;
  const frames = Math.max(0, after.framesEncoded - before.framesEncoded);
  const isTold = after.reportedAt > before.reportedAt;
  return {
    availableKbps: after.availableKbps,
    sentKbps: Math.max(0, (8 * (after.bytesSent - before.bytesSent)) / ms),
    lostShare: isTold ? after.lostShare : null,
    roundTripMs: isTold ? after.roundTripMs : null,
    againShare: againShareBetween(before, after),
    isSending: after.packetsSent > before.packetsSent,
    mediaKbps: Math.max(0, (8 * (after.mediaBytes - before.mediaBytes)) / ms),
    framesPerS: (1000 * frames) / ms,
    encodeMs: frames === 0 ? null : Math.max(0, after.encodeMs - before.encodeMs) / frames,
    besideShare: Math.max(0, after.room.encodeMs - before.room.encodeMs) / ms,
  };
}

function againShareBetween(before: UplinkSample, after: UplinkSample): number | null {
  const again = after.sound.again - before.sound.again;
  const once = after.sound.sent - before.sound.sent - again;
  return once <= 0 || again < 0 ? null : again / once;
}

/** Of a track that is not sent any more the last report stays as it was. */
function freshest(reports: readonly Entry[]): readonly Entry[] {
  const newest = Math.max(0, ...reports.map(({ timestamp }) => number(timestamp)));
  return reports.filter(({ timestamp }) => number(timestamp) >= newest - SAME_REPORT_MS);
}

function worst(entries: readonly Entry[], field: string): number | null {
  const values = entries.map((entry) => entry[field]).filter((v) => typeof v === "number");
  return values.length === 0 ? null : Math.max(...values);
}

function scaled(value: unknown, times: number): number | null {
  return typeof value === "number" ? Math.round(value * times) : null;
}
