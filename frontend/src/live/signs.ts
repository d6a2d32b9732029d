/**
 * What somebody shows without speaking: a reaction, a face; and whether it is break time. Pure.
 *
 * Two kinds of reaction: "I don't understand" and "slower" stay until somebody has done something
 * about it; the others pass by themselves.
 */

import { type Game, merged, NO_GAME } from "./game";
import type { ReactionKind } from "./sign-words";
import type { Word, WordOf } from "./words";

export interface ReactionView {
  readonly id: string;
  readonly kind: ReactionKind;
  /** When it was pressed, on the server's clock. */
  readonly at: number;
  /** Until when it is shown; null until it is pressed away. */
  readonly until: number | null;
  /** False while the other side has not confirmed that it knows. */
  readonly delivered: boolean;
}

export interface SignsView {
  /** The pupil's, that waits for somebody. */
  readonly stays: ReactionView | null;
  /** The pupil's last other one; shown until `until`. */
  readonly passes: ReactionView | null;
  /** The name of the face that the child chose; null for the one that came with the file. */
  readonly face: string | null;
  /** Break time: no lesson, only being together. */
  readonly recess: boolean;
  readonly game: Game;
}

export const NO_SIGNS: SignsView = {
  stays: null,
  passes: null,
  face: null,
  recess: false,
  game: NO_GAME,
};

const STAYING: readonly ReactionKind[] = ["lost", "slower"];
const SHOWN_MS = 8000;
/** What comes this late is of another moment: nobody knows any more what was laughed at. */
const STALE_MS = 20_000;
/** A child may press as often as it likes; the class sees this many. */
const APART_MS = 1500;
const MOST_IN_A_WHILE = 6;
const WHILE_MS = 30_000;

export function stays(kind: ReactionKind): boolean {
  return STAYING.includes(kind);
}

/** May one more reaction go out, after those of these moments? */
export function mayReact(before: readonly number[], now: number): boolean {
  const lately = recent(before, now);
  const last = lately.at(-1);
  return lately.length < MOST_IN_A_WHILE && (last === undefined || now - last >= APART_MS);
}

/** Those of these moments that still count. */
export function recent(before: readonly number[], now: number): readonly number[] {
  return before.filter((at) => now - at < WHILE_MS);
}

export function reacted(
  signs: SignsView,
  { id, kind, at }: WordOf<"react">,
  now: number,
  delivered: boolean,
): SignsView {
  if (stays(kind)) {
    if (signs.stays?.id === id) return signs;
    return { ...signs, stays: { id, kind, at, until: null, delivered } };
  }
  if (now - at > STALE_MS || signs.passes?.id === id) return signs;
  return { ...signs, passes: { id, kind, at, until: now + SHOWN_MS, delivered } };
}

/** Somebody has seen it, or does not mean it any more. */
export function noticed(signs: SignsView, id: string): SignsView {
  if (signs.stays?.id === id) return { ...signs, stays: null };
  return signs.passes?.id === id ? { ...signs, passes: null } : signs;
}

/** A word of the other side. What only the pupil says is heard on the class's side alone. */
export function heard(signs: SignsView, word: SignWord, isPupils: boolean, now: number): SignsView {
  const isOnlyPupils = word.type === "react" || word.type === "face";
  if (isOnlyPupils && !isPupils) return signs;
  const hear = HEARD[word.type] as Hear<SignWord>;
  return hear(signs, word, now);
}

type Hear<W> = (signs: SignsView, word: W, now: number) => SignsView;

const HEARD: { readonly [K in SignWord["type"]]: Hear<WordOf<K>> } = {
  react: (signs, word, now) => reacted(signs, word, now, true),
  face: (signs, { name }) => ({ ...signs, face: name }),
  noticed: (signs, { id }) => noticed(signs, id),
  recess: (signs, { on }) => ({ ...signs, recess: on }),
  game: (signs, { round, on, moves }) => ({
    ...signs,
    game: merged(signs.game, { round, on, moves }),
  }),
  signs: (signs, word, now) => remembered(signs, word, now),
};

/** What the other side remembers and we may have lost. It only adds. */
function remembered(signs: SignsView, word: WordOf<"signs">, now: number): SignsView {
  const { reaction, recess } = word;
  const next = { ...signs, recess: signs.recess || recess };
  if (reaction === null || signs.stays !== null) return next;
  return reacted(next, { type: "react", ...reaction }, now, true);
}

/** The other side knows of this word of ours. */
export function delivered(signs: SignsView, word: Word): SignsView {
  if (word.type !== "react") return signs;
  const known = (one: ReactionView | null) =>
    one?.id === word.id ? { ...one, delivered: true } : one;
  return { ...signs, stays: known(signs.stays), passes: known(signs.passes) };
}

/** The one to show large now: what waits goes before what passes. */
export function shownNow({ stays: waits, passes }: SignsView, now: number): ReactionView | null {
  const until = passes?.until ?? now;
  return now < until ? passes : waits;
}

const SIGN_TYPES = ["react", "noticed", "face", "recess", "game", "signs"] as const;
export type SignWord = WordOf<(typeof SIGN_TYPES)[number]>;

export function isSign(word: Word): word is SignWord {
  return SIGN_TYPES.some((type) => type === word.type);
}
