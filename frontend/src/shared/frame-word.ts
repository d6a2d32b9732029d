/**
 * What a line in a frame tells the page around it: how it stands, and what the pupil asks.
 *
 * Both are pages of ours on one device; whatever else arrives is dropped.
 */

export const LINE_STATES = ["lobby", "called", "waiting", "live", "away"] as const;
export const HANDS = ["down", "up", "seen"] as const;
export const ASKS = ["lost", "slower"] as const;
export const WISHES = ["open", "hidden", "off"] as const;
export const EXAMS = ["none", "runs", "still"] as const;
export const GUESTS = ["none", "asked", "inside"] as const;

export interface FrameWord {
  readonly sio: "line";
  readonly traject: number;
  readonly state: (typeof LINE_STATES)[number];
  readonly hand: (typeof HANDS)[number];
  /** "I don't understand" or "slower", not yet seen by anybody. */
  readonly ask: (typeof ASKS)[number] | null;
  /** `still`: a test that waits for a press in class. */
  readonly exam: (typeof EXAMS)[number];
  /** `asked`: the class says yes or no; `inside`: there is a guest, on this screen too. */
  readonly guest: (typeof GUESTS)[number];
  /** Its large button may be pressed. */
  readonly mayEnter: boolean;
  /** Its pupil is in the lesson, or comes in now. */
  readonly inside: boolean;
  /** Its family lets it and classmates at home see and hear each other, as the server says now. */
  readonly agreed: boolean;
  /** What the pupil itself wants of that; null: nothing, or not now. */
  readonly together: (typeof WISHES)[number] | null;
  /** There is a picture, a voice of it that may be passed on. */
  readonly shows: boolean;
  readonly speaks: boolean;
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
  const guest = guestIn(found);
  const line = { sio: "line", traject: Number(found.traject), state } as const;
  return { ...line, hand, ask, exam, guest, mayEnter, ...passingIn(found) };
}

/** A line that does not say has none. */
function guestIn({ guest }: Readonly<Record<string, unknown>>): FrameWord["guest"] {
  return GUESTS.find((one) => one === guest) ?? "none";
}

type Passing = Pick<FrameWord, "inside" | "agreed" | "together" | "shows" | "speaks">;

/** What is not said is a no; a line that does not say is taken to be in the lesson. */
function passingIn(found: Readonly<Record<string, unknown>>): Passing {
  return {
    inside: found.inside !== false,
    agreed: found.agreed === true,
    together: WISHES.find((one) => one === found.together) ?? null,
    shows: found.shows === true,
    speaks: found.speaks === true,
  };
}

export function shellWord(data: unknown): ShellWord | null {
  const { sio } = fieldsOf(data);
  return sio === "tell" || sio === "enter" ? { sio } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
