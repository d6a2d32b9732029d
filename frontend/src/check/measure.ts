/** How good one way is: first small messages as of a voice, then as much as fits. */

import { type Arrival, type Figures, kbpsOf, lostShareOf } from "./figures";
import { after, type Pair } from "./pair";

const TICK_MS = 10;
const VOICE_MS = 1500;
const VOICE_BYTES = 160;
/** What is late is not lost: a jitter buffer waits no longer. */
const LATE_MS = 500;
const FILL_MS = 2000;
/** The line gets up to speed first. */
const WARM_MS = 700;
const FILL_BYTES = 1100;
/** More than a lesson ever needs, and still friendly to who shares the line. */
const FILL_KBPS = 4000;
const WAITING_BYTES = 64 * 1024;

/** About 4 seconds. Raises nothing: a channel that closes meanwhile loses the rest. */
export async function measure(pair: Pair): Promise<Figures> {
  const lostShare = await lossOf(pair);
  const roundTripMs = await pair.roundTripMs();
  return { lostShare, roundTripMs, kbps: await throughputOf(pair) };
}

/** A hundred a second, as two voices: far too little to fill the line by itself. */
async function lossOf(pair: Pair): Promise<number | null> {
  let sent = 0;
  let arrived = 0;
  const stop = listen(pair, () => arrived++);
  await everyTick(VOICE_MS, () => {
    if (send(pair, VOICE_BYTES)) sent++;
  });
  await after(LATE_MS, null);
  stop();
  return lostShareOf(sent, arrived);
}

async function throughputOf(pair: Pair): Promise<number> {
  const arrivals: Arrival[] = [];
  const stop = listen(pair, (bytes) => arrivals.push({ atMs: performance.now(), bytes }));
  const startMs = performance.now();
  let sent = 0;
  await everyTick(FILL_MS, () => {
    const due = (FILL_KBPS * (performance.now() - startMs)) / 8;
    while (sent < due && pair.out.bufferedAmount < WAITING_BYTES && send(pair, FILL_BYTES)) {
      sent += FILL_BYTES;
    }
  });
  const endMs = performance.now();
  stop();
  return Math.round(kbpsOf(arrivals, startMs + WARM_MS, endMs));
}

function listen(pair: Pair, hear: (bytes: number) => void): () => void {
  const onMessage = ({ data }: MessageEvent<ArrayBuffer>): void => {
    hear(data.byteLength);
  };
  pair.back.addEventListener("message", onMessage);
  return () => {
    pair.back.removeEventListener("message", onMessage);
  };
}

function send(pair: Pair, bytes: number): boolean {
  if (pair.out.readyState !== "open") return false;
  pair.out.send(new Uint8Array(bytes));
  return true;
}

function everyTick(forMs: number, act: () => void): Promise<void> {
  const endMs = performance.now() + forMs;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      act();
      if (performance.now() < endMs) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
}
