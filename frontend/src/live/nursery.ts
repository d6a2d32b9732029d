/** What a child of five finds on the screen: at most two pictures, and which they are. Pure. */

import type { HandView, Phase, RoomView } from "./view";

/** `wait` and `later` only show; the others are pressed. */
export type PictureName =
  | "go"
  | "stop"
  | "raise"
  | "raised"
  | "seen"
  | "wait"
  | "later"
  | "let_in"
  | "keep_out"
  /** Not of the two: it stands beside the guest. */
  | "put_out";

const SHOWN_ONLY: readonly PictureName[] = ["wait", "later"];

export function isPressed(name: PictureName): boolean {
  return !SHOWN_ONLY.includes(name);
}

/** Null where a grown-up has to do something: then the ordinary screen says what. */
export function picturesFor(view: RoomView): readonly PictureName[] | null {
  return PICTURES[view.phase](view);
}

type Pictures = (view: RoomView) => readonly PictureName[] | null;

const waiting: Pictures = () => ["wait", "stop"];
const inLesson: Pictures = ({ me, hand, guest }) =>
  guest?.stage === "asked"
    ? ["keep_out", "let_in"]
    : [me.paused === null ? handPicture(hand) : "go", "stop"];

const PICTURES: Readonly<Record<Phase, Pictures>> = {
  offline: () => ["later"],
  blocked: () => null,
  taken: () => null,
  lobby: (view) => start(view),
  called: (view) => start(view),
  ended: (view) => start(view),
  waiting,
  connecting: waiting,
  live: inLesson,
  interrupted: inLesson,
};

function start({ press, mediaProblem }: RoomView): readonly PictureName[] | null {
  if (press === "link" || mediaProblem === "insecure" || mediaProblem === "unsupported")
    return null;
  return press === "enter" ? ["go"] : ["later"];
}

function handPicture(hand: HandView | null): PictureName {
  if (!hand?.up) return "raise";
  return hand.answered ? "seen" : "raised";
}

const HAND: readonly PictureName[] = ["raise", "raised", "seen"];

/** What stands there: the hand is one thing, up or down. Something else is never the same button. */
export function placeOf(name: PictureName): string {
  return HAND.includes(name) ? "hand" : name;
}

/** As long as nobody who sees other pictures there can mean them. */
export const SETTLE_MS = 1500;

/** When a question comes, or goes, presses count for nothing: they were begun for what stood there. */
export class Settling {
  private isQuestion = false;
  private until = Number.NEGATIVE_INFINITY;

  /** These are drawn now; true if they have to settle. */
  drawn(names: readonly string[], now: number): boolean {
    const isQuestion = names.includes("let_in");
    if (isQuestion === this.isQuestion) return false;
    this.isQuestion = isQuestion;
    this.until = now + SETTLE_MS;
    return true;
  }

  rests(now: number): boolean {
    return now < this.until;
  }
}
