/** `<sio-mirror>`: my own picture, without sound; it leaves this device only in a lesson. */

import { html, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Looks } from "../kinds";
import { RoomElement } from "./room-element";

export class Mirror extends RoomElement {
  @property({ attribute: false }) label = "";
  /** As in a mirror: for a face, not for a class. */
  @property({ attribute: false }) mirrored = true;

  @property({ attribute: false }) which: Looks = "board";

  protected override render(): TemplateResult {
    return html`<video
      class="mirror ${this.mirrored ? "mirror--flipped" : ""}"
      autoplay
      playsinline
      .muted=${true}
      aria-label=${this.label}
    ></video>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const video = this.querySelector("video");
    const stream = (this.which === "board" ? this.room?.localStream : this.room?.localRoom) ?? null;
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    void video.play().catch(() => undefined);
  }
}

customElements.define("sio-mirror", Mirror);
