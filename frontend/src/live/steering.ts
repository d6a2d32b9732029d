/** Who steers: at home the pupil asks, in class the camera's picture is turned, zoomed and cut. */

import type { Region } from "./region";
import type { Spot } from "./spots";
import type { SteeringView } from "./steering-view";
import type { Word, WordOf } from "./words";

export type SteerWord = WordOf<"look" | "spot" | "view">;

export interface Steering {
  /** Null while there is nothing to steer. */
  readonly view: SteeringView | null;
  /** What is sent of this camera. */
  sent(camera: MediaStreamTrack | null): MediaStreamTrack | null;
  hear(word: SteerWord): void;
  /** The other side knows of this word of ours. */
  delivered(word: Word): void;
  /** What a new page of the other side must know. */
  introduction(): readonly SteerWord[];
  look(region: Region): void;
  goTo(spot: Spot): void;
  keep(spot: Spot): void;
  /** The whole, and afterwards what it was; class only. */
  rest(rests: boolean): void;
  /** What leaves stays as large as it was, whatever the camera gives meanwhile; class only. */
  keepSize(keeps: boolean): void;
  /** Class only. */
  lock(isLocked: boolean): void;
  /** This page came back into a lesson. */
  recall(): void;
  /** The lesson is over. */
  forget(): void;
  close(): void;
}

/** So often at most either side speaks of it. */
export const SPEAK_EVERY_MS = 50;

export function isSteerWord(word: Word): word is SteerWord {
  return word.type === "look" || word.type === "spot" || word.type === "view";
}
