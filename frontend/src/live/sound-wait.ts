/**
 * How long the other side's sound waits before it is heard. Pure.
 *
 * Not at all on a good line. Where much is lost, so long that what is missing can be asked for
 * again and again: a browser by itself waits only for what comes late, and what it has to ask for
 * comes later still. See docs/adr/0052.
 */

import { entriesOf, number, ofType, pairIn, sum } from "./stats";

/** One reading of the counters of their sound. Source: W3C webrtc-stats. */
export interface HeardSample {
  readonly at: number;
  readonly packets: number;
  /** How often we asked for something again. */
  readonly asks: number;
  readonly samples: number;
  readonly madeUp: number;
  readonly roundTripMs: number | null;
}

/** Their sound in one second. */
export interface Heard {
  /** Times that we asked again, to packets that came. */
  readonly askedShare: number;
  /** What the browser made up for lack of it. */
  readonly madeUpShare: number;
  readonly roundTripMs: number | null;
}

export interface SoundWait {
  /** 0: none. */
  readonly ms: number;
  /** `askedShare` of the last seconds. */
  readonly asked: number;
  /** The first and the last bad second of those with less than five between. */
  readonly badSince: number | null;
  readonly badAt: number | null;
  /** So long it has to be well before the waiting ends. */
  readonly restMs: number;
  readonly endedAt: number | null;
}

/** More is a delay in which people begin to speak at once. */
export const LONGEST_MS = 400;
const REST_MS = 30_000;
const LONGEST_REST_MS = 240_000;
/** Bad again so soon after the waiting has ended: it should not have. */
const PROOF_MS = 30_000;
const BEGIN_MS = 3000;
const GAP_MS = 5000;
/** To begin, and to go on. RED by itself makes up for less than the first. */
const LOSSY = { begin: 0.08, goOn: 0.04 };
const MADE_UP = 0.005;
const NEWEST = 0.3;
/** Smaller changes of the line leave it as it is: each change is heard. */
const SAME_MS = 80;
const FRAME_MS = { short: 20, long: 60 };
/** A browser asks the second time a round trip and a half after the first. Source: libwebrtc. */
const AGAIN = { roundTrips: 1.5, ms: 5 };
const MOST_TRIES = 3;

export const NO_WAIT: SoundWait = {
  ...{ ms: 0, asked: 0, badSince: null, badAt: null, restMs: REST_MS, endedAt: null },
};

export function heardOf(report: RTCStatsReport, at: number): HeardSample {
  const entries = entriesOf(report);
  const sound = ofType(entries, "inbound-rtp").filter(({ kind }) => kind === "audio");
  const roundTrip = pairIn(entries)?.currentRoundTripTime;
  return {
    at,
    packets: sum(sound, "packetsReceived"),
    asks: sum(sound, "nackCount"),
    samples: sum(sound, "totalSamplesReceived"),
    madeUp: sum(sound, "concealedSamples"),
    roundTripMs: typeof roundTrip === "number" ? 1000 * number(roundTrip) : null,
  };
}

/** Null where nothing came in between, or the counters began anew. */
export function heardBetween(before: HeardSample | null, after: HeardSample): Heard | null {
  if (before === null) return null;
  const packets = after.packets - before.packets;
  const samples = after.samples - before.samples;
  if (packets <= 0 || samples <= 0) return null;
  return {
    askedShare: Math.max(0, after.asks - before.asks) / packets,
    madeUpShare: Math.max(0, after.madeUp - before.madeUp) / samples,
    roundTripMs: after.roundTripMs,
  };
}

/**
 * What a frame needs that is lost twice over, with the copy in the packet after it: both have to
 * be missed, which the packet after them shows, then one is asked for, as often as there is time.
 */
export function neededMs(roundTripMs: number, isLong: boolean): number {
  const frame = isLong ? FRAME_MS.long : FRAME_MS.short;
  const after = (tries: number) => {
    const more = frame + AGAIN.roundTrips * roundTripMs + AGAIN.ms;
    return tries === 0 ? 2 * frame : 2 * frame + roundTripMs + (tries - 1) * more;
  };
  for (let tries = MOST_TRIES; tries > 0; tries--) {
    if (after(tries) <= LONGEST_MS) return Math.ceil(after(tries) / 20) * 20;
  }
  return after(0);
}

/** Once a second; `isLong`: their frames are. */
export function waitAfter(wait: SoundWait, heard: Heard, isLong: boolean, now: number): SoundWait {
  const next = noted(wait, heard, now);
  if (wait.ms === 0) return isBadForLong(next, now) ? begun(next, heard, isLong, now) : next;
  if (next.badAt !== null && now - next.badAt < next.restMs) return fitted(next, heard, isLong);
  return { ...next, ms: 0, badSince: null, badAt: null, endedAt: now };
}

function noted(wait: SoundWait, heard: Heard, now: number): SoundWait {
  const asked = wait.asked + NEWEST * (heard.askedShare - wait.asked);
  const limit = wait.ms === 0 ? LOSSY.begin : LOSSY.goOn;
  const isBad = asked > limit || (heard.askedShare > 0 && heard.madeUpShare > MADE_UP);
  if (!isBad) return { ...wait, asked };
  const isNew = wait.badAt === null || now - wait.badAt > GAP_MS;
  return { ...wait, asked, badSince: isNew ? now : wait.badSince, badAt: now };
}

function isBadForLong({ badSince, badAt }: SoundWait, now: number): boolean {
  return badSince !== null && badAt === now && now - badSince >= BEGIN_MS;
}

function begun(wait: SoundWait, heard: Heard, isLong: boolean, now: number): SoundWait {
  const isMistake = wait.endedAt !== null && now - wait.endedAt < PROOF_MS;
  const restMs = isMistake ? Math.min(2 * wait.restMs, LONGEST_REST_MS) : REST_MS;
  return { ...wait, restMs, ms: neededMs(heard.roundTripMs ?? 0, isLong) };
}

function fitted(wait: SoundWait, { roundTripMs }: Heard, isLong: boolean): SoundWait {
  if (roundTripMs === null) return wait;
  const ms = neededMs(roundTripMs, isLong);
  return ms > wait.ms || wait.ms - ms > SAME_MS ? { ...wait, ms } : wait;
}
