/** What a screen shows of a guest in the lesson, and may ask. */

/**
 * - `asking`: this side asked, and waits for the other's press
 * - `asked`: the other side asked, and this one says yes or no
 * - `inside`: both let it in
 * - `gone`: it was there, or was asked, and is not any more; for a moment
 */
export type GuestStage = "asking" | "asked" | "inside" | "gone";

export interface GuestView {
  readonly stage: GuestStage;
  readonly name: string;
  /** Gone: it was inside, or the other side said no. */
  readonly why: "left" | "no" | null;
  /** Asked: this side said yes, which waits for the tile. */
  readonly saidYes: boolean;
  /** The large tile can stand on this screen; until then it is said in words that somebody is inside. */
  readonly hasTile: boolean;
  /** Sound and picture of the guest can come through. */
  readonly isHere: boolean;
  /** The guest sends a picture, and it comes through here. */
  readonly hasPicture: boolean;
  /** The guest's microphone is on. */
  readonly hasSound: boolean;
}

export interface GuestCommands {
  /** The guest's picture and sound; the same object all along. */
  readonly stream: MediaStream;
  /** Asks the other side whether the traject's own consultant may come in. */
  invite(): void;
  /** The other side asked: yes, as soon as this screen can show the guest. */
  admit(): void;
  /** No, take it back, or put the guest out: at once on this screen. */
  dismiss(): void;
  /** The large tile stands on this screen: nothing flows to or from a guest without it. */
  show(isShown: boolean): void;
}
