/** A line that stands in a frame, beside those of other pupils of the class. */

import { type FrameWord, shellWord } from "../shared/frame-word";
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
    mayEnter: press === "enter" && ["lobby", "called", "ended"].includes(phase),
  };
}

function examOf(exam: Exam | null): FrameWord["exam"] {
  if (!isOn(exam)) return "none";
  return runs(exam) ? "runs" : "still";
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
