/**
 * `<sio-viewfinder>`: what a camera sees of a page, and one press for a photo of it.
 *
 * Says `photos` with what was taken or chosen, and `back`. The camera is on as long as this is there.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { Failure } from "../capture";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

type Standing = "opening" | "open" | "taking" | "failed" | Failure;

const WORDS: Readonly<Record<Standing, string>> = {
  opening: "viewfinder.opening",
  open: "viewfinder.open",
  taking: "viewfinder.taking",
  failed: "viewfinder.failed",
  refused: "viewfinder.refused",
  missing: "viewfinder.missing",
  busy: "viewfinder.busy",
  insecure: "viewfinder.unsupported",
  unsupported: "viewfinder.unsupported",
};

export class Viewfinder extends RoomElement {
  @state() private standing: Standing = "opening";
  @state() private stream: MediaStream | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.room?.pageCamera.close();
  }

  protected override render(): TemplateResult {
    const { standing } = this;
    return html`<div class="viewer__sheet">
        ${this.isNone ? icon("video-off", true) : this.picture()}
      </div>
      <p class="viewer__word viewfinder__word" role="status">${t(WORDS[standing])}</p>
      <div class="viewer__bar">
        ${this.isNone ? this.again() : this.shutter()} ${this.chooser()}
        <button class="button" type="button" @click=${this.back}>
          ${icon("x")}${t("pages.not")}
        </button>
      </div>`;
  }

  protected override firstUpdated(): void {
    void this.begin();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // The key that had it is gone.
    if (!this.contains(document.activeElement)) this.querySelector("button")?.focus();
    const video = this.querySelector("video");
    if (!video || video.srcObject === this.stream) return;
    video.srcObject = this.stream;
    void video.play().catch(() => undefined);
  }

  private get isNone(): boolean {
    return this.stream === null && this.standing !== "opening";
  }

  private picture(): TemplateResult {
    return html`<video
      class="viewfinder__picture"
      autoplay
      playsinline
      .muted=${true}
      aria-label=${t("viewfinder.picture")}
    ></video>`;
  }

  /** There from the first moment, so that Enter takes the photo once the camera is open. */
  private shutter(): TemplateResult {
    const isReady = this.stream !== null && this.standing !== "taking";
    return html`<button
      class="button button--primary"
      type="button"
      autofocus
      aria-disabled=${isReady ? nothing : "true"}
      @click=${() => void this.take()}
    >
      ${icon("camera")}${t("viewfinder.take")}
    </button>`;
  }

  private again(): TemplateResult {
    return html`<button class="button" type="button" @click=${() => void this.begin()}>
      ${icon("refresh-cw")}${t("viewfinder.again")}
    </button>`;
  }

  private chooser(): TemplateResult {
    const chosen = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      const photos = [...(input.files ?? [])];
      input.value = "";
      if (photos.length > 0) this.say("photos", photos);
    };
    return html`<span class="files__chooser viewfinder__chooser">
      <input
        class="files__input"
        type="file"
        id="viewfinder-choose"
        accept="image/*"
        multiple
        @change=${chosen}
      />
      <label class="button" for="viewfinder-choose">
        ${icon("image")}${t("viewfinder.choose")}
      </label>
    </span>`;
  }

  private async begin(then: Standing = "open"): Promise<void> {
    this.standing = "opening";
    const outcome = (await this.room?.pageCamera.open(this.lost)) ?? null;
    if (outcome === null) return;
    const isFailure = typeof outcome === "string";
    this.stream = isFailure ? null : outcome;
    this.standing = isFailure ? outcome : then;
  }

  private async take(): Promise<void> {
    if (this.stream === null || this.standing === "taking") return;
    this.standing = "taking";
    const photo = await this.room?.pageCamera.take().catch(() => null);
    if (photo && this.isConnected) {
      this.say("photos", [new File([photo], t("pages.name.one"), { type: photo.type })]);
    } else if (this.isConnected && !this.isNone) {
      await this.begin("failed");
    }
  }

  private readonly lost = (): void => {
    this.stream = null;
    this.standing = "missing";
  };

  private readonly back = (): void => {
    this.say("back");
  };

  private say(name: "photos" | "back", photos: readonly File[] = []): void {
    this.dispatchEvent(new CustomEvent(name, { detail: photos }));
  }
}

customElements.define("sio-viewfinder", Viewfinder);
