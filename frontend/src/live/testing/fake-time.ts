/** A clock that stands still until a test moves it. */

import type { Stop, Time } from "../time";

const SKIM_MS = 5000;

interface Timer {
  readonly id: number;
  at: number;
  readonly periodMs: number | null;
  readonly act: () => void;
}

export class FakeTime implements Time {
  private timers: Timer[] = [];
  private lastId = 0;
  private asleepMs = 0;

  constructor(private current = 1_795_000_000_000) {}

  now(): number {
    return this.current;
  }

  wall(): number {
    return this.current + this.asleepMs;
  }

  /** The device sleeps, and its clock stands still; not the one on the wall. */
  sleep(ms: number): void {
    this.asleepMs += ms;
  }

  /** Time goes by, and no timer goes off until it has. */
  freeze(ms: number): void {
    this.current += ms;
  }

  after(delayMs: number, act: () => void): Stop {
    return this.add(delayMs, null, act);
  }

  every(periodMs: number, act: () => void): Stop {
    return this.add(periodMs, periodMs, act);
  }

  /** Moves on, and lets promises settle after every timer that goes off. */
  async pass(ms: number): Promise<void> {
    const until = this.current + ms;
    await settle();
    for (let next = this.next(until); next !== null; next = this.next(until)) {
      this.current = Math.max(this.current, next.at);
      if (next.periodMs === null) this.timers = this.timers.filter((t) => t !== next);
      else next.at += next.periodMs;
      next.act();
      await settle();
    }
    this.current = until;
  }

  /** Moves on in steps of five seconds; what is due more often happens once a step. */
  async skim(ms: number): Promise<void> {
    const until = this.current + ms;
    while (this.current < until) {
      this.current = Math.min(until, this.current + SKIM_MS);
      const due = this.timers.filter((timer) => timer.at <= this.current);
      for (const timer of due) {
        if (!this.timers.includes(timer)) continue;
        if (timer.periodMs === null) this.timers = this.timers.filter((t) => t !== timer);
        else timer.at = this.current + timer.periodMs;
        timer.act();
      }
      await settle();
    }
  }

  private next(until: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.timers) {
      if (timer.at <= until && (first === null || timer.at < first.at)) first = timer;
    }
    return first;
  }

  private add(delayMs: number, periodMs: number | null, act: () => void): Stop {
    this.lastId += 1;
    const timer = { id: this.lastId, at: this.current + delayMs, periodMs, act };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((t) => t !== timer);
    };
  }
}

/** Lets everything that waits for a promise go on. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
