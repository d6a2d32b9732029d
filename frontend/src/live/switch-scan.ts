/**
 * Choosing by one switch or two, by a press that is held, or by looking long enough. Pure: time and
 * presses go in, and what is chosen comes out.
 *
 * A switch for who cannot use a touch screen is a keyboard with one key or two: Space and Enter.
 */

export type Switches = 0 | 1 | 2;

export interface ScanSettings {
  /** 1: the light moves by itself, either key chooses. 2: Space moves it on, Enter chooses. */
  readonly switches: Switches;
  /** How long the light stands on each picture. */
  readonly paceMs: number;
  /** A press shorter than this is a tremor; 0: every press counts at once. */
  readonly holdMs: number;
  /** A pointer that rests on a picture for so long has pressed it; 0: never. */
  readonly dwellMs: number;
}

export const NO_SCAN: ScanSettings = { switches: 0, paceMs: 2500, holdMs: 0, dwellMs: 0 };

export const PACES_MS = [1000, 1500, 2500, 4000, 6000, 10_000] as const;
export const HOLDS_MS = [0, 250, 500, 1000] as const;
export const DWELLS_MS = [0, 1000, 1500, 2500] as const;

/** After a choice nothing is chosen for a while: a second press of the same hand is none. */
const REST_MS = 1500;

export type Chosen = "next" | "pick" | null;

export class Scanner {
  /** On which picture the light stands. */
  at = 0;
  private movedAt = Number.NEGATIVE_INFINITY;
  private restsUntil = Number.NEGATIVE_INFINITY;
  private held: { readonly key: string; readonly since: number } | null = null;

  constructor(public settings: ScanSettings) {}

  /**
   * New pictures: the light begins at the first, and stands there for a whole pace. With a rest
   * nothing is chosen so long, and a press that is held chooses nothing of them.
   */
  begin(now: number, restMs = 0): void {
    this.at = 0;
    this.movedAt = now;
    if (restMs === 0) return;
    this.restsUntil = now + restMs;
    this.held = null;
  }

  /** True if the light has moved by itself. Call it often. */
  tick(now: number, pictures: number): boolean {
    if (this.settings.switches !== 1 || pictures < 2 || this.held !== null) return false;
    if (now - Math.max(this.movedAt, this.restsUntil) < this.settings.paceMs) return false;
    this.move(now, pictures);
    return true;
  }

  /** What a key that goes down chooses. One that repeats by itself is not a press. */
  down(key: string, now: number, pictures: number): Chosen {
    if (this.meaning(key) === null || this.held !== null) return null;
    this.held = { key, since: now };
    return this.settings.holdMs === 0 ? this.chosen(key, now, pictures) : null;
  }

  /** What a key that comes up chooses. */
  up(key: string, now: number, pictures: number): Chosen {
    const { held } = this;
    if (held?.key !== key) return null;
    this.held = null;
    const { holdMs } = this.settings;
    return holdMs > 0 && now - held.since >= holdMs ? this.chosen(key, now, pictures) : null;
  }

  /** A key of a switch: nobody else may hear it. */
  isOurs(key: string): boolean {
    return this.meaning(key) !== null;
  }

  private meaning(key: string): Chosen {
    if (this.settings.switches === 0 || (key !== " " && key !== "Enter")) return null;
    return this.settings.switches === 2 && key === " " ? "next" : "pick";
  }

  private chosen(key: string, now: number, pictures: number): Chosen {
    if (now < this.restsUntil || pictures === 0) return null;
    const meaning = this.meaning(key);
    if (meaning === "next") this.move(now, pictures);
    else this.restsUntil = now + REST_MS;
    return meaning;
  }

  private move(now: number, pictures: number): void {
    this.at = (this.at + 1) % pictures;
    this.movedAt = now;
  }
}

/** A pointer that rests: for eyes that steer it, or a head. */
export class Dwell {
  private over: { readonly name: string; readonly since: number } | null = null;
  private isSpent = false;

  /** The pointer is on the picture of this name, or on none. */
  on(name: string | null, now: number): void {
    if (name === (this.over?.name ?? null)) return;
    this.over = name === null ? null : { name, since: now };
    this.isSpent = false;
  }

  /** Something else stands there: it is rested on from now. */
  begin(now: number): void {
    if (this.over !== null) this.over = { ...this.over, since: now };
  }

  /** The picture that was rested on long enough, once until the pointer leaves it; else null. */
  tick(now: number, dwellMs: number): string | null {
    const { over } = this;
    if (over === null || dwellMs === 0 || this.isSpent || now - over.since < dwellMs) return null;
    this.isSpent = true;
    return over.name;
  }

  /** How far it is on the picture of this name, 0 to 1. */
  share(name: string, now: number, dwellMs: number): number {
    if (this.over?.name !== name || dwellMs === 0 || this.isSpent) return 0;
    return Math.min(1, (now - this.over.since) / dwellMs);
  }
}
