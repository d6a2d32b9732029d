/** `<sio-help>`: asks the helpdesk, shows what it sees of this side, and stops it. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { HelpView, Room } from "../view";
import { figureWords } from "./help-words";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

export class HelpDialog extends RoomElement {
  /** Of the helpdesk; empty if there is none. */
  @property() phone = "";

  open(): void {
    this.requestUpdate();
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    const help = this.room?.view.help ?? null;
    return html`<dialog class="dialog" aria-labelledby="help-title">
      <h2 id="help-title" tabindex="-1" autofocus>
        ${help === null ? t("help.ask") : t("help.on")}
      </h2>
      ${this.room ? (help === null ? this.ask(this.room) : this.shown(this.room, help)) : nothing}
      <form method="dialog">
        <button class="button button--quiet">${icon("arrow-left")}${t("help.back")}</button>
      </form>
    </dialog>`;
  }

  private ask(room: Room): TemplateResult {
    return html`<p>${t("help.ask.text")}</p>
      <p class="small soft">${t("help.ask.sees")}</p>
      ${this.call()}
      <button
        class="button button--primary"
        type="button"
        ?disabled=${!room.view.online}
        @click=${() => {
          room.askHelp();
        }}
      >
        ${icon("life-buoy")}${t("help.ask.yes")}
      </button>`;
  }

  private shown(room: Room, help: HelpView): TemplateResult {
    return html`<p>${t("help.on.text")}</p>
      ${
        help.figures === null
          ? html`<p class="soft">${t("help.soon")}</p>`
          : html`<dl class="facts facts--narrow">
              ${figureWords(help.figures).map(
                ([name, value]) =>
                  html`<dt>${name}</dt>
                    <dd class="number">${value}</dd>`,
              )}
            </dl>`
      }
      <p class="small soft">${t("help.until", { time: clock(help.until) })}</p>
      <button
        class="button"
        type="button"
        ?disabled=${!room.view.online}
        @click=${() => {
          room.stopHelp();
          this.querySelector("dialog")?.close();
        }}
      >
        ${icon("eye-off")}${t("help.stop")}
      </button>`;
  }

  private call(): TemplateResult {
    if (!this.phone) return html`${nothing}`;
    return html`<p>${icon("phone")} ${t("help.call", { phone: this.phone })}</p>`;
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

customElements.define("sio-help", HelpDialog);
