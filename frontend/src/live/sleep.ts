/**
 * Notices that the device has slept, or that the page was frozen. No event tells of that in every
 * browser, and the clock that timers go by may have stood still meanwhile; the wall clock has not.
 */

import type { Stop, Time } from "./time";

const LOOK_MS = 250;
/** Timers of a hidden page come a second apart, and some of them late. */
const ASLEEP_MS = 6000;

export class SleepWatch {
  readonly stop: Stop;
  private lookedAt: number;

  constructor(
    private readonly time: Time,
    private readonly onWake: () => void,
  ) {
    this.lookedAt = time.wall();
    this.stop = time.every(LOOK_MS, () => this.look());
  }

  look(): void {
    const now = this.time.wall();
    const sleptMs = now - this.lookedAt;
    this.lookedAt = now;
    if (sleptMs >= ASLEEP_MS) this.onWake();
  }
}
