/** What of the other side's words is not heard during a test. Pure. */

import { type Exam, isOn, mayUse } from "./exam";
import type { Tool } from "./exam-words";
import type { State, Word } from "./words";

const NEEDS: Readonly<Partial<Record<Word["type"], Tool>>> = {
  chat: "chat",
  react: "react",
  look: "steer",
  spot: "steer",
  drawing: "draw",
  ink: "draw",
  typed: "draw",
  rub: "draw",
};
/** Break time and a test exclude each other. */
const NEVER: readonly Word["type"][] = ["recess", "game"];

export function isRefused(exam: Exam | null, { type }: Word): boolean {
  if (!isOn(exam)) return false;
  const tool = NEEDS[type];
  return NEVER.includes(type) || (tool !== undefined && !mayUse(exam, tool));
}

/** The pupil neither whispers nor looks at the room where that was not agreed. */
export function within(exam: Exam | null, state: State): State {
  const whisper = state.whisper && mayUse(exam, "whisper");
  const looks = state.looks === "room" && !mayUse(exam, "around") ? "board" : state.looks;
  return { ...state, whisper, looks };
}
