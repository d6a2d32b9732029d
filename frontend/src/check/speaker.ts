/** The loudspeaker: only a person can tell whether there was sound. */

import { type Choice, choicesOf } from "./capture";
import { Changing } from "./changes";
import { melody, wavOf } from "../shared/melody";
import type { Outcome } from "./outcomes";

/** The part of an `<audio>` that is used; `setSinkId` is not in every browser. */
export interface Player {
  currentTime: number;
  play(): Promise<void>;
  pause(): void;
  setSinkId?(id: string): Promise<void>;
}

export class SpeakerTest extends Changing {
  outcome: Outcome<"speaker"> = "untested";
  /** Played at least once: now the question may be asked. */
  played = false;
  /** Empty where the browser itself decides where sound goes. */
  choices: readonly Choice[] = [];
  chosen: string | null = null;

  constructor(
    private readonly player: Player,
    private readonly devices: MediaDevices,
  ) {
    super();
  }

  /** Looks which outputs there are. */
  async open(): Promise<void> {
    if (!this.player.setSinkId) return;
    this.choices = await choicesOf(this.devices, "audiooutput");
    if (!this.closed) this.changed();
  }

  /** Call it from a press. */
  async play(): Promise<void> {
    this.player.currentTime = 0;
    try {
      await this.player.play();
      this.played = true;
      if (this.outcome === "blocked") this.outcome = "untested";
    } catch (error) {
      // Another press came in between, or this browser plays no sound without one.
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.outcome = "blocked";
    }
    this.changed();
  }

  async choose(id: string): Promise<void> {
    try {
      await this.player.setSinkId?.(id);
      this.chosen = id;
    } catch {
      this.choices = []; // It is there in name only: leave it to the browser.
    }
    this.changed();
  }

  answer(heard: boolean): void {
    this.outcome = heard ? "works" : "not_heard";
    this.player.pause();
    this.changed();
  }

  override close(): void {
    this.player.pause();
    super.close();
  }
}

/** The test sound, ready to play. */
export function soundPlayer(): Player {
  return new Audio(URL.createObjectURL(new Blob([wavOf(melody())], { type: "audio/wav" })));
}
