/** The contract between the sound of a room and what shows it; beside `view.ts`. */

import type { EchoVerdict } from "./sound-echo";
import type { Level } from "./sound-level";
import type { Warning } from "./sound-watch";

/**
 * - `echo`: what is played here comes back into the microphone
 * - `only_one`: this device can't open a second microphone
 * - `tab`: the sound of the tab that is shared does not go out beside the voice
 */
export type SoundWarning = Warning | "echo" | "only_one" | "tab";

export interface SoundView {
  /** The most urgent one; null if there is nothing to say. */
  readonly warning: SoundWarning | null;
  /** Chosen by a person: `""` is none. Null: nobody chose. */
  readonly microphone: string | null;
  readonly teacher: string | null;
  readonly whisperSpeaker: string | null;
  /** For `setSinkId` of the player of their sound, now; null: the browser's own choice. */
  readonly speaker: string | null;
  /** For the player of their sound: its own volume, 0 to 1. */
  readonly playerVolume: number;
  /** Of the slider, and what is never passed. */
  readonly volume: number;
  readonly cap: number;
  readonly echo: EchoVerdict | "listening" | null;
}

/** How loud it is now; null where it is not known. Not in the view: it changes all the time. */
export interface Levels {
  readonly mine: Level | null;
  /** Of mine, what the other side hears. */
  readonly heard: Level | null;
  readonly theirs: Level | null;
}

export interface SoundCommands {
  /** Home: softly, for a neighbour. */
  whisper(on: boolean): void;
  /** My sound goes out as it is, in stereo. */
  playMusic(on: boolean): void;
  /** `""`: no microphone of the room, the teacher's alone. */
  chooseMicrophone(id: string): void;
  /** Class: `""` is none. */
  chooseTeacher(id: string): void;
  chooseSpeaker(id: string): void;
  /** Class: where a whisper is heard; `""` is where all else is. */
  chooseWhisperSpeaker(id: string): void;
  setVolume(volume: number): void;
  setCap(cap: number): void;
  /** Plays soft bells and listens whether they come back. */
  checkEcho(): void;
  /** The person has read the warning. */
  readWarning(): void;
}

export interface RoomSoundView extends SoundCommands {
  readonly levels: Levels;
}

/** What goes with each sign of life of the line, and what came with theirs. */
export interface Beat {
  say(): string;
  hear(body: string): void;
}
