/** When a raised hand rings in class, and how loud: at once, then softer and more seldom, then no more. */

const RINGS: readonly { readonly afterMs: number; readonly loudness: number }[] = [
  { afterMs: 0, loudness: 1 },
  { afterMs: 20_000, loudness: 0.5 },
  { afterMs: 60_000, loudness: 0.35 },
  { afterMs: 120_000, loudness: 0.35 },
];
/** A hand that goes down and up again and again rings no more often than this. */
const APART_MS = 8000;

export class HandRings {
  private hand = "";
  private since = 0;
  private next = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  /** How loud to ring now, 0 to 1; 0 is not at all. Call it often, while the hand waits. */
  due(hand: string, now: number): number {
    if (hand !== this.hand) {
      this.hand = hand;
      this.since = now;
      this.next = 0;
    }
    const ring = RINGS[this.next];
    if (ring === undefined || now - this.since < ring.afterMs) return 0;
    if (now - this.lastAt < APART_MS) return 0;
    this.next += 1;
    this.lastAt = now;
    return ring.loudness;
  }
}

/** How long a hand has been up, as people say it. */
export type Age =
  { readonly unit: "now" } | { readonly unit: "seconds" | "minutes"; readonly count: number };

const MINUTE_MS = 60_000;

export function ageOf(ms: number): Age {
  if (ms < 5000) return { unit: "now" };
  if (ms < MINUTE_MS) return { unit: "seconds", count: Math.floor(ms / 5000) * 5 };
  return { unit: "minutes", count: Math.floor(ms / MINUTE_MS) };
}
