import { describe, expect, test } from "vitest";
import {
  arrivedBetween,
  type Entry,
  lineBetween,
  type Sample,
  sampleOf,
  withBesideApart,
} from "./stats";

function report(...entries: Record<string, unknown>[]): RTCStatsReport {
  return new Map(entries.map((entry) => [String(entry.id), entry]));
}

const PAIR = {
  id: "P",
  type: "candidate-pair",
  state: "succeeded",
  nominated: true,
  localCandidateId: "L",
  remoteCandidateId: "R",
  bytesReceived: 5000,
  bytesSent: 7000,
  currentRoundTripTime: 0.0214,
};
const TRANSPORT = { id: "T", type: "transport", selectedCandidatePairId: "P" };
const HOST = { candidateType: "host" };

function routeWith(local: object, remote: object): string | null {
  const ends = [
    { id: "L", type: "local-candidate", ...local },
    { id: "R", type: "remote-candidate", ...remote },
  ];
  return sampleOf(report(TRANSPORT, PAIR, ...ends), 0).route;
}

describe("the route", () => {
  test.each([
    ["direct", HOST, { candidateType: "prflx" }],
    ["relay-udp", { candidateType: "relay", relayProtocol: "udp" }, HOST],
    ["relay-tcp", { candidateType: "relay", relayProtocol: "tcp" }, HOST],
    ["relay-tls", { candidateType: "relay", relayProtocol: "tls" }, HOST],
    ["relay-udp", HOST, { candidateType: "relay" }],
  ])("%s", (route, local, remote) => {
    expect(routeWith(local, remote)).toBe(route);
  });

  test("is found where the transport names no pair", () => {
    const unused = { ...PAIR, id: "Q", nominated: false, bytesReceived: 1 };
    const sample = sampleOf(report(unused, PAIR, { id: "L", ...HOST }), 0);
    expect([sample.route, sample.bytesReceived, sample.roundTripMs]).toEqual(["direct", 5000, 21]);
  });

  test("is unknown before there is one", () => {
    expect(sampleOf(report({ id: "T", type: "transport" }), 0).route).toBeNull();
  });
});

function sample(at: number, more: Partial<Sample> = {}): Sample {
  return {
    at,
    bytesReceived: 0,
    bytesSent: 0,
    packetsReceived: 0,
    packetsLost: 0,
    framesDecoded: 0,
    roomFrames: 0,
    audioPackets: 0,
    roundTripMs: 20,
    route: "direct",
    ...more,
  };
}

test("rates are in kbit/s, loss as a share", () => {
  const after = sample(1000, {
    bytesReceived: 125_000,
    bytesSent: 12_500,
    packetsReceived: 95,
    packetsLost: 5,
  });
  expect(lineBetween(sample(0), after)).toEqual({
    route: "direct",
    roundTripMs: 20,
    receivedKbps: 1000,
    sentKbps: 100,
    lostShare: 0.05,
  });
});

test("one sample, or two at once, give no rates", () => {
  for (const before of [null, sample(950)]) {
    expect(lineBetween(before, sample(1000))).toMatchObject({
      receivedKbps: null,
      lostShare: null,
    });
  }
});

test("counters that fall back are no negative rates", () => {
  const before = sample(0, { bytesReceived: 9999, packetsLost: 9 });
  expect(lineBetween(before, sample(1000))).toMatchObject({ receivedKbps: 0, lostShare: null });
});

test("picture and sound arrive when their own counters grow", () => {
  const before = sample(0, { framesDecoded: 10, audioPackets: 10 });
  const after = sample(1000, { framesDecoded: 11, audioPackets: 10 });
  expect(arrivedBetween(before, after)).toEqual({ picture: true, room: false, sound: false });
  expect(arrivedBetween(null, after)).toEqual({ picture: true, room: false, sound: true });
});

test("whatever is told of another picture is told apart from the first", () => {
  const told = report(
    { id: "S1", type: "media-source", kind: "video", trackIdentifier: "board" },
    { id: "S2", type: "media-source", kind: "video", trackIdentifier: "room" },
    { id: "O1", type: "outbound-rtp", kind: "video", mid: "1", mediaSourceId: "S1" },
    { id: "O2", type: "outbound-rtp", kind: "video", mid: "2", mediaSourceId: "S2" },
    { id: "O3", type: "outbound-rtp", kind: "video", mediaSourceId: "S2" },
    { id: "R1", type: "remote-inbound-rtp", kind: "video", localId: "O1" },
    { id: "R2", type: "remote-inbound-rtp", kind: "video", localId: "O2" },
    { id: "I1", type: "inbound-rtp", kind: "video", mid: "1", framesDecoded: 5 },
    { id: "I2", type: "inbound-rtp", kind: "video", mid: "2", framesDecoded: 7 },
    { id: "O4", type: "outbound-rtp", kind: "video", mid: "3", framesDecoded: 9 },
    { id: "A", type: "inbound-rtp", kind: "audio", mid: "0" },
  );
  const apart = withBesideApart(
    told,
    new Map([
      ["2", "room"],
      ["room", "room"],
      ["3", "mates"],
    ] as const),
  );
  const rooms = [...apart.entries()].filter(([, one]) => (one as Entry).kind === "room");
  expect(rooms.map(([id]) => id)).toEqual(["S2", "O2", "O3", "R2", "I2"]);
  expect((apart.get("O4") as Entry).kind).toBe("mates");
  expect(sampleOf(apart, 0)).toMatchObject({ framesDecoded: 5, roomFrames: 7 });
  expect(sampleOf(withBesideApart(told, new Map()), 0)).toMatchObject({ framesDecoded: 12 });
});
