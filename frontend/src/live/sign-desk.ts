/** Reactions, face, break and game of one connection, said and heard. */

import type { Store } from "./choices";
import { begun, played, putAway } from "./game";
import { hasRoom, mayBegin, spanAt } from "./recess";
import type { ReactionKind } from "./sign-words";
import {
  delivered,
  heard,
  mayReact,
  NO_SIGNS,
  noticed,
  reacted,
  recent,
  type SignsView,
  type SignWord,
} from "./signs";
import type { LessonView, Side } from "./view";
import type { Word } from "./words";

/** What a person can do. */
export interface SignCommands {
  /** Home only. False if it was too soon after others: nothing is sent. */
  react(kind: ReactionKind): boolean;
  /** Takes away what stays: the pupil no longer means it, or somebody in class has seen it. */
  notice(id: string): void;
  /** Home only; kept on this device. */
  chooseFace(name: string): void;
  /** To begin: only when the plan lets this side. Either side ends it. */
  setRecess(on: boolean): void;
  /** A new game, instead of one that is there. */
  beginGame(): void;
  /** Nothing if it is not this side's turn, or the column is full. */
  play(column: number): void;
  endGame(): void;
}

export interface SignDeskOptions {
  readonly side: Side;
  readonly store: Store;
  /** Names this line on this device's disk. */
  readonly key: string;
  readonly newId: () => string;
  readonly now: () => number;
  /** Today's, as the plan has them now. */
  readonly lessons: () => readonly LessonView[];
  readonly say: (word: Word) => void;
  /** Not now, in a test. */
  readonly refuses: (word: Word) => boolean;
  readonly onChange: () => void;
}

export class SignDesk implements SignCommands {
  view: SignsView;
  private isOpen = false;
  /** What of the plan was on when the break began. */
  private recessIn = "";
  private reactedAt: readonly number[] = [];

  constructor(private readonly options: SignDeskOptions) {
    this.view = { ...NO_SIGNS, face: this.keptFace() };
  }

  begin(): void {
    this.forget();
    this.isOpen = true;
  }

  /** The connection is over. The face stays. */
  forget(): void {
    this.isOpen = false;
    this.reactedAt = [];
    const { stays, passes, recess, game, face } = this.view;
    const isBlank = stays === null && passes === null && !recess && game.round === 0;
    if (!isBlank) this.update({ ...NO_SIGNS, face });
  }

  /** What a new page of the other side is told. */
  introduction(handSince: number | null): readonly Word[] {
    const { stays, recess, game, face } = this.view;
    const reaction = stays && { id: stays.id, kind: stays.kind, at: stays.at };
    const hasSigns = handSince !== null || reaction !== null || recess;
    return [
      ...(hasSigns ? [{ type: "signs", hand_since: handSince, reaction, recess } as const] : []),
      ...(game.round > 0 ? [{ type: "game", ...game } as const] : []),
      ...(this.isHome && face !== null ? [{ type: "face", name: face } as const] : []),
    ];
  }

  hear(word: SignWord): void {
    if (word.type === "recess" && word.on) {
      if (!this.isHome && !mayBegin("home", ...this.today)) return;
      this.recessIn = spanAt(...this.today);
    }
    this.update(heard(this.view, word, !this.isHome, this.options.now()));
  }

  delivered(word: Word): void {
    this.update(delivered(this.view, word));
  }

  react(kind: ReactionKind): boolean {
    const now = this.options.now();
    if (!this.isOpen || !this.isHome || !mayReact(this.reactedAt, now)) return false;
    this.reactedAt = [...recent(this.reactedAt, now), now];
    const word = { type: "react", id: this.options.newId(), kind, at: now } as const;
    if (this.options.refuses(word)) return false;
    this.update(reacted(this.view, word, now, false));
    this.options.say(word);
    return true;
  }

  notice(id: string): void {
    const next = noticed(this.view, id);
    if (next === this.view) return;
    this.update(next);
    this.options.say({ type: "noticed", id });
  }

  chooseFace(name: string): void {
    if (!this.isHome || name === this.view.face) return;
    this.keepFace(name);
    this.update({ ...this.view, face: name });
    if (this.isOpen) this.options.say({ type: "face", name });
  }

  setRecess(on: boolean): void {
    if (!this.mayRecess || on === this.view.recess) return;
    if (on && !mayBegin(this.options.side, ...this.today)) return;
    if (!on) this.endGame();
    this.update({ ...this.view, recess: on });
    this.options.say({ type: "recess", on });
  }

  /** It is break time now, and neither a lesson hour nor a test is on. */
  get isRecess(): boolean {
    return this.view.recess && this.mayRecess && hasRoom(...this.today);
  }

  /** Ends a break when what of the plan was on ends, or more begins; the class says so too. */
  fitRecess(): void {
    if (!this.view.recess || spanAt(...this.today) === this.recessIn) return;
    this.update({ ...this.view, recess: false, game: putAway(this.view.game) });
    if (this.isOpen && !this.isHome) this.options.say({ type: "recess", on: false });
  }

  beginGame(): void {
    if (this.mayRecess) this.tellGame(begun(this.view.game));
  }

  play(column: number): void {
    const next = played(this.view.game, this.options.side, column);
    if (this.isOpen && next !== null) this.tellGame(next);
  }

  endGame(): void {
    if (this.isOpen && this.view.game.on) this.tellGame(putAway(this.view.game));
  }

  private get isHome(): boolean {
    return this.options.side === "home";
  }

  private get mayRecess(): boolean {
    return this.isOpen && !this.options.refuses({ type: "recess", on: true });
  }

  private get today(): readonly [readonly LessonView[], number] {
    return [this.options.lessons(), this.options.now()];
  }

  private tellGame(game: SignsView["game"]): void {
    this.update({ ...this.view, game });
    this.options.say({ type: "game", ...game });
  }

  private keptFace(): string | null {
    if (this.options.side !== "home") return null;
    try {
      return this.options.store.getItem(`${this.options.key}.face`);
    } catch {
      return null;
    }
  }

  private keepFace(name: string): void {
    try {
      this.options.store.setItem(`${this.options.key}.face`, name);
    } catch {
      // Then it is there until the page goes.
    }
  }

  private update(next: SignsView): void {
    if (next === this.view) return;
    if (next.recess && !this.view.recess) this.recessIn = spanAt(...this.today);
    this.view = next;
    this.options.onChange();
  }
}
