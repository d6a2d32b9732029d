/** A line that stands in a frame, beside those of other pupils of the class. */

import type { Hatch } from "../shared/frame-hatch";
import { type FrameWord, shellWord } from "../shared/frame-word";
import type { Aside } from "./camera-aside";
import type { Classmates, Passed } from "./classmates";
import { type Exam, isOn, runs } from "./exam";
import { type Stop } from "./time";
import type { Phase, Room, RoomView } from "./view";

type State = FrameWord["state"];

const STATES: Readonly<Record<Phase, State>> = {
  offline: "away",
  blocked: "lobby",
  taken: "lobby",
  lobby: "lobby",
  waiting: "waiting",
  called: "called",
  connecting: "waiting",
  live: "live",
  interrupted: "away",
  ended: "lobby",
};

const WAITS: readonly Phase[] = ["lobby", "called", "ended"];
const INSIDE: readonly Phase[] = ["connecting", "live", "interrupted"];

export function wordOf(traject: number, view: RoomView): FrameWord {
  const { hand, signs, exam, press, phase } = view;
  const kind = signs.stays?.kind;
  return {
    sio: "line",
    traject,
    state: STATES[phase],
    hand: !hand?.up ? "down" : hand.answered ? "seen" : "up",
    ask: kind === "lost" || kind === "slower" ? kind : null,
    exam: examOf(exam),
    guest: guestOf(view),
    mayEnter: press === "enter" && WAITS.includes(phase),
    inside: INSIDE.includes(phase),
    agreed: isAgreed(view),
    ...passingIn(view),
  };
}

/** While this class asks, it is the pupil who says yes. */
function guestOf({ guest }: RoomView): FrameWord["guest"] {
  return guest?.stage === "asked" || guest?.stage === "inside" ? guest.stage : "none";
}

type Passing = Pick<FrameWord, "together" | "shows" | "speaks">;
const NOTHING: Passing = { together: null, shows: false, speaks: false };

/**
 * Nothing in a test, in a pause or of who only watches: nobody sees without being seen. No exercise
 * book, nothing that is whispered to a neighbour, and no music: in it is all that sounds there.
 */
function passingIn(view: RoomView): Passing {
  const { other } = view;
  if (other === null || !takesPart(view)) return NOTHING;
  const { together, camera, notebook, microphone, whisper, music } = other;
  const shows = camera === "on" && notebook === null;
  return { together, shows, speaks: microphone === "on" && !whisper && !music };
}

/**
 * What of this pupil goes out over other lines: as this line knows it, whatever the page around
 * believes. A picture that stands still stays away, and is not told as one that is gone.
 */
function passedIn(view: RoomView, { video, audio }: Passed): Passed {
  const { together, shows, speaks } = isAgreed(view) ? passingIn(view) : NOTHING;
  const isIn = together === "open" || together === "hidden";
  const isSeen = shows && view.moving.board;
  return { video: isIn && isSeen ? video : null, audio: isIn && speaks ? audio : null };
}

function takesPart({ phase, me, other, exam }: RoomView): boolean {
  const isThere = other?.paused === null && !other.watching;
  return phase === "live" && !isOn(exam) && me.paused === null && isThere;
}

/** While the server is away nobody could take it back. */
function isAgreed({ plan, online }: RoomView): boolean {
  return plan.seeClassmates && online;
}

function examOf(exam: Exam | null): FrameWord["exam"] {
  if (!isOn(exam)) return "none";
  return runs(exam) ? "runs" : "still";
}

interface Line extends Room {
  readonly passed: Passed;
  readonly classmates: Pick<Classmates, "beside">;
  readonly aside: Aside;
}

export function hatchOf(line: Line): Hatch {
  return {
    passed: () => passedIn(line.view, line.passed),
    beside: (others) => line.classmates.beside(others),
    aside: line.aside,
  };
}

export interface Frame {
  readonly traject: number;
  /** To the page around. */
  readonly say: (word: FrameWord) => void;
  /** From the page around, of our own origin. */
  readonly listen: (hear: (data: unknown) => void) => Stop;
}

/** Tells what is new, and presses when asked to. */
export function followFrame(room: Room, frame: Frame): Stop {
  let told = "";
  const tell = (): void => {
    const word = wordOf(frame.traject, room.view);
    const text = JSON.stringify(word);
    if (text === told) return;
    told = text;
    frame.say(word);
  };
  const stopListening = frame.listen((data) => {
    const word = shellWord(data);
    if (word === null) return;
    if (word.sio === "enter" && wordOf(frame.traject, room.view).mayEnter) enter(room);
    told = "";
    tell();
  });
  const stop = room.subscribe(tell);
  tell();
  return () => {
    stopListening();
    stop();
  };
}

function enter(room: Room): void {
  if (room.view.phase === "ended") room.dismiss();
  room.press();
}
