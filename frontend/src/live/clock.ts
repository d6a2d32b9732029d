/** The server's clock, as far as this device knows it: a school's laptop may be ten minutes off. */

import type { Time } from "./time";

/** An estimate older than this gives way to a newer one, even one over a slower line. */
const SAMPLE_LASTS_MS = 5 * 60_000;

export class ServerClock {
  private offsetMs = 0;
  private errorMs = Infinity;
  private sampledAt = -Infinity;

  constructor(private readonly time: Pick<Time, "now">) {}

  /** Milliseconds since 1970 on the server; the device's own before the first sample. */
  now(): number {
    return Math.round(this.time.now() + this.offsetMs);
  }

  /** Forgets what was known: after a sleep the device's clock may have stood still. */
  reset(serverNow: number): void {
    this.errorMs = Infinity;
    this.sample(serverNow, this.time.now());
  }

  /**
   * The server said `serverNow` in answer to what was sent at `askedAt` (device time).
   *
   * The sample with the shortest round trip is the best one: its error is at most half of that.
   * Source: RFC 5905, section 10, "clock filter".
   */
  sample(serverNow: number, askedAt: number): void {
    const now = this.time.now();
    const errorMs = (now - askedAt) / 2;
    const isStale = now - this.sampledAt > SAMPLE_LASTS_MS;
    if (errorMs > this.errorMs && !isStale) return;
    this.offsetMs = serverNow + errorMs - now;
    // What came without a question is as good as a slow answer.
    this.errorMs = errorMs === 0 ? Infinity : errorMs;
    this.sampledAt = now;
  }
}
