/** What the screens say of the cameras of a class. Pure. */

import { t } from "../../shared/texts";
import type { TurningView } from "../board-turning";
import type { Trouble } from "../camera-watch";
import { type Looks, LOOKS } from "../kinds";
import type { PartyView, RoomView, TrackState } from "../view";

export function cameraName(which: Looks): string {
  return which === "board" ? t("cameras.board") : t("cameras.room");
}

interface Shown {
  readonly state: TrackState;
  readonly trouble: Trouble | null;
}

/** Null: this camera is not used at all. */
export function shownOf(party: PartyView, which: Looks): Shown | null {
  return which === "board" ? { state: party.camera, trouble: party.trouble } : party.room;
}

/** Class: each camera that shows nothing, or nothing good, and what helps. */
export function ourCameraNotes({ me }: RoomView): readonly string[] {
  if (me.paused !== null) return [];
  return LOOKS.flatMap((which) => {
    const shown = shownOf(me, which);
    const words = shown && wordFor(shown, cameraName(which));
    return words ? [words] : [];
  });
}

function wordFor({ state, trouble }: Shown, camera: string): string {
  switch (state) {
    case "off":
      return t("cameras.is_off", { camera });
    case "missing":
      return t("cameras.lost", { camera });
    case "busy":
      return t("cameras.busy", { camera });
    case "refused":
      return t("cameras.refused", { camera });
    case "on":
      return trouble === null ? "" : troubleWord(trouble, camera);
  }
}

function troubleWord(trouble: Trouble, camera: string): string {
  switch (trouble) {
    case "black":
      return t("cameras.black", { camera });
    case "frozen":
      return t("cameras.frozen", { camera });
    case "slow":
      return t("cameras.slow", { camera });
    case "upright":
      return t("cameras.upright", { camera });
  }
}

/** Home: what is wrong with the class's pictures; a camera that is off is the class's own choice. */
export function theirCameraNotes({ other }: RoomView): readonly string[] {
  if (other?.paused !== null) return [];
  return LOOKS.flatMap((which) => {
    const shown = shownOf(other, which);
    if (shown?.state === "missing") return [lostWord(which)];
    const isPoor = shown?.state === "on" && isBad(shown.trouble);
    return isPoor ? [t("cameras.poor", { camera: cameraName(which) })] : [];
  });
}

function lostWord(which: Looks): string {
  return which === "board" ? t("cameras.lost.board") : t("cameras.lost.room");
}

/** An upright picture is small, and good enough to look at. */
function isBad(trouble: Trouble | null): boolean {
  return trouble !== null && trouble !== "upright";
}

/** What came of the press that lets a camera turn; nothing before it. */
export function turnWord({ note }: TurningView): string {
  switch (note) {
    case null:
      return "";
    case "asking":
      return t("cameras.turn.asking");
    case "turns":
      return t("cameras.turn.turns");
    case "zooms":
      return t("cameras.turn.zooms");
    case "pans":
      return t("cameras.turn.pans");
    case "refused":
      return t("cameras.turn.refused");
    case "unable":
      return t("cameras.turn.unable");
  }
}
