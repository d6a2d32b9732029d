/** A few at once, and one more now and then. */

import type { Time } from "./time";

export class Allowance {
  private left: number;
  private countedAt: number;

  constructor(
    private readonly most: number,
    private readonly everyMs: number,
    private readonly time: Pick<Time, "now">,
  ) {
    this.left = most;
    this.countedAt = time.now();
  }

  /** False if none is left. */
  take(): boolean {
    const now = this.time.now();
    const more = Math.floor((now - this.countedAt) / this.everyMs);
    this.countedAt += more * this.everyMs;
    this.left = Math.min(this.most, this.left + more);
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }

  giveBack(): void {
    this.left = Math.min(this.most, this.left + 1);
  }
}
