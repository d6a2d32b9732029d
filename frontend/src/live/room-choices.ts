/** What a person chooses to show and hear, as the screen asks it. */

import { type Choices, mayPause, OPEN, withChange } from "./choices";
import type { Looks } from "./kinds";
import type { Together } from "./mates";
import { RoomAnswers } from "./room-answers";
import { hasRoomCamera } from "./spot-looks";
import type { Spot } from "./spots";
import type { PauseReason, RoomView, Side } from "./view";

export abstract class RoomChoices extends RoomAnswers {
  protected choices: Choices = OPEN;
  protected abstract readonly options: { readonly side: Side };

  abstract get view(): RoomView;

  /** Brings all else in line with it. */
  protected abstract refresh(): void;

  setCamera(camera: boolean): void {
    this.choose({ camera });
  }

  setMicrophone(microphone: boolean): void {
    this.choose({ microphone });
  }

  watchFirst(watching: boolean): void {
    this.choose({ watching });
  }

  pause(paused: PauseReason): void {
    if (mayPause(this.options.side, paused)) this.choose({ paused });
  }

  resume(): void {
    this.choose({ paused: null });
  }

  setSpeaker(speaker: boolean): void {
    this.choose({ speaker });
  }

  lookAt(looks: Looks): void {
    this.choose({ looks });
  }

  override goToSpot(spot: Spot): void {
    const isSplit = this.options.side === "home" && hasRoomCamera(this.view);
    if (isSplit) this.lookAt(spot === "class" ? "room" : "board");
    if (!isSplit || spot !== "class") super.goToSpot(spot);
  }

  setTogether(together: Together): void {
    this.choose({ together });
  }

  protected choose(change: Partial<Choices>): void {
    this.choices = withChange(this.choices, change);
    this.refresh();
  }
}
