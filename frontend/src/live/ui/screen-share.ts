/** The class's own screen in the line: the key, what stands on both screens, and how it went. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { ScreenNote } from "../screen-share";
import type { Room, RoomView } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";
import { recessKeys } from "./recess";

/** Where the class shows its board; one that is shown can always be ended. */
export function mayShareScreen(room: Room): boolean {
  const { me, screen } = room.view;
  if (screen.state === "on") return true;
  return me.paused === null && !me.watching && me.camera !== "off" && recessKeys(room) === null;
}

export function screenKeys(room: Room): readonly BarKey[] {
  if (!mayShareScreen(room)) return [];
  const { state } = room.view.screen;
  return [
    {
      name: "screen",
      word: KEY_WORDS[state](),
      drawing: state === "on" ? "x" : "monitor",
      letter: "s",
      state: state === "off" ? "on" : "busy",
      press: () => {
        toggleScreen(room);
      },
    },
  ];
}

export function toggleScreen(room: Room): void {
  if (room.view.screen.state === "on") room.screen.stop();
  else if (mayShareScreen(room)) room.screen.share();
}

const KEY_WORDS = {
  off: () => t("screen.share"),
  asking: () => t("screen.asking"),
  on: () => t("screen.stop"),
} as const;

/** In the line of signs, on both sides. */
export function screenSign({ side, me, other }: RoomView, pupil: string): TemplateResult {
  const party = side === "class" ? me : other;
  if (party?.screen !== true || party.paused !== null) return html`${nothing}`;
  const words = side === "class" ? t("screen.mine", { name: pupil }) : t("screen.theirs");
  return html`<span class="sign sign--on">${icon("monitor")}${words}</span>`;
}

/** Class: why there is none, over the picture for a while. */
export function screenNote({ view }: Room): TemplateResult {
  const { note } = view.screen;
  if (note === null) return html`${nothing}`;
  return html`<div class="file-sign">
    ${icon("info")}
    <p class="file-sign__words">${screenNoteWord(note)}</p>
  </div>`;
}

function screenNoteWord(note: ScreenNote): string {
  switch (note) {
    case "unsupported":
      return t("screen.unsupported");
    case "refused":
      return t("screen.refused");
    case "failed":
      return t("screen.failed");
    case "stopped":
      return t("screen.stopped");
  }
}

/** For a screen reader: when it begins, when it ends, and what went wrong. */
export function screenNews(before: RoomView | null, after: RoomView, pupil: string): string {
  const { note } = after.screen;
  if (note !== null && note !== before?.screen.note) return screenNoteWord(note);
  const isShown = isShared(after);
  if (after.phase !== "live" || isShared(before) === isShown) return "";
  return after.side === "class" ? ourNews(isShown, pupil) : theirNews(isShown);
}

function ourNews(isShown: boolean, pupil: string): string {
  return isShown ? t("screen.mine", { name: pupil }) : t("screen.over.mine");
}

function theirNews(isShown: boolean): string {
  return isShown ? t("screen.theirs") : t("screen.over");
}

function isShared(view: RoomView | null): boolean {
  const party = view?.side === "class" ? view.me : view?.other;
  return party?.screen === true;
}
