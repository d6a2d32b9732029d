/** `getStats` as plain numbers with their units. Kept in memory, and only the last two samples. */

import type { Route, RouteView } from "./view";

/** One reading of a line's counters. Source: W3C webrtc-stats. */
export interface Sample {
  readonly at: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly framesDecoded: number;
  /** Of the second picture. */
  readonly roomFrames: number;
  readonly audioPackets: number;
  readonly roundTripMs: number | null;
  readonly route: Route | null;
}

export type Entry = Readonly<Record<string, unknown>>;
export type Entries = ReadonlyMap<string, Entry>;

export function sampleOf(report: RTCStatsReport, at: number): Sample {
  const entries = entriesOf(report);
  const pair = pairIn(entries);
  const inbound = ofType(entries, "inbound-rtp");
  const video = inbound.filter(({ kind }) => kind === "video");
  const room = inbound.filter(({ kind }) => kind === "room");
  const audio = inbound.filter(({ kind }) => kind === "audio");
  const roundTrip = pair?.currentRoundTripTime;
  return {
    at,
    bytesReceived: number(pair?.bytesReceived),
    bytesSent: number(pair?.bytesSent),
    packetsReceived: sum(inbound, "packetsReceived"),
    packetsLost: sum(inbound, "packetsLost"),
    framesDecoded: sum(video, "framesDecoded"),
    roomFrames: sum(room, "framesDecoded"),
    audioPackets: sum(audio, "packetsReceived"),
    roundTripMs: typeof roundTrip === "number" ? Math.round(roundTrip * 1000) : null,
    route: pair === undefined ? null : routeOf(pair, entries),
  };
}

/** Received over the chosen path, growing. Firefox counts them on the pair alone, before version 154. */
export function bytesIn(report: RTCStatsReport): number | null {
  const entries = entriesOf(report);
  const counters = [ofType(entries, "transport")[0], pairIn(entries)];
  const counts = counters.map((counter) => counter?.bytesReceived);
  return counts.find((count) => typeof count === "number") ?? null;
}

export const NO_LINE: RouteView = {
  route: null,
  roundTripMs: null,
  receivedKbps: null,
  sentKbps: null,
  lostShare: null,
};

/** The line between two samples; rates are null if they are less than 100 ms apart. */
export function lineBetween(before: Sample | null, after: Sample): RouteView {
  const { route, roundTripMs } = after;
  if (before === null || after.at - before.at < 100) return { ...NO_LINE, route, roundTripMs };
  const kbps = (from: number, to: number) =>
    Math.max(0, Math.round((8 * (to - from)) / (after.at - before.at)));
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const all = lost + Math.max(0, after.packetsReceived - before.packetsReceived);
  return {
    route,
    roundTripMs,
    receivedKbps: kbps(before.bytesReceived, after.bytesReceived),
    sentKbps: kbps(before.bytesSent, after.bytesSent),
    lostShare: all === 0 ? null : lost / all,
  };
}

/** What of theirs has come in between two samples. */
export interface Arrival {
  readonly picture: boolean;
  /** Of their second picture. */
  readonly room: boolean;
  readonly sound: boolean;
}

export function arrivedBetween(before: Sample | null, after: Sample): Arrival {
  return {
    picture: after.framesDecoded > (before?.framesDecoded ?? 0),
    room: after.roomFrames > (before?.roomFrames ?? 0),
    sound: after.audioPackets > (before?.audioPackets ?? 0),
  };
}

/** A picture beside the first. */
export type Beside = "room" | "mates";

/**
 * The same report, in which all that is told of a picture beside the first has that one's kind, and
 * not `video`: so whoever counts pictures counts the first one alone.
 */
export function withBesideApart(
  report: RTCStatsReport,
  names: ReadonlyMap<string, Beside>,
): RTCStatsReport {
  const entries = entriesOf(report);
  const named = (entry: Entry | undefined) =>
    names.get(String(entry?.mid)) ?? names.get(String(entry?.trackIdentifier));
  const kindOf = (entry: Entry) =>
    [entry, entries.get(String(entry.mediaSourceId)), entries.get(String(entry.localId))]
      .map(named)
      .find((kind) => kind !== undefined);
  const apart = new Map<string, Entry>();
  for (const [id, entry] of entries) {
    const kind = entry.kind === "video" ? kindOf(entry) : undefined;
    apart.set(id, kind === undefined ? entry : { ...entry, kind });
  }
  return apart;
}

export function entriesOf(report: RTCStatsReport): Entries {
  const entries = new Map<string, Entry>();
  report.forEach((entry: Entry) => entries.set(String(entry.id), entry));
  return entries;
}

/** The path that is used. */
export function pairIn(entries: Entries): Entry | undefined {
  const transport = ofType(entries, "transport")[0];
  return entries.get(String(transport?.selectedCandidatePairId)) ?? nominated(entries);
}

function routeOf(pair: Entry, entries: Entries): Route {
  const local = entries.get(String(pair.localCandidateId));
  const remote = entries.get(String(pair.remoteCandidateId));
  if (local?.candidateType !== "relay") {
    return remote?.candidateType === "relay" ? "relay-udp" : "direct";
  }
  const protocol = local.relayProtocol;
  return protocol === "tcp" || protocol === "tls" ? `relay-${protocol}` : "relay-udp";
}

/** Firefox has no selected pair on its transport. */
function nominated(entries: Entries): Entry | undefined {
  const pairs = ofType(entries, "candidate-pair");
  return pairs.find(({ nominated, state }) => nominated === true && state === "succeeded");
}

export function ofType(entries: Entries, type: string): Entry[] {
  return [...entries.values()].filter((entry) => entry.type === type);
}

export function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + number(entry[field]), 0);
}

export function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
