/**
 * `<sio-mates>`: classmates who are at home too, small, below each other; without sound, which comes
 * with the class's. One press hides them.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Mate } from "../mates";
import type { Room } from "../view";
import { icon } from "./icon";
import { matesIn, toggleMates } from "./mates-words";
import { RoomElement } from "./room-element";

export class Mates extends RoomElement {
  protected override render(): TemplateResult {
    const { room } = this;
    if (!room) return html`${nothing}`;
    const mates = matesIn(room.view);
    if (room.view.me.together === "hidden") return html`${this.key(room, "eye", t("mates.show"))}`;
    return html`<div class="mates__picture" data-mates=${mates.length}>
        <video
          class="mates__video"
          autoplay
          playsinline
          .muted=${true}
          ?hidden=${!mates.some(({ shown }) => shown)}
          aria-label=${t("mates.picture")}
          @canplay=${this.play}
          @pause=${this.play}
        ></video>
        <ul class="mates__names">
          ${mates.map(name)}
        </ul>
      </div>
      ${this.key(room, "eye-off", t("mates.hide"))}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const video = this.querySelector("video");
    if (!this.room || !video) return;
    const stream = this.room.remoteMates;
    if (video.srcObject !== stream) video.srcObject = stream;
    this.play();
  }

  private key(room: Room, drawing: string, word: string): TemplateResult {
    return html`<button
      class="mates__key"
      type="button"
      aria-keyshortcuts="k"
      @click=${() => {
        toggleMates(room);
      }}
    >
      ${icon(drawing)}<span class="mates__word">${word}</span>
    </button>`;
  }

  private readonly play = (): void => {
    const video = this.querySelector("video");
    if (video?.paused && video.srcObject && this.isConnected) {
      void video.play().catch(() => undefined);
    }
  };
}

function name({ name, shown }: Mate): TemplateResult {
  return html`<li class="mates__one" ?data-dark=${!shown}>
    ${shown ? nothing : icon("user", true)}<span class="mates__name">${name}</span>
  </li>`;
}

customElements.define("sio-mates", Mates);
