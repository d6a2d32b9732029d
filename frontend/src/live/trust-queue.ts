/** What takes time, such as signing and checking, one after the other. */

import { codeOf } from "./errors";
import type { Logger } from "./logger";

/** Far more than a call brings at once; the rest of a flood is dropped. */
const MOST_WAITING = 200;

/** One that fails holds up nobody. */
export class Queue {
  private last: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly logger: Logger) {}

  get isIdle(): boolean {
    return this.waiting === 0;
  }

  add(act: () => Promise<void>): void {
    if (this.waiting >= MOST_WAITING) return;
    this.waiting += 1;
    this.last = this.last.then(async () => {
      try {
        await act();
      } catch (error) {
        this.logger.warn("signal.failed", { code: codeOf(error) });
      } finally {
        this.waiting -= 1;
      }
    });
  }
}
