/** Break time on both screens: the key that begins it, its bar without lesson tools, the game. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { isRecess, mayRecess } from "../recess";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";

/** In the line of signs: only when no lesson is on, and it is not break time yet. */
export function recessKey(room: Room): TemplateResult {
  const now = room.now();
  if (!mayRecess(room.view, now) || room.view.signs.recess) return html`${nothing}`;
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
