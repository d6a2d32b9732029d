/**
 * `<sio-second>`: the class's second picture, without sound, beside the first all lesson.
 *
 * Both are decoded all the time, so which of them is large is a matter of one style.
 */

import { html, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { LastPicture } from "./last-picture";
import { RoomElement } from "./room-element";

export class SecondPicture extends RoomElement {
  /** The words for who can't see the picture. */
  @property({ attribute: false }) label = "";
  private readonly last = new LastPicture(this);

  protected override render(): TemplateResult {
    return html`<video
        class="picture__video"
        autoplay
        playsinline
        .muted=${true}
        aria-label=${this.label}
        @canplay=${this.play}
        @pause=${this.play}
      ></video>
      <canvas class="picture__last" aria-hidden="true" hidden></canvas>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const video = this.querySelector("video");
    if (!this.room || !video) return;
    this.last.keep(this.room.view.phase === "interrupted");
    const stream = this.room.remoteRoom;
    if (document.readyState !== "complete") {
      // A stream without tracks would hold up the page's own "load".
      addEventListener("load", this.redraw, { once: true });
    } else if (video.srcObject !== stream) {
      video.srcObject = stream;
      this.play();
    }
  }

  private readonly redraw = (): void => {
    this.requestUpdate();
  };

  private readonly play = (): void => {
    const video = this.querySelector("video");
    if (video?.paused && video.srcObject && this.isConnected) {
      void video.play().catch(() => undefined);
    }
  };
}

customElements.define("sio-second", SecondPicture);
