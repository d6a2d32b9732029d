/** The key of the board to draw on, the word that the other side has it open, and its place. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import { isRecess } from "../recess";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";

/** Neither in a pause or a break, nor in a test where it was not agreed. */
export function mayDraw(room: Room): boolean {
  const { view } = room;
  if (isRecess(view, room.now())) return false;
  return view.me.paused === null && mayUse(view.exam, "draw");
}

export function drawsNow(room: Room): boolean {
  return room.view.drawing.isOpen && mayDraw(room);
}

export function toggleDrawing(room: Room): void {
  if (mayDraw(room)) room.drawing.setOpen(!room.view.drawing.isOpen);
}

export function drawKey(room: Room): BarKey {
  const { isOpen } = room.view.drawing;
  return {
    name: "draw",
    word: isOpen ? t("draw.close") : t("draw"),
    drawing: "pencil",
    letter: "t",
    state: isOpen ? "busy" : "on",
    press: () => {
      toggleDrawing(room);
    },
  };
}

/** One press shows what the other side draws. */
export function drawNotice(room: Room): TemplateResult {
  const { isOpen, theirs } = room.view.drawing;
  if (isOpen || !theirs || !mayDraw(room)) return html`${nothing}`;
  return html`<div class="draw-notice" role="status">
    ${icon("pencil")}<span>${t("draw.theirs")}</span>
    <button
      class="button button--primary"
      type="button"
      @click=${() => {
        toggleDrawing(room);
      }}
    >
      ${t("draw.show")}
    </button>
  </div>`;
}

/** Over the picture, which stands small beside it; loaded when it is first opened. */
export function drawingOf(room: Room): TemplateResult {
  if (!drawsNow(room)) return html`${nothing}`;
  void import("./draw-board");
  return html`<sio-drawing class="draw-over" .room=${room}></sio-drawing>`;
}
