/** What a screen may ask of the room. */

import type { Use } from "./cameras";
import type { Looks } from "./kinds";
import type { Together } from "./mates";
import type { Region } from "./region";
import type { Spot } from "./spots";
import type { PauseReason } from "./view";

export interface RoomCommands {
  /** "Naar de klas" or "Verbind"; also answers a call. Nothing if `press` is not `enter`. */
  press(): void;
  /** Out of the lesson or out of the waiting. */
  leave(): void;
  /** From `ended` back to the lobby, or the notice away. */
  dismiss(): void;
  /** Takes the seat from another device of this side. */
  take(): void;
  setCamera(on: boolean): void;
  setMicrophone(on: boolean): void;
  watchFirst(on: boolean): void;
  pause(reason: PauseReason): void;
  resume(): void;
  /** Home only. */
  raiseHand(): void;
  lowerHand(): void;
  /** Class only. */
  answerHand(): void;
  /** False, and nothing is sent, if the text is empty or longer than 500 characters. */
  sendChat(text: string): boolean;
  stay(): void;
  setSpeaker(on: boolean): void;
  /** What the playing element found: `play()` was refused, or it plays. */
  reportSound(blocked: boolean): void;
  chooseCamera(id: string): void;
  /** Class only: what this camera shows from now on. */
  useCamera(id: string, use: Use): void;
  /** Class only: each camera shows what it sees, while somebody chooses. */
  showCameras(isShown: boolean): void;
  /** Class only: the browser asks whether the board's camera may turn. */
  letCameraTurn(): void;
  /** Home only: which picture of the class stands large. */
  lookAt(looks: Looks): void;
  /** Home only: with classmates at home, for this lesson. */
  setTogether(together: Together): void;
  chooseMicrophone(id: string): void;
  chooseSpeaker(id: string): void;
  /** Asks for camera and microphone again. */
  retryMedia(): void;
  /** The three symbols are the same on both screens. */
  confirmOther(): void;
  /** They differ: ends the line. */
  refuseOther(): void;
  /** Takes a refusal back: compare again. */
  reconsiderOther(): void;
  /** Not now. */
  compareLater(): void;
  /** Lets the helpdesk see the line in figures; both sides are told. */
  askHelp(): void;
  /** It sees no more, whoever asked it. */
  stopHelp(): void;
  /** This part of the board camera's picture; nothing at home while the class has locked it. */
  look(region: Region): void;
  /**
   * What was kept under that name for this classroom. At home, where the class has a camera on itself,
   * "class" is the whole picture of that one, and the others bring back the board's.
   */
  goToSpot(spot: Spot): void;
  /** Keeps what is seen now, on the class's device. */
  keepSpot(spot: Spot): void;
  /** Class only: the pupil does not steer. */
  lockView(locked: boolean): void;
}
