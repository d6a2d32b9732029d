/** `<sio-exam-time>`: how much time is left. A child whom that makes nervous puts it away. */

import { html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { leftMs } from "../exam";
import { countdown } from "./clock";
import { icon } from "./icon";
import { TickingRoomElement } from "./room-element";

class ExamTime extends TickingRoomElement {
  @state() private isHidden = false;

  protected override render(): TemplateResult {
    const exam = this.room?.view.exam ?? null;
    const left = this.room && exam ? countdown(leftMs(exam, this.room.now())) : "";
    return html`<p class="exam__time">
        ${icon("clock")}
        ${
          this.isHidden
            ? html`<span>${t("exam.time.hidden")}</span>`
            : html`<span class="visually-hidden">${t("exam.left")}</span
                ><strong class="number exam__left">${left}</strong>`
        }
      </p>
      <button
        class="button button--small button--quiet exam__hide"
        type="button"
        @click=${this.toggle}
      >
        ${icon(this.isHidden ? "eye" : "eye-off")}${this.isHidden ? t("exam.time.show") : t("exam.time.hide")}
      </button>`;
  }

  private readonly toggle = (): void => {
    this.isHidden = !this.isHidden;
  };
}

customElements.define("sio-exam-time", ExamTime);
