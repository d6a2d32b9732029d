/**
 * `<sio-picture>`: the other side's picture and sound, in one `<video>` that lives all lesson.
 *
 * Browsers give sound only after a press: `unlock()` belongs in the press on the large button.
 * Where the browser still refuses, the picture runs without sound and the room is told, so that
 * the screen can show one button. While the line is down the last picture stays, as a drawing.
 */

import { html, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { LastPicture } from "./last-picture";
import { RoomElement } from "./room-element";

export class Picture extends RoomElement {
  /** The words for who can't see the picture. */
  @property({ attribute: false }) label = "";
  private readonly last = new LastPicture(this);

  /** Plays with sound. Call it from a press. */
  unlock(): void {
    void this.play();
  }

  protected override render(): TemplateResult {
    return html`<video
        class="picture__video"
        autoplay
        playsinline
        aria-label=${this.label}
        @canplay=${this.onStopped}
        @pause=${this.onStopped}
      ></video>
      <canvas class="picture__last" aria-hidden="true" hidden></canvas>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const video = this.video;
    if (!this.room || !video) return;
    this.last.keep(this.room.view.phase === "interrupted");
    this.choosePlace(video);
    const stream = this.room.remoteStream;
    if (document.readyState !== "complete") {
      // A stream without tracks would hold up the page's own "load", and the tab would go on turning.
      addEventListener("load", this.redraw, { once: true });
    } else if (video.srcObject !== stream) {
      video.srcObject = stream;
      void this.play();
    } else if (!this.room.view.soundBlocked) {
      video.muted = !this.room.view.me.speaker;
    }
    video.volume = this.room.view.sound.playerVolume;
  }

  private get video(): HTMLVideoElement | null {
    return this.querySelector("video");
  }

  private readonly redraw = (): void => {
    this.requestUpdate();
  };

  private readonly onStopped = (): void => {
    if (this.video?.paused && this.isConnected) void this.play();
  };

  private async play(): Promise<void> {
    const { room, video } = this;
    if (!room || !video?.srcObject) return;
    video.muted = !room.view.me.speaker;
    try {
      await video.play();
      room.reportSound(false);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      video.muted = true;
      room.reportSound(true);
      await video.play().catch(() => undefined);
    }
  }

  private choosePlace(video: HTMLVideoElement): void {
    const wanted = this.room?.view.sound.speaker ?? "";
    if (!("setSinkId" in video) || video.sinkId === wanted) return;
    void video.setSinkId(wanted).catch(() => undefined);
  }
}

customElements.define("sio-picture", Picture);
