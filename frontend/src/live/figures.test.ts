import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIGURES } from "./figure-fields";
import { browserOf, figuresBetween, NO_FIGURES, readingOf } from "./figures";
import { fields } from "./reading";

function report(...entries: Record<string, unknown>[]): RTCStatsReport {
  return new Map(entries.map((entry) => [String(entry.id), entry]));
}

const STILL = {
  question: 1,
  line: "flowing",
  step: "whole",
  battery_percent: null,
  browser: "chrome",
  browser_version: 156,
} as const;

function counters(seconds: number): RTCStatsReport {
  const timestamp = 1000 * seconds;
  return report(
    { id: "T", type: "transport", selectedCandidatePairId: "P" },
    {
      ...{ id: "P", type: "candidate-pair", localCandidateId: "L", remoteCandidateId: "R" },
      ...{ bytesReceived: 50_000 * seconds, bytesSent: 25_000 * seconds },
      ...{ currentRoundTripTime: 0.0836, availableOutgoingBitrate: 1_800_400 },
    },
    { id: "L", type: "local-candidate", candidateType: "relay", relayProtocol: "tls" },
    { id: "R", type: "remote-candidate", candidateType: "host", address: "203.0.113.77" },
    {
      ...{ id: "V", type: "inbound-rtp", kind: "video", codecId: "C", packetsLost: 2 * seconds },
      ...{ packetsReceived: 98 * seconds, framesDecoded: 24 * seconds },
    },
    { id: "C", type: "codec", mimeType: "video/AV1" },
    {
      ...{ id: "O", type: "outbound-rtp", kind: "video", codecId: "D" },
      ...{ packetsSent: 60 * seconds, framesEncoded: 15 * seconds },
    },
    { id: "D", type: "codec", mimeType: "video/H264" },
    { id: "B", type: "remote-inbound-rtp", kind: "video", fractionLost: 0.003, timestamp },
  );
}

test("two readings give the figures of the time between", () => {
  const figures = figuresBetween(readingOf(counters(10), 10_000), readingOf(counters(12), 12_000));
  expect(figures).toEqual({
    route: "relay-tls",
    round_trip_ms: 84,
    lost_in_permille: 20,
    lost_out_permille: 3,
    in_kbps: 400,
    out_kbps: 200,
    available_kbps: 1800,
    in_frames: 24,
    out_frames: 15,
    in_codec: "av1",
    out_codec: "h264",
  });
  expect(JSON.stringify(figures)).not.toContain("203.0.113.77");
});

test("the first reading gives no rate, and nothing gives nothing", () => {
  const first = figuresBetween(null, readingOf(counters(10), 10_000));
  expect([first.route, first.round_trip_ms, first.in_kbps, first.in_frames]).toEqual([
    "relay-tls",
    84,
    null,
    null,
  ]);
  expect(figuresBetween(null, readingOf(report(), 0))).toEqual(NO_FIGURES);
});

test("a codec that we do not know is another one", () => {
  const of = (mimeType: unknown) =>
    figuresBetween(
      null,
      readingOf(
        report(
          { id: "V", type: "inbound-rtp", kind: "video", codecId: "C" },
          { id: "C", type: "codec", mimeType },
        ),
        0,
      ),
    ).in_codec;
  expect([of("video/VP8"), of("video/rubber"), of(7)]).toEqual(["vp8", "other", "other"]);
});

test("whatever a browser counts, the server takes what is sent", () => {
  const amount = fc.oneof(fc.double(), fc.integer(), fc.constant(undefined), fc.string());
  const entry = fc.record({
    id: fc.constantFrom("P", "V", "O", "C"),
    type: fc.constantFrom("candidate-pair", "inbound-rtp", "outbound-rtp", "remote-inbound-rtp"),
    kind: fc.constantFrom("video", "audio"),
    nominated: fc.constant(true),
    state: fc.constant("succeeded"),
    bytesReceived: amount,
    bytesSent: amount,
    currentRoundTripTime: fc.double({ noNaN: true }),
    packetsLost: amount,
    packetsReceived: amount,
    packetsSent: amount,
    framesDecoded: amount,
    framesEncoded: amount,
    fractionLost: fc.double(),
    availableOutgoingBitrate: fc.double(),
  });
  const reports = fc.array(entry, { maxLength: 6 });
  fc.assert(
    fc.property(reports, reports, fc.integer({ min: 1, max: 9000 }), (a, b, ms) => {
      const figures = figuresBetween(readingOf(report(...a), 0), readingOf(report(...b), ms));
      const sent = JSON.parse(JSON.stringify({ ...STILL, ...figures })) as unknown;
      expect(fields(FIGURES)(sent, "figures")).toEqual(sent);
    }),
  );
});

describe("of the browser's own words name and version are left", () => {
  test.each([
    [
      "chrome",
      156,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
    ],
    ["edge", 150, "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.1"],
    ["firefox", 148, "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"],
    ["safari", 19, "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/19.2 Safari/605.1.15"],
    ["chrome", 155, "Mozilla/5.0 (iPad) AppleWebKit/605.1.15 CriOS/155.0 Mobile Safari/604.1"],
    ["other", 0, "Lynx/2.9"],
    ["firefox", 9999, "Firefox/123456"],
  ])("%s %d", (browser, browser_version, words) => {
    expect(browserOf(words)).toEqual({ browser, browser_version });
  });
});
