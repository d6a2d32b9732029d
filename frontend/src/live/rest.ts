/** When somebody who looked around has come to rest, and the encoder may begin anew, larger. */

/** So long after the last wish. */
const SHORTEST_MS = 1500;
/**
 * Twice as long each time it was too soon, up to this: the first picture of an encoder that begins
 * anew is late, and home's browser keeps all pictures back for longer after a few of them.
 */
const LONGEST_MS = 12_000;
/** After this it was not too soon. */
const FORGOTTEN_MS = 30_000;

/** Times in milliseconds of one clock. */
export class Rest {
  private movedAt = -Infinity;
  private neededMs = SHORTEST_MS;
  private hasGrown = false;

  moved(now: number): void {
    if (now - this.movedAt >= FORGOTTEN_MS) this.neededMs = SHORTEST_MS;
    else if (this.hasGrown) this.neededMs = Math.min(2 * this.neededMs, LONGEST_MS);
    this.hasGrown = false;
    this.movedAt = now;
  }

  isOver(now: number): boolean {
    return now - this.movedAt >= this.neededMs;
  }

  /** The encoder began anew in this rest. */
  grew(): void {
    this.hasGrown = true;
  }
}
