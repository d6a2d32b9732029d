/**
 * What a file may take beside pictures: a part of what the line was seen to carry, less what they take.
 *
 * A file that fills the line is noticed by the browser's own control of the pictures. It gives way to a
 * part of what just arrived, and a board that stands still sends hardly anything: of 5 Mbit/s
 * 0.1 was left to it for ten seconds (measured). So the file begins below, from the estimate of before.
 * That one ends at about twice what the pictures may ask, however wide the line is: while it holds
 * and the file takes what it may, there is more to be tried. Once it falls, the file stays below.
 */

/** The estimate was up to 1.3 times the line (measured). */
const SHARE = 0.6;
/** What a file did to the estimate is forgotten later than the file is there, as a rule. */
const REMEMBERED_MS = 30_000;
const GROWS = 1.3;
/** Of what the estimate was: so it holds, and so it has fallen. */
const HOLDS = 0.8;
const FELL = 0.5;
/** Of what it may, so that it was tried; and so much at least. */
const USED = 0.6;
const TRIED_KBPS = 50;
/** Shorter, it is a photo, which has what it needs. */
const TRIED_S = 3;
/** Of what the line carried: so much of a file is felt. */
const HEAVY = 0.3;
/** Of what went when the estimate fell, for so long. */
const BELOW = 0.75;
const BELOW_MS = 60_000;
/** By then the pictures' control has found the line again, or it is not the file's doing. */
const BLAMED_MS = 15_000;

export interface Estimate {
  /** The browser's own; null where it does not tell, or has not settled. */
  readonly availableKbps: number | null;
  /** What sound and pictures take. */
  readonly mediaKbps: number;
  /** All that went; null if unknown. */
  readonly sentKbps: number | null;
}

export class Spare {
  private seen: readonly { readonly at: number; readonly kbps: number }[] = [];
  private mediaKbps = 0;
  private growth = 1;
  private triedS = 0;
  private sentKbps = 0;
  /** What a file took at most while the estimate held. */
  private carriedKbps = 0;
  private end: { readonly kbps: number; readonly until: number } | null = null;

  /** Once a second. */
  note(estimate: Estimate, now: number): void {
    this.learn(estimate, now);
    const { availableKbps, mediaKbps } = estimate;
    this.mediaKbps = mediaKbps;
    const recent = this.seen.filter(({ at }) => now - at < REMEMBERED_MS);
    this.seen = availableKbps === null ? recent : [...recent, { at: now, kbps: availableKbps }];
    if (this.end !== null && now >= this.end.until) this.end = null;
  }

  /** What the estimate says now a file of ours made it say. */
  isToBlame(now: number): boolean {
    return this.end !== null && this.end.until - now > BELOW_MS - BLAMED_MS;
  }

  /** Null if the line was not seen. */
  get kbps(): number | null {
    const { widest } = this;
    if (widest === null) return null;
    const most = Math.min(SHARE * widest * this.growth, this.end?.kbps ?? Infinity);
    return Math.max(0, most - this.mediaKbps);
  }

  /**
   * For what must be there in a second: what went already, never what the estimate says. Of 5 Mbit/s
   * it said 8.6 (measured), and of 20 no more than of 5.
   */
  get provenKbps(): number {
    return Math.min(this.kbps ?? 0, this.carriedKbps);
  }

  private get widest(): number | null {
    return this.seen.length === 0 ? null : Math.max(...this.seen.map(({ kbps }) => kbps));
  }

  /** From a second in which a file went. */
  private learn({ availableKbps, mediaKbps, sentKbps }: Estimate, now: number): void {
    const { widest } = this;
    if (widest === null || availableKbps === null || sentKbps === null) return;
    const fileKbps = sentKbps - mediaKbps;
    // A second in which it began or ended tells half of it.
    const mostKbps = Math.max(sentKbps, this.sentKbps);
    this.sentKbps = sentKbps;
    this.triedS = this.isTried(fileKbps) ? this.triedS + 1 : 0;
    if (availableKbps < FELL * widest) this.fell(mostKbps - mediaKbps, mostKbps, now);
    else if (availableKbps >= HOLDS * widest && this.triedS >= TRIED_S) {
      this.growth *= GROWS;
      this.carriedKbps = Math.max(this.carriedKbps, fileKbps);
    }
  }

  private fell(fileKbps: number, mostKbps: number, now: number): void {
    if (fileKbps < Math.max(TRIED_KBPS, HEAVY * (this.widest ?? 0))) return;
    this.growth = 1;
    this.carriedKbps = 0;
    this.end ??= { kbps: BELOW * mostKbps, until: now + BELOW_MS };
  }

  /** It took what it might; what it may is not held down. */
  private isTried(fileKbps: number): boolean {
    const isFree = this.end === null;
    return isFree && fileKbps >= Math.max(TRIED_KBPS, USED * (this.kbps ?? 0));
  }
}
