/** The test of one connection: begun, stopped, told, kept over a crash, and heard. */

import type { Store } from "./choices";
import {
  begun,
  ended,
  type Exam,
  type ExamChoice,
  isOn,
  mayUse,
  newer,
  putAway,
  resumed,
  runs,
  type StopWhy,
  stopped,
} from "./exam";
import { isRefused, within } from "./exam-gate";
import type { Tool } from "./exam-words";
import type { Side } from "./view";
import { parseWord, type State, type Word, type WordOf } from "./words";

/** What a person can do. All but `close` for the class alone. */
export interface ExamCommands {
  begin(choice: ExamChoice): void;
  pause(): void;
  /** Nothing while the line is away. */
  resume(): void;
  end(): void;
  /** The report of a test that is over leaves both screens; at home the pupil's own. */
  close(): void;
}

export interface ExamDeskOptions {
  readonly side: Side;
  readonly store: Store;
  /** Names this line on this device's disk. */
  readonly key: string;
  readonly newId: () => string;
  /** On the server's clock. */
  readonly now: () => number;
  readonly say: (word: Word) => void;
  readonly onChange: () => void;
}

/** Longer without a look: this device slept, and the test with it. */
const ASLEEP_MS = 5000;

export class ExamDesk implements ExamCommands {
  view: Exam | null = null;
  private isOpen = false;
  private flows = false;
  private flowedAt: number | null = null;
  private keptAt = 0;
  /** Home: when it stopped by itself, until the class knows. */
  private pending: number | null = null;
  /** Class: the test that the pupil's page knows of. What it said before that is heard. */
  private known: string | null = null;
  /** Class: this page has told a test, or got one back. From then on its own copy holds. */
  private isSettled = false;

  constructor(private readonly options: ExamDeskOptions) {}

  begun(): void {
    this.forget();
    this.isOpen = true;
  }

  forget(): void {
    this.isOpen = this.flows = this.isSettled = false;
    this.flowedAt = this.pending = this.known = null;
    if (this.view === null) return;
    this.remove();
    this.view = null;
    this.options.onChange();
  }

  /** After a reload or a crash: it stood still since this page last ran. */
  recall(comesBack: boolean): void {
    if (!comesBack) this.remove();
    const kept = this.read();
    if (kept === null) return;
    this.view = kept.exam;
    this.stop(kept.at, "line");
    this.options.onChange();
  }

  /** Is sound coming through? Asked at every change, and every second. */
  look(flows: boolean): void {
    const now = this.options.now();
    const flowed = this.flowedAt ?? now;
    const slept = now - flowed > ASLEEP_MS;
    this.flows = flows;
    if (flows) this.flowedAt = now;
    if (!runs(this.view)) return;
    if (!flows || slept) this.stop(slept ? flowed : now, "line");
    else if (now - this.keptAt > ASLEEP_MS) this.keep(this.view, now);
  }

  may(tool: Tool): boolean {
    return mayUse(this.view, tool);
  }

  get isOn(): boolean {
    return isOn(this.view);
  }

  /** Not heard, nor said. */
  refuses(word: Word): boolean {
    return this.isKnown && isRefused(this.view, word);
  }

  delivered(word: Word): void {
    if (word.type === "exam") this.known = word.id;
  }

  within(state: State): State {
    return this.isClass && this.isKnown ? within(this.view, state) : state;
  }

  /** Without what the pupil may not write now. */
  syncOf(word: WordOf<"sync">): WordOf<"sync"> {
    return this.isClass && !this.may("chat") ? { ...word, chat: [] } : word;
  }

  introduction(): readonly Word[] {
    const { view, pending } = this;
    if (view === null) return [];
    const mine = pending === null ? [] : [{ type: "exam_stop", id: view.id, at: pending } as const];
    return [{ type: "exam", ...view }, ...mine];
  }

  hear(word: WordOf<"exam" | "exam_stop">): void {
    if (word.type === "exam_stop") this.hearStop(word);
    else if (this.isClass) this.hearPupils(examIn(word));
    else this.hearClass(examIn(word));
  }

  // Commands

  begin(choice: ExamChoice): void {
    if (!this.mayAct || !this.flows || isOn(this.view)) return;
    this.tell(begun(this.options.newId(), choice, this.options.now()));
  }

  pause(): void {
    if (this.mayAct && runs(this.view)) this.stop(this.options.now(), "hand");
  }

  resume(): void {
    if (this.mayAct && this.flows) this.change((exam) => resumed(exam, this.options.now()));
  }

  end(): void {
    if (this.mayAct) this.change((exam) => ended(exam, this.options.now()));
  }

  close(): void {
    const { view } = this;
    if (this.mayAct) this.change(putAway);
    else if (view !== null && view.ended_at !== null) this.update({ ...view, away: true });
  }

  private get isClass(): boolean {
    return this.options.side === "class";
  }

  private get isKnown(): boolean {
    return !this.isClass || this.known === this.view?.id;
  }

  private get mayAct(): boolean {
    return this.isOpen && this.isClass;
  }

  private change(act: (exam: Exam) => Exam): void {
    if (this.view === null) return;
    const next = act(this.view);
    if (next !== this.view) this.tell(next);
  }

  private stop(at: number, why: StopWhy): void {
    if (this.isClass) {
      this.change((exam) => stopped(exam, at, why));
      return;
    }
    if (this.view === null) return;
    const next = stopped(this.view, at, why);
    if (next === this.view) return;
    this.pending = at;
    this.update(next);
    if (this.isOpen) this.options.say({ type: "exam_stop", id: next.id, at });
  }

  private hearStop({ id, at }: WordOf<"exam_stop">): void {
    if (!this.isClass || this.view?.id !== id) return;
    const seen = Math.min(at, this.options.now());
    // Told also if it was known: the other side waits for it.
    this.tell(stopped(this.view, seen, "line"));
  }

  /** What the pupil's page remembers, if this page was loaded anew and its device has lost it. */
  private hearPupils(told: Exam): void {
    const { view } = this;
    const isLost = view === null || (view.id === told.id && view.rev < told.rev);
    if (this.isSettled || !isLost) return;
    this.isSettled = true;
    this.update(told);
  }

  private hearClass(told: Exam): void {
    const held = newer(this.view, told);
    const { pending } = this;
    const next = pending === null ? held : stopped(held, pending, "line");
    if (next === held) this.pending = null;
    this.update(next === held ? held : { ...next, rev: held.rev });
    if (runs(held) && !this.flows) this.stop(this.options.now(), "line");
  }

  private tell(exam: Exam): void {
    this.isSettled ||= this.isOpen;
    this.update(exam);
    if (this.isOpen) this.options.say({ type: "exam", ...exam });
  }

  private update(exam: Exam): void {
    this.view = exam;
    this.keep(exam, this.options.now());
    this.options.onChange();
  }

  // On this device's disk, for the lesson

  private get name(): string {
    return `${this.options.key}.exam`;
  }

  private keep(exam: Exam, at: number): void {
    this.keptAt = at;
    const { pending } = this;
    try {
      this.options.store.setItem(this.name, JSON.stringify({ type: "exam", ...exam, at, pending }));
    } catch {
      // Then the other side remembers it.
    }
  }

  private read(): { readonly exam: Exam; readonly at: number } | null {
    try {
      const kept = JSON.parse(this.options.store.getItem(this.name) ?? "null") as unknown;
      const word = parseWord(kept);
      const { at, pending } = kept as { at?: unknown; pending?: unknown };
      if (word.type !== "exam" || typeof at !== "number") return null;
      this.pending = typeof pending === "number" ? pending : null;
      return { exam: examIn(word), at };
    } catch {
      return null;
    }
  }

  private remove(): void {
    try {
      this.options.store.removeItem(this.name);
    } catch {
      // It is read only while a connection runs.
    }
  }
}

function examIn(word: WordOf<"exam">): Exam {
  const { id, rev, minutes, extra, aids, tools, started_at, stops, ended_at, away } = word;
  return { id, rev, minutes, extra, aids, tools, started_at, stops, ended_at, away };
}
