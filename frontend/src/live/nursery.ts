/** What a child of five finds on the screen: at most two pictures, and which they are. Pure. */

import type { HandView, Phase, RoomView } from "./view";

/** `wait` and `later` only show; the others are pressed. */
export type PictureName = "go" | "stop" | "raise" | "raised" | "seen" | "wait" | "later";

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
const inLesson: Pictures = ({ me, hand }) => [
  me.paused === null ? handPicture(hand) : "go",
  "stop",
];

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
