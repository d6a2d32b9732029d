/** Hand, chat and state of one connection, said and heard. */

import * as conversation from "./conversation";
import { type Conversation, SILENT } from "./conversation";
import type { LineState } from "./governor";
import type { Logger } from "./logger";
import type { Store } from "./choices";
import { DrawDesk, type DrawWord, isDraw } from "./draw-desk";
import { ExamDesk } from "./exam-desk";
import type { Stay } from "./room-state";
import { isSteerWord, type Steering, type SteerWord } from "./steering";
import { SignDesk } from "./sign-desk";
import { isSign, type SignWord } from "./signs";
import { Talk } from "./talk";
import type { Time } from "./time";
import type { LessonView, Side } from "./view";
import type { State, Word, WordOf } from "./words";

/** On these steps the board waits for the sound. */
const NARROW: readonly LineState["step"][] = ["photo", "sound", "away"];

export interface DialogueOptions {
  readonly side: Side;
  readonly page: string;
  readonly time: Time;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly store: Store;
  /** Names this line on this device's disk. */
  readonly key: string;
  /** On the server's clock. */
  readonly now: () => number;
  readonly lessons: () => readonly LessonView[];
  /** Over the best open path; false if there is none. */
  readonly send: (body: string) => boolean;
  readonly onLine: (word: WordOf<"line">) => void;
  readonly onRoomWord: (word: WordOf<"bye" | "stay" | "sync">) => void;
  readonly onChange: () => void;
}

export class Dialogue {
  conversation: Conversation = SILENT;
  /** What the other side last told of itself; null if nothing yet. */
  other: State | null = null;
  readonly signs: SignDesk;
  readonly exam: ExamDesk;
  readonly drawing: DrawDesk;
  private readonly talk: Talk;
  private mine: WordOf<"state"> | null = null;
  private line: WordOf<"line"> | null = null;
  private isOpen = false;
  private mustIntroduce = false;
  private steering: Pick<Steering, "hear" | "delivered" | "introduction"> | null = null;
  /** Heard before we knew of the connection: the talk may overtake the offer. */
  private early: Word[] = [];

  constructor(private readonly options: DialogueOptions) {
    const { page, time, logger, send } = options;
    this.talk = new Talk({
      page,
      time,
      logger,
      send,
      onWord: (word) => this.hear(word),
      onDelivered: (word) => this.delivered(word),
    });
    const say = (word: Word) => this.talk.say(word);
    this.exam = new ExamDesk({ ...options, say });
    const refuses = (word: Word) => this.exam.refuses(word);
    this.signs = new SignDesk({ ...options, say, refuses });
    const isNarrow = () => NARROW.includes(this.line?.step ?? "whole");
    this.drawing = new DrawDesk({ ...options, say, refuses, isNarrow });
  }

  /** Who is told what the other side says of the board camera's view. */
  steerBy(steering: Pick<Steering, "hear" | "delivered" | "introduction">): void {
    this.steering = steering;
  }

  steer(word: SteerWord): void {
    if (this.isOpen) this.talk.say(word);
  }

  /** This person goes to the lesson: what lies about from an earlier one is not heard. */
  expect(): void {
    this.early = [];
  }

  /** A new connection begins. */
  begin(): void {
    this.forget();
    this.signs.begin();
    this.exam.begun();
    this.drawing.alive();
    this.isOpen = true;
    this.mustIntroduce = true;
    if (this.mine !== null) this.talk.forget(this.mine);
    const early = this.early;
    this.early = [];
    for (const word of early) this.hear(word);
  }

  /** The connection is over; nothing of it remains. */
  forget(): void {
    this.isOpen = false;
    this.other = this.line = null;
    this.signs.forget();
    this.exam.forget();
    this.drawing.forget();
    this.update(SILENT);
  }

  /** Talks to this page of the other side; tells a new one first what it may have lost. */
  turnTo(page: string, stay: Stay): void {
    if (!this.talk.turnTo(page) && !this.mustIntroduce) return;
    this.mustIntroduce = false;
    this.introduce(stay);
    if (this.mine !== null) this.talk.say(this.mine);
    if (this.line !== null) this.talk.say(this.line);
    for (const word of this.steering?.introduction() ?? []) this.talk.say(word);
  }

  private introduce(stay: Stay): void {
    const { hand, chat } = this.conversation;
    const remembered = hand === null ? null : { id: hand.id, answered: hand.answered };
    const { id: connection, startedAt: started_at, until } = stay;
    for (const piece of conversation.piecesOf(chat)) {
      const about = { connection, started_at, hand: remembered, stay: until };
      this.talk.say({ type: "sync", ...about, chat: piece });
    }
    for (const word of this.signs.introduction(hand?.since ?? null)) this.talk.say(word);
    for (const word of this.exam.introduction()) this.talk.say(word);
    for (const word of this.drawing.introduction()) this.talk.say(word);
  }

  /** Says my state if it has changed. */
  tell(state: State): void {
    const word = { type: "state", ...state } as const;
    if (JSON.stringify(word) === JSON.stringify(this.mine)) return;
    this.mine = word;
    if (this.isOpen) this.talk.say(word);
  }

  /** Says what I give up, if it has changed. */
  tellLine(line: LineState): void {
    const word = { type: "line", ...line } as const;
    if (JSON.stringify(word) === JSON.stringify(this.line)) return;
    this.line = word;
    if (this.isOpen) this.talk.say(word);
  }

  say(word: Word): void {
    this.talk.say(word);
  }

  receive(body: string): void {
    this.talk.receive(body);
  }

  /** A path has opened. */
  flush(): void {
    this.talk.flush();
  }

  raiseHand(): void {
    if (!this.isOpen || this.options.side !== "home" || this.conversation.hand !== null) return;
    const id = this.options.newId();
    this.update(conversation.raised(this.conversation, id, this.options.now()));
    this.talk.say({ type: "hand", id, up: true });
  }

  lowerHand(): void {
    const { hand } = this.conversation;
    if (this.options.side !== "home" || hand === null) return;
    this.update({ ...this.conversation, hand: null });
    this.talk.say({ type: "hand", id: hand.id, up: false });
  }

  answerHand(): void {
    const { hand } = this.conversation;
    if (this.options.side !== "class" || hand === null || hand.answered) return;
    this.update(conversation.answered(this.conversation));
    this.talk.say({ type: "answer", id: hand.id });
  }

  /** False if there is nobody to talk to, or the text may not be sent. */
  sendChat(typed: string): boolean {
    const text = conversation.chatText(typed);
    if (!this.isOpen || text === null || !this.exam.may("chat")) return false;
    const id = this.options.newId();
    const line = { id, side: this.options.side, text, isDelivered: false };
    this.update(conversation.withLine(this.conversation, line));
    this.talk.say({ type: "chat", id, text });
    return true;
  }

  close(): void {
    this.drawing.forget();
    this.talk.close();
  }

  private hear(word: Word): void {
    if (!this.isOpen) {
      this.early.push(word);
      return;
    }
    if (this.exam.refuses(word)) {
      this.options.logger.info("talk.refused", { type: word.type });
    } else if (isDraw(word)) this.drawing.hear(word);
    else this.hearTold(word);
  }

  private hearTold(word: Exclude<Word, DrawWord>): void {
    if (word.type === "exam" || word.type === "exam_stop") this.exam.hear(word);
    else if (isSign(word)) this.hearSign(word);
    else if (word.type === "line" || word.type === "state") this.hearState(word);
    else this.hearWord(word);
  }

  private hearState(word: WordOf<"line" | "state">): void {
    if (word.type === "line") this.options.onLine(word);
    else this.other = this.exam.within(word);
    this.options.onChange();
  }

  private hearWord(
    word: Exclude<Word, SignWord | DrawWord | WordOf<"line" | "state" | "exam" | "exam_stop">>,
  ): void {
    const { side, now, onRoomWord } = this.options;
    if (word.type === "bye" || word.type === "stay") {
      onRoomWord(word);
    } else if (word.type === "sync") {
      const told = this.exam.syncOf(word);
      this.update(conversation.synced(this.conversation, told, side, now()));
      onRoomWord(word);
    } else {
      this.converse(word);
    }
  }

  private converse(word: WordOf<"hand" | "answer" | "chat"> | SteerWord): void {
    const { side, now } = this.options;
    const theirs = side === "home" ? "class" : "home";
    if (isSteerWord(word)) this.steering?.hear(word);
    else this.update(conversation.heard(this.conversation, word, theirs, now()));
  }

  private delivered(word: Word): void {
    this.steering?.delivered(word);
    this.signs.delivered(word);
    this.exam.delivered(word);
    this.drawing.delivered(word);
    this.update(conversation.delivered(this.conversation, word));
  }

  private hearSign(word: SignWord): void {
    this.signs.hear(word);
    if (word.type === "signs") {
      this.update(conversation.upSince(this.conversation, word.hand_since));
    }
  }

  private update(next: Conversation): void {
    if (next === this.conversation) return;
    this.conversation = next;
    this.options.onChange();
  }
}
