/** `<sio-pause>`: asks the pupil for a short reason; the class sees only that word. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { PauseReason } from "../view";
import { icon } from "./icon";
import { RoomElement } from "./room-element";
import { pauseWord } from "./words";

const REASONS: readonly (readonly [PauseReason, string])[] = [
  ["rest", "bed"],
  ["care", "heart-handshake"],
  ["meal", "utensils"],
  ["class", "ellipsis"],
];

export class PauseDialog extends RoomElement {
  open(): void {
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="dialog" aria-labelledby="pause-title">
      <h2 id="pause-title">${t("pause.title")}</h2>
      <p>${t("pause.text")}</p>
      <div class="reasons">${REASONS.map(([reason, drawing]) => this.choice(reason, drawing))}</div>
      <form method="dialog">
        <button class="button button--quiet">${icon("arrow-left")}${t("pause.not")}</button>
      </form>
    </dialog>`;
  }

  private choice(reason: PauseReason, drawing: string): TemplateResult {
    const onClick = (): void => {
      this.querySelector("dialog")?.close();
      this.room?.pause(reason);
    };
    return html`<button class="button reason" type="button" @click=${onClick}>
      ${icon(drawing, true)}${pauseWord(reason)}
    </button>`;
  }
}

customElements.define("sio-pause", PauseDialog);
