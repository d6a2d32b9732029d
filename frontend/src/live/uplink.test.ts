import { describe, expect, test } from "vitest";
import { measuredBetween, type UplinkSample, uplinkOf } from "./uplink";

function report(...entries: Record<string, unknown>[]): RTCStatsReport {
  return new Map(entries.map((entry) => [String(entry.id), entry]));
}

const ENTRIES = [
  { id: "T", type: "transport", selectedCandidatePairId: "P" },
  {
    ...{ id: "P", type: "candidate-pair", bytesSent: 9000 },
    ...{ availableOutgoingBitrate: 1_234_000, currentRoundTripTime: 0.5 },
  },
  {
    ...{ id: "RA", type: "remote-inbound-rtp", kind: "audio", timestamp: 900 },
    ...{ fractionLost: 0.02, roundTripTime: 0.08 },
  },
  {
    ...{ id: "RV", type: "remote-inbound-rtp", kind: "video", timestamp: 950 },
    ...{ fractionLost: 0.04, roundTripTime: 0.07 },
  },
  {
    ...{ id: "OV", type: "outbound-rtp", kind: "video", framesEncoded: 30, totalEncodeTime: 0.6 },
    qualityLimitationReason: "cpu",
  },
  { id: "OA", type: "outbound-rtp", kind: "audio", packetsSent: 50, retransmittedPacketsSent: 5 },
  {
    ...{ id: "RO", type: "remote-inbound-rtp", kind: "video", timestamp: -900 },
    ...{ fractionLost: 0.9, roundTripTime: 4 },
  },
  { id: "M", type: "media-source", kind: "video", framesPerSecond: 15 },
  { id: "IV", type: "inbound-rtp", kind: "video", totalFreezesDuration: 1.5 },
];

test("the worst of what the other side reports, and the picture's encoder", () => {
  expect(uplinkOf(report(...ENTRIES), 1000)).toEqual({
    at: 1000,
    availableKbps: 1234,
    bytesSent: 9000,
    packetsSent: 50,
    mediaBytes: 0,
    sound: { sent: 50, again: 5 },
    lostShare: 0.04,
    roundTripMs: 80,
    reportedAt: 950,
    framesEncoded: 30,
    encodeMs: 600,
    cameraFramesPerS: 15,
    isCpuLimited: true,
    frozenMs: 1500,
    room: { encodeMs: 0, frozenMs: 0 },
  });
});

test("what a browser does not tell is unknown; the path's round trip stands in", () => {
  const [transport, pair] = ENTRIES;
  const silent = { ...pair, availableOutgoingBitrate: undefined };
  const sample = uplinkOf(report({ ...transport }, silent), 0);
  expect(sample).toMatchObject({ availableKbps: null, lostShare: null, roundTripMs: 500 });
  expect(sample.cameraFramesPerS).toBeNull();
});

const NONE = uplinkOf(report(), 0);
const sample = (at: number, more: Partial<UplinkSample> = {}): UplinkSample => ({
  ...NONE,
  at,
  ...more,
});

describe("between two samples", () => {
  test("rates, and milliseconds a frame", () => {
    const before = sample(0, { framesEncoded: 10, encodeMs: 100, reportedAt: 1 });
    const after = sample(1000, {
      ...{ framesEncoded: 20, encodeMs: 400, reportedAt: 2, bytesSent: 12_500, packetsSent: 3 },
      ...{ lostShare: 0.1, roundTripMs: 40, availableKbps: 700 },
      mediaBytes: 10_000,
      sound: { sent: 60, again: 10 },
    });
    expect(measuredBetween(before, after)).toEqual({
      ...{ availableKbps: 700, sentKbps: 100, lostShare: 0.1, roundTripMs: 40 },
      ...{ framesPerS: 10, encodeMs: 30, isSending: true, againShare: 0.2, besideShare: 0 },
      mediaKbps: 80,
    });
  });

  test("an old report is not heard twice", () => {
    const old = { reportedAt: 5, lostShare: 0.9, roundTripMs: 900 };
    expect(measuredBetween(sample(0, old), sample(1000, old))).toMatchObject({
      lostShare: null,
      roundTripMs: null,
    });
  });

  test("nothing from one sample, or from two at once", () => {
    for (const before of [null, sample(950)]) {
      expect(measuredBetween(before, sample(1000, { availableKbps: 700 }))).toMatchObject({
        availableKbps: null,
        framesPerS: 0,
      });
    }
  });
});
