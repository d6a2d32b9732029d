/** The numbers of the talk between this page and one page of the other side. */

import type { Word } from "./words";

/** Words that arrive further ahead than this are dropped; they are repeated anyway. */
const WINDOW = 100;

interface Waiting {
  word: Word;
  everSent: boolean;
}

export class TalkSession {
  /** The highest number up to which all of theirs have arrived. */
  received = 0;
  private lastNumber = 0;
  private readonly waiting = new Map<number, Waiting>();
  private readonly early = new Map<number, unknown>();

  constructor(readonly to: string) {}

  /** Gives the number under which `word` is said. A state that was never sent gives way. */
  add(word: Word): number {
    const last = this.waiting.get(this.lastNumber);
    if (
      last !== undefined &&
      !last.everSent &&
      word.type === "state" &&
      last.word.type === "state"
    ) {
      last.word = word;
      return this.lastNumber;
    }
    this.lastNumber += 1;
    this.waiting.set(this.lastNumber, { word, everSent: false });
    return this.lastNumber;
  }

  sent(n: number): void {
    const waiting = this.waiting.get(n);
    if (waiting !== undefined) waiting.everSent = true;
  }

  replaceAll(word: Word): void {
    for (const waiting of this.waiting.values()) waiting.word = word;
  }

  /** In order of their number. */
  unacknowledged(): readonly (readonly [number, Word])[] {
    return [...this.waiting].map(([n, { word }]) => [n, word] as const);
  }

  /** Gives our words that are known there by now and were not before, in order. */
  acknowledge(ack: number): readonly Word[] {
    const done = [...this.waiting].filter(([n]) => n <= ack);
    for (const [n] of done) this.waiting.delete(n);
    return done.map(([, { word }]) => word);
  }

  /** Gives the words that may be heard now, in order: none, this one, or those it kept waiting. */
  arrive(n: number, m: unknown): readonly unknown[] {
    if (n <= this.received || n > this.received + WINDOW) return [];
    this.early.set(n, m);
    const words: unknown[] = [];
    while (this.early.has(this.received + 1)) {
      this.received += 1;
      words.push(this.early.get(this.received));
      this.early.delete(this.received);
    }
    return words;
  }
}
