/**
 * What a line in a frame tells the page around it: how it stands, and what the pupil asks.
 *
 * Both are pages of ours on one device; whatever else arrives is dropped.
 */

export const LINE_STATES = ["lobby", "called", "waiting", "live", "away"] as const;
export const HANDS = ["down", "up", "seen"] as const;
export const ASKS = ["lost", "slower"] as const;
export const EXAMS = ["none", "runs", "still"] as const;

export interface FrameWord {
  readonly sio: "line";
  readonly traject: number;
  readonly state: (typeof LINE_STATES)[number];
  readonly hand: (typeof HANDS)[number];
  /** "I don't understand" or "slower", not yet seen by anybody. */
  readonly ask: (typeof ASKS)[number] | null;
  /** `still`: a test that waits for a press in class. */
  readonly exam: (typeof EXAMS)[number];
  /** Its large button may be pressed. */
  readonly mayEnter: boolean;
}

/** What the page around says: tell me how you stand, or press your large button. */
export interface ShellWord {
  readonly sio: "tell" | "enter";
}

export function frameWord(data: unknown): FrameWord | null {
  const found = fieldsOf(data);
  const state = LINE_STATES.find((one) => one === found.state);
  const hand = HANDS.find((one) => one === found.hand);
  const exam = EXAMS.find((one) => one === found.exam);
  if (state === undefined || hand === undefined || exam === undefined) return null;
  if (found.sio !== "line" || !Number.isSafeInteger(found.traject)) return null;
  const ask = ASKS.find((one) => one === found.ask) ?? null;
  const mayEnter = found.mayEnter === true;
  return { sio: "line", traject: Number(found.traject), state, hand, ask, exam, mayEnter };
}

export function shellWord(data: unknown): ShellWord | null {
  const { sio } = fieldsOf(data);
  return sio === "tell" || sio === "enter" ? { sio } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
