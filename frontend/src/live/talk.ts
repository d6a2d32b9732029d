/**
 * What the two browsers say to each other, in order and once, over whichever path is open
 * (docs/protocol.md, section 3).
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { TalkSession } from "./talk-session";
import type { Stop, Time } from "./time";
import { type Envelope, parseEnvelope, parseWord, type Word, type WordOf } from "./words";

/** docs/protocol.md, section 3: repeated until acknowledged. */
const REPEAT_MS = 1000;
/** At most so many at a time, far under the server's 200 at once. */
const BURST = 20;
/** A class may see a few devices of the home side in turn; older ones are forgotten. */
const MAX_SESSIONS = 8;

export interface TalkOptions {
  readonly page: string;
  readonly time: Time;
  readonly logger: Logger;
  /** Sends over the best open path; false if there is none. */
  readonly send: (body: string) => boolean;
  readonly onWord: (word: Word) => void;
  /** The other side has acknowledged this word of ours. */
  readonly onDelivered: (word: Word) => void;
}

export class Talk {
  private readonly sessions = new Map<string, TalkSession>();
  private readonly inbox: unknown[] = [];
  private isHearing = false;
  private current: TalkSession | null = null;
  private readonly stopRepeat: Stop;

  constructor(private readonly options: TalkOptions) {
    this.stopRepeat = options.time.every(REPEAT_MS, () => this.flush());
  }

  /** From now on talks to this page of the other side; true if it is another than before. */
  turnTo(page: string): boolean {
    if (this.current?.to === page) return false;
    this.current = this.sessions.get(page) ?? this.newSession(page);
    return true;
  }

  /** Waits for its turn if no path is open or nobody is there yet. */
  say(word: Word): void {
    const session = this.current;
    if (session === null) return;
    const n = session.add(word);
    this.sendOne(session, n, word);
  }

  /** Raises nothing: what cannot be read is logged and dropped. */
  receive(body: string): void {
    try {
      this.take(parseEnvelope(body));
    } catch (error) {
      this.options.logger.warn("talk.unread", { code: codeOf(error) });
    }
  }

  /** A path has opened, or time has passed: says again what was not acknowledged. */
  flush(): void {
    const session = this.current;
    if (session === null) return;
    for (const [n, word] of session.unacknowledged().slice(0, BURST)) {
      if (!this.sendOne(session, n, word)) return;
    }
  }

  /**
   * What was not said in an earlier lesson is not said in this one.
   *
   * The numbers stay, since the other side may still count on: `instead` takes their place.
   */
  forget(instead: WordOf<"state">): void {
    for (const session of this.sessions.values()) session.replaceAll(instead);
  }

  close(): void {
    this.stopRepeat();
  }

  private take(envelope: Envelope): void {
    if (envelope.to !== this.options.page) return;
    const session = this.sessions.get(envelope.page) ?? this.newSession(envelope.page);
    const delivered = session.acknowledge(envelope.ack);
    for (const word of delivered) this.options.onDelivered(word);
    if (envelope.n === 0) return;
    this.inbox.push(...session.arrive(envelope.n, envelope.m));
    this.sendBody(session, 0, null);
    this.hearAll();
  }

  /** One after the other, also when hearing or acknowledging one brings the next. */
  private hearAll(): void {
    if (this.isHearing) return;
    this.isHearing = true;
    while (this.inbox.length > 0) this.hear(this.inbox.shift());
    this.isHearing = false;
  }

  private hear(m: unknown): void {
    let word: Word;
    try {
      word = parseWord(m);
    } catch (error) {
      this.options.logger.warn("talk.unknown_word", { code: codeOf(error) });
      return;
    }
    this.options.onWord(word);
  }

  private sendOne(session: TalkSession, n: number, word: Word): boolean {
    const sent = this.sendBody(session, n, word);
    if (sent) session.sent(n);
    return sent;
  }

  private sendBody(session: TalkSession, n: number, m: Word | null): boolean {
    const { page } = this.options;
    const envelope: Envelope = { page, to: session.to, n, ack: session.received, m };
    return this.options.send(JSON.stringify(envelope));
  }

  private newSession(page: string): TalkSession {
    const session = new TalkSession(page);
    this.sessions.set(page, session);
    const [oldest] = this.sessions.keys();
    if (this.sessions.size > MAX_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    return session;
  }
}
