/**
 * What a file may take beside pictures: a part of what the line was seen to carry, less what they take.
 *
 * A file that fills the line is noticed by the browser's own control of the pictures. It gives way to a
 * part of what just arrived, and a board that stands still sends hardly anything: of 5 Mbit/s
 * 0.1 was left to it for ten seconds (measured). So the file stays below, from the estimate of before.
 */

/** The estimate was up to 1.3 times the line (measured). */
const SHARE = 0.6;
/** What a file did to the estimate is forgotten later than the file is there, as a rule. */
const REMEMBERED_MS = 30_000;

export interface Estimate {
  /** The browser's own; null where it does not tell, or has not settled. */
  readonly availableKbps: number | null;
  /** What sound and pictures take. */
  readonly mediaKbps: number;
}

export class Spare {
  private seen: readonly { readonly at: number; readonly kbps: number }[] = [];
  private mediaKbps = 0;

  note({ availableKbps, mediaKbps }: Estimate, now: number): void {
    this.mediaKbps = mediaKbps;
    const recent = this.seen.filter(({ at }) => now - at < REMEMBERED_MS);
    this.seen = availableKbps === null ? recent : [...recent, { at: now, kbps: availableKbps }];
  }

  /** Null if the line was not seen. */
  get kbps(): number | null {
    if (this.seen.length === 0) return null;
    const widest = Math.max(...this.seen.map(({ kbps }) => kbps));
    return Math.max(0, SHARE * widest - this.mediaKbps);
  }
}
