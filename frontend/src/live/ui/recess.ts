/** Break time on both screens: the key that begins it, its bar without lesson tools, the game. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { isRecess, mayBeginRecess } from "../recess";
import type { Room, RoomView } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";

/** In the line of signs: that it is break time, else the key that begins it where this side may. */
export function recessKey(room: Room): TemplateResult {
  const now = room.now();
  if (isRecess(room.view, now)) {
    return html`<span class="sign sign--on">${icon("coffee")}${t("recess")}</span>`;
  }
  if (!mayBeginRecess(room.view, now) || room.view.signs.recess) return html`${nothing}`;
  return html`<button
    class="state-line__more"
    type="button"
    @click=${() => {
      room.signs.setRecess(true);
    }}
  >
    ${icon("coffee")}${t("recess")}
  </button>`;
}

/** For who can't see it: that it begins, and that it is over, whoever ended it. */
export function recessNews(before: RoomView | null, after: RoomView): string {
  const was = before?.signs.recess === true;
  if (after.phase !== "live" || was === after.signs.recess) return "";
  return was ? t("recess.over") : t("recess.begun");
}

/** The game and the way back, for either bar; null while there is a lesson. */
export function recessKeys(room: Room): readonly BarKey[] | null {
  if (!isRecess(room.view, room.now())) return null;
  const { on } = room.view.signs.game;
  return [
    {
      name: "game",
      word: on ? t("game.stop") : t("game.start"),
      drawing: on ? "x" : "smile",
      state: on ? "busy" : "on",
      press: () => {
        if (on) room.signs.endGame();
        else room.signs.beginGame();
      },
    },
    {
      name: "recess",
      word: t("recess.stop"),
      drawing: "arrow-left",
      press: () => {
        room.signs.setRecess(false);
      },
    },
  ];
}

/** Beside the picture, or under it; loaded with the first game. */
export function gameBeside(room: Room, name: string): TemplateResult {
  const { view } = room;
  if (!view.signs.game.on || !isRecess(view, room.now())) return html`${nothing}`;
  void import("./game-board");
  return html`<sio-game class="game" .room=${room} .name=${name}></sio-game>`;
}
