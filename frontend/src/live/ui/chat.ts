/** `<sio-chat>`: a side panel with what pupil and class wrote. Nothing of it is kept. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../shared/texts";
import type { ChatLineView } from "../view";
import { authorOf } from "./announcements";
import { icon } from "./icon";
import type { Place } from "./page";
import { RoomElement } from "./room-element";

const LONGEST = 500;

/** Fires `close` when the person is done with it. */
export class Chat extends RoomElement {
  @property({ attribute: false }) place: Place | null = null;
  private lastShown = "";

  protected override render(): TemplateResult {
    return html`<aside class="chat" aria-labelledby="chat-title">
      <header class="chat__top">
        <h2 class="chat__title" id="chat-title">${t("chat.title")}</h2>
        <button class="button button--small" type="button" @click=${this.onClose}>
          ${icon("x")}${t("close")}
        </button>
      </header>
      <div class="chat__log" role="log" aria-live="off" tabindex="0" aria-labelledby="chat-title">
        <ol class="chat__lines">
          ${this.lines()}
        </ol>
      </div>
      <form class="chat__form" @submit=${this.onSubmit}>
        <label class="visually-hidden" for="chat-text">${t("chat.write")}</label>
        <input
          class="input"
          id="chat-text"
          name="text"
          maxlength=${LONGEST}
          autocomplete="off"
          placeholder=${t("chat.write")}
        />
        <button class="button button--primary" type="submit">
          ${icon("send")}${t("chat.send")}
        </button>
      </form>
    </aside>`;
  }

  protected override firstUpdated(): void {
    this.querySelector("input")?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const last = this.room?.view.chat.at(-1)?.id ?? "";
    if (last === this.lastShown) return;
    this.lastShown = last;
    const log = this.querySelector(".chat__log");
    log?.scrollTo({ top: log.scrollHeight });
  }

  private lines(): unknown {
    const chat = this.room?.view.chat ?? [];
    if (!chat.length) return html`<li class="chat__empty">${t("chat.empty")}</li>`;
    return repeat(
      chat,
      (line) => line.id,
      (line) => this.line(line),
    );
  }

  private line(line: ChatLineView): TemplateResult {
    const author = this.place ? authorOf(line, this.place) : "";
    return html`<li class="chat__line ${line.mine ? "chat__line--mine" : ""}">
      <span class="chat__author">${author}</span>
      <span class="chat__text">${line.text}</span>
      ${
        line.delivery === "sending"
          ? html`<span class="chat__sending">${t("chat.sending")}</span>`
          : nothing
      }
    </li>`;
  }

  private readonly onClose = (): void => {
    this.dispatchEvent(new CustomEvent("close"));
  };

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = this.querySelector("input");
    if (!field || !this.room?.sendChat(field.value.trim())) return;
    field.value = "";
    field.focus();
  };
}

customElements.define("sio-chat", Chat);
