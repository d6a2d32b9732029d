/**
 * The journal of connections: what this device must still tell the server, through crash and
 * reload, until it is noted (docs/protocol.md, "Use").
 *
 * On disk stand only the connection's id, its start, when it was last alive, and whether it runs;
 * all on the server's clock.
 */

import type { Store } from "./choices";
import type { Running } from "./room-state";
import { nothing, type Stop, type Time } from "./time";
import type { Up } from "./protocol";

const REPORT_MS = 30_000;
/** Until then the socket and the server are for the first picture. */
const FIRST_REPORT_MS = 1000;
const ANSWER_MS = 10_000;
const TOUCH_MS = 5000;
const MAX_ENTRIES = 50;

interface Entry {
  readonly connection: string;
  readonly startedAt: number;
  readonly aliveAt: number;
  readonly runs: boolean;
}

export interface JournalOptions {
  readonly store: Store;
  /** Of one line: both sides may be open in two windows of one browser. */
  readonly key: string;
  readonly time: Time;
  /** On the server's clock. */
  readonly now: () => number;
  /** False if the socket is not open. */
  readonly send: (message: Up) => boolean;
}

export class UseJournal {
  /** If the disk is full or forbidden, this page still reports what it knows. */
  private entries: readonly Entry[] = [];
  private isForbidden = false;
  private current: string | null = null;
  private asked: string | null = null;
  private stopAnswer: Stop = nothing;
  private stopTouch: Stop = nothing;
  private stopFirst: Stop = nothing;
  private readonly stopReport: Stop;

  constructor(private readonly options: JournalOptions) {
    this.stopReport = options.time.every(REPORT_MS, () => this.report());
  }

  /** The connection that was running when this device last wrote; null if none. */
  running(): Running | null {
    return this.read().findLast(({ runs }) => runs) ?? null;
  }

  /** The connection is live on this page; also after a reload, under the same id. */
  begin(connection: string, startedAt: number): void {
    if (this.current === connection) {
      this.resume();
      return;
    }
    this.current = connection;
    const now = this.options.now();
    this.change((entries) => {
      const before = entries.find((entry) => entry.connection === connection);
      const start = Math.min(startedAt, before?.startedAt ?? startedAt, now);
      const rest = entries.filter((entry) => entry !== before).map((e) => ({ ...e, runs: false }));
      return [...rest, { connection, startedAt: start, aliveAt: now, runs: true }];
    });
    this.resume();
    this.stopFirst();
    this.stopFirst = this.options.time.after(FIRST_REPORT_MS, () => this.report());
  }

  /** Sound and picture do not flow any more, until `begin`. */
  pause(): void {
    this.touchIfFlowing();
    this.stopTouch();
    this.stopTouch = nothing;
  }

  /** The connection is over. What was running before a crash keeps the moment of the crash. */
  stop(): void {
    this.pause();
    this.stopFirst();
    this.current = null;
    this.change((entries) => entries.map((entry) => ({ ...entry, runs: false })));
    this.asked = null;
    this.report();
  }

  /** The page is going away, perhaps only to be loaded again. */
  leavePage(): void {
    this.touchIfFlowing();
  }

  /** The socket is open: tells what is still unnoted. */
  report(): void {
    if (this.asked !== null) return;
    this.touchIfFlowing();
    this.ask(this.read());
  }

  noted(connection: string, stoppedAt: number): void {
    this.answered(connection);
    this.change((entries) =>
      entries.filter((e) => e.runs || e.connection !== connection || e.aliveAt > stoppedAt),
    );
    const rest = this.read().filter((entry) => !entry.runs);
    this.ask(rest);
  }

  /** The server will never note this one; other errors are its own trouble, and we ask again. */
  refused(code: string): void {
    const connection = this.asked;
    this.answered(connection);
    if (code !== "lessons.use_refused" || connection === null) return;
    this.change((entries) => entries.filter((e) => e.runs || e.connection !== connection));
    this.report();
  }

  close(): void {
    this.stopReport();
    this.stopFirst();
    this.stopTouch();
    this.stopAnswer();
  }

  /** One at a time, so that an error is known to be about this one. */
  private ask(entries: readonly Entry[]): void {
    const entry = entries.find(({ runs }) => !runs) ?? entries[0];
    if (entry === undefined) return;
    const { connection, startedAt: started_at, aliveAt: stopped_at } = entry;
    if (!this.options.send({ type: "use", connection, started_at, stopped_at })) return;
    this.asked = connection;
    this.stopAnswer();
    this.stopAnswer = this.options.time.after(ANSWER_MS, () => this.answered(connection));
  }

  private answered(connection: string | null): void {
    if (this.asked !== connection) return;
    this.asked = null;
    this.stopAnswer();
  }

  private resume(): void {
    if (this.stopTouch !== nothing) return;
    this.touch();
    this.stopTouch = this.options.time.every(TOUCH_MS, () => this.touch());
  }

  private touchIfFlowing(): void {
    if (this.stopTouch !== nothing) this.touch();
  }

  private touch(): void {
    const aliveAt = this.options.now();
    this.change((entries) =>
      entries.map((entry) =>
        entry.connection === this.current
          ? { ...entry, aliveAt: Math.max(aliveAt, entry.aliveAt), runs: true }
          : entry,
      ),
    );
  }

  /** Reads before it writes: another window of this side may have written meanwhile. */
  private change(change: (entries: readonly Entry[]) => readonly Entry[]): void {
    this.entries = change(this.read()).slice(-MAX_ENTRIES);
    const { store, key } = this.options;
    try {
      if (this.entries.length === 0) store.removeItem(key);
      else store.setItem(key, JSON.stringify(this.entries));
    } catch {
      // Memory alone then: the report every 30 s loses at most the last half minute.
      this.isForbidden = true;
    }
  }

  private read(): readonly Entry[] {
    if (this.isForbidden) return this.entries;
    try {
      const text = this.options.store.getItem(this.options.key);
      this.entries = text === null ? [] : entriesIn(JSON.parse(text) as unknown);
    } catch {
      // What this page knows itself.
    }
    return this.entries;
  }
}

function entriesIn(json: unknown): readonly Entry[] {
  return Array.isArray(json) ? json.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { connection, startedAt, aliveAt, runs } = value as Record<string, unknown>;
  const areMoments = Number.isSafeInteger(startedAt) && Number.isSafeInteger(aliveAt);
  return typeof connection === "string" && areMoments && typeof runs === "boolean";
}
