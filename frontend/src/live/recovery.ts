/**
 * When to look for a new path: earlier than the browser, which waits 6 s to say "disconnected" and
 * 16 s to say "failed".
 *
 * A line is *stalled* when nothing has come in for a while: no beat, and no byte on the chosen
 * path. The first part is the policy, a pure function; the second drives it.
 */

import { nothing, type Stop, type Time } from "./time";

/** Two missed beats of 250 ms. */
const STALL_MS = 500;
/** A hidden page may beat only once a second. */
const MAX_STALL_MS = 1500;
const REPEAT_MS = 2000;
/** A browser's list of its networks may lag behind: what was looked for then finds nothing. */
const AGAIN_SOON_MS = 700;
/** A line that flows is not restarted at each hint: on a weak one a browser gives many. */
const HINT_EVERY_MS = 5000;
/** A silent path is given up after 15 s: by then there is a newer one, and another soon enough. */
const FIRST_KEEP_MS = 10_000;
const KEEP_EVERY_MS = 12_000;
const WATCH_MS = 100;
const STALLED_WATCH_MS = 20;
/** So long after a beat nobody looks at the counters. */
const QUIET_MS = 350;
/** One whole picture may itself be lost: measured, 3 in 12 outages stayed slow with a single one. */
const KEY_FRAMES_AT_MS = [0, 250, 1000];

export interface Health {
  readonly lastFlowAt: number;
  /** How far apart the last two beats were. */
  readonly beatGapMs: number;
  readonly isStalled: boolean;
  readonly nextRestartAt: number;
  /** How often the silent paths were kept alive. */
  readonly keeps: number;
}

export type RecoveryAct = "stalled" | "restart" | "keep" | "flowing";

export interface Step {
  readonly health: Health;
  readonly acts: readonly RecoveryAct[];
}

export function healthy(now: number): Health {
  return { lastFlowAt: now, beatGapMs: 250, isStalled: false, nextRestartAt: Infinity, keeps: 0 };
}

/** Something came in. */
export function flowed(health: Health, now: number, isBeat: boolean): Step {
  const gapMs = now - health.lastFlowAt;
  const beatGapMs =
    isBeat && !health.isStalled ? Math.min(gapMs, MAX_STALL_MS / 1.5) : health.beatGapMs;
  return {
    health: { lastFlowAt: now, beatGapMs, isStalled: false, nextRestartAt: Infinity, keeps: 0 },
    acts: health.isStalled ? ["flowing"] : [],
  };
}

/** Nothing came in up to `now`. `patienceMs`: from the last byte to the first restart. */
export function waited(health: Health, now: number, patienceMs: number): Step {
  const silentMs = now - health.lastFlowAt;
  const acts: RecoveryAct[] = [];
  let { isStalled, nextRestartAt, keeps } = health;
  if (!isStalled && silentMs >= Math.max(STALL_MS, 1.5 * health.beatGapMs)) {
    isStalled = true;
    nextRestartAt = Math.min(nextRestartAt, health.lastFlowAt + patienceMs);
    acts.push("stalled");
  }
  if (isStalled && now >= nextRestartAt) {
    nextRestartAt = now + REPEAT_MS;
    acts.push("restart");
  }
  if (isStalled && silentMs >= FIRST_KEEP_MS + keeps * KEEP_EVERY_MS) {
    keeps = Math.floor((silentMs - FIRST_KEEP_MS) / KEEP_EVERY_MS) + 1;
    acts.push("keep");
  }
  return { health: { ...health, isStalled, nextRestartAt, keeps }, acts };
}

/** The network is another one, or the way to the other side is back: now, and soon once more. */
export function hurried(health: Health, now: number): Step {
  return { health: { ...health, nextRestartAt: now + AGAIN_SOON_MS }, acts: ["restart"] };
}

export interface RecoveryPeer {
  bytesReceived(): Promise<number | null>;
  restartIce(): void;
  keepPaths(): void;
  keyFrame(): void;
}

export interface RecoveryOptions {
  readonly peer: RecoveryPeer;
  readonly time: Time;
  /** Home waits a second longer than the class, so that their offers seldom cross. */
  readonly patienceMs: number;
  readonly onStalled: () => void;
  readonly onFlowing: () => void;
}

export class Recovery {
  private health: Health;
  private bytes: number | null = null;
  private isLooking = false;
  private isClosed = false;
  private hintedAt = -Infinity;
  private stopWatch: Stop = nothing;
  private stopBurst: Stop[] = [];

  constructor(private readonly options: RecoveryOptions) {
    this.health = healthy(options.time.now());
  }

  /** From the moment that the line is open. */
  start(): void {
    this.close();
    this.isClosed = false;
    this.health = healthy(this.options.time.now());
    this.watchEvery(WATCH_MS);
  }

  beat(): void {
    // What was counted before it says nothing about the next silence.
    this.bytes = null;
    this.take(flowed(this.health, this.options.time.now(), true));
  }

  networkChanged(): void {
    const now = this.options.time.now();
    if (!this.health.isStalled && now - this.hintedAt < HINT_EVERY_MS) return;
    this.hintedAt = now;
    this.take(hurried(this.health, now));
  }

  /** The socket is open again, so an offer can be answered. */
  signallingBack(): void {
    if (this.health.isStalled) this.networkChanged();
  }

  close(): void {
    this.isClosed = true;
    this.stopWatch();
    for (const stop of this.stopBurst) stop();
  }

  private watchEvery(periodMs: number): void {
    this.stopWatch();
    this.stopWatch = this.options.time.every(periodMs, () => void this.look());
  }

  private async look(): Promise<void> {
    const { lastFlowAt } = this.health;
    if (this.isLooking || this.options.time.now() - lastFlowAt < QUIET_MS) return;
    this.isLooking = true;
    const bytes = await this.options.peer.bytesReceived().catch(() => null);
    this.isLooking = false;
    if (this.health.lastFlowAt !== lastFlowAt) return;
    const now = this.options.time.now();
    const grew = bytes !== null && this.bytes !== null && bytes > this.bytes;
    this.bytes = bytes;
    this.take(
      grew ? flowed(this.health, now, false) : waited(this.health, now, this.options.patienceMs),
    );
  }

  private take({ health, acts }: Step): void {
    if (this.isClosed) return;
    this.health = health;
    for (const act of acts) this.act(act);
  }

  private act(act: RecoveryAct): void {
    if (act === "restart") {
      this.options.peer.restartIce();
    } else if (act === "keep") {
      this.options.peer.keepPaths();
    } else if (act === "stalled") {
      this.watchEvery(STALLED_WATCH_MS);
      this.options.onStalled();
    } else {
      this.watchEvery(WATCH_MS);
      this.burst();
      this.options.onFlowing();
    }
  }

  private burst(): void {
    for (const stop of this.stopBurst) stop();
    const { time, peer } = this.options;
    const later = KEY_FRAMES_AT_MS.filter((ms) => ms > 0);
    this.stopBurst = later.map((ms) => time.after(ms, () => peer.keyFrame()));
    peer.keyFrame();
  }
}
