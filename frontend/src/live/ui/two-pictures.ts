/** Home: the class's two pictures, one large and one small, and the press that swaps them. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import type { Looks } from "../kinds";
import { hasBoth, otherThan } from "../looks";
import { isRecess } from "../recess";
import type { Room, RoomView } from "../view";
import { cameraName } from "./camera-words";

/** Where each stands; `off`: nothing of it is to be seen. */
export type Standing = "large" | "small" | "off";

export function standingOf(view: RoomView, which: Looks): Standing {
  if (!isShown(view, which)) return "off";
  if (largeIn(view) === which) return "large";
  return isSmallThere(view, which) ? "small" : "off";
}

export function largeIn({ me }: RoomView): Looks {
  return me.looks ?? "board";
}

function isShown({ me, other }: RoomView, which: Looks): boolean {
  if (me.paused !== null || other?.paused !== null) return false;
  return (which === "board" ? other.camera : other.room?.state) === "on";
}

/** On a thin line the small one is given up: nothing that stands still is shown in its place. */
function isSmallThere({ away, moving }: RoomView, which: Looks): boolean {
  return away === null && moving[which];
}

/** Both may be seen, so there is something to swap. */
export function maySwap(view: RoomView): boolean {
  if (!mayUse(view.exam, "around")) return false;
  const { me, other, away } = view;
  return away === null && me.paused === null && other?.paused === null && hasBoth(other);
}

/** In a break the class stays large. */
function maySwapNow(room: Room): boolean {
  return maySwap(room.view) && !isRecess(room.view, room.now());
}

/** As it stands on the screen: in a break nothing stands small. */
export function standingNow(room: Room, which: Looks): Standing {
  const standing = standingOf(room.view, which);
  return standing === "small" && isRecess(room.view, room.now()) ? "off" : standing;
}

export function swap(room: Room): void {
  const { view } = room;
  if (maySwapNow(room)) room.lookAt(otherThan(largeIn(view)));
}

/** The board's place may hold a screen. */
export function pictureName({ other }: RoomView, which: Looks): string {
  return which === "board" && other?.screen ? t("screen") : cameraName(which);
}

function showWord({ other }: RoomView, which: Looks): string {
  if (which === "room") return t("cameras.show.room");
  return other?.screen ? t("screen.show") : t("cameras.show.board");
}

/** Lies over the small picture: its name, its letter, and what a press does. */
export function swapKey(room: Room): TemplateResult {
  const { view } = room;
  if (!maySwapNow(room)) return html`${nothing}`;
  const small = otherThan(largeIn(view));
  return html`<button
    class="swap"
    type="button"
    aria-keyshortcuts="w"
    @click=${() => {
      swap(room);
    }}
  >
    <span class="visually-hidden">${showWord(view, small)}</span>
    <span class="swap__word" aria-hidden="true"
      >${pictureName(view, small)}<kbd class="bar__letter">W</kbd></span
    >
  </button>`;
}
