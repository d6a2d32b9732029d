/** Several pupils on one screen: what is said of each, and who stands large. Pure. */

import type { FrameWord } from "../shared/frame-word";

export interface News {
  /** A key of `together_texts.py`; it takes the pupil's name. */
  readonly key: string;
  /** `hand`, `exam` and `ask` wait for somebody in class; `call` may be answered. */
  readonly weight: "hand" | "exam" | "ask" | "call" | "away" | "calm";
}

const STATES: Readonly<Record<FrameWord["state"], News>> = {
  lobby: { key: "together.lobby", weight: "calm" },
  waiting: { key: "together.waiting", weight: "calm" },
  called: { key: "together.called", weight: "call" },
  live: { key: "together.live", weight: "calm" },
  away: { key: "together.away", weight: "away" },
};

/** The first thing to know of this pupil. */
export function newsOf(word: FrameWord | null): News {
  if (word === null) return STATES.lobby;
  if (word.hand === "up") return { key: "together.hand", weight: "hand" };
  if (word.exam === "still") return still(word);
  if (word.ask !== null) return { key: `together.${word.ask}`, weight: "ask" };
  return word.state === "live" ? live(word) : STATES[word.state];
}

function live({ hand, exam }: FrameWord): News {
  if (hand === "seen") return { key: "together.hand_seen", weight: "calm" };
  if (exam === "runs") return { key: "together.exam_runs", weight: "calm" };
  return STATES.live;
}

/** Said once more when the line is back: only then a press lets the time run again. */
function still({ state }: FrameWord): News {
  const key = state === "away" ? "together.exam_away" : "together.exam_still";
  return { key, weight: "exam" };
}

/** A line of its own above the frame, whatever else is said of that pupil: no guest goes unseen. */
export function guestSign(word: FrameWord | null): string | null {
  const guest = word?.guest ?? "none";
  return guest === "none" ? null : `together.guest_${guest}`;
}

/** What is read aloud of a guest. */
export function guestNews(before: FrameWord | null, { guest }: FrameWord): string | null {
  if (guest === before?.guest) return null;
  if (guest !== "none") return `together.guest_${guest}`;
  return before?.guest === "inside" ? "together.guest_gone" : null;
}

/** All that is read aloud of this pupil now: keys. */
export function saidOf(before: FrameWord | null, word: FrameWord): readonly string[] {
  const news = newsOf(word);
  const isNew = news.key !== newsOf(before).key && isSaid(news);
  const guest = guestNews(before, word);
  return [...(guest === null ? [] : [guest]), ...(isNew ? [news.key] : [])];
}

/** What is read aloud: only what waits for somebody, of whoever it is. */
export function isSaid({ weight }: News): boolean {
  return weight !== "calm";
}

/** One press makes a pupil large, the same press again makes all equal. */
export function pressed(large: number | null, traject: number): number | null {
  return large === traject ? null : traject;
}

/**
 * A guest who comes in is shown large. The question before does not move the frames: a finger that was about to press in
 * another one would say yes.
 */
export function largeOf(
  large: number | null,
  before: FrameWord | null,
  { traject, guest }: FrameWord,
): number | null {
  const comesIn = guest === "inside" && before?.guest !== "inside";
  return comesIn && large !== null ? traject : large;
}

export function mayEnterAll(words: readonly (FrameWord | null)[]): boolean {
  return words.filter((word) => word?.mayEnter === true).length > 1;
}
