/**
 * `<sio-guest-tile>`: the guest, large, with name and role, as long as it is in the lesson.
 *
 * Nothing flows to or from the guest but while this stands in the page.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { GuestView } from "../guest-view";
import { outputFor, plainVolume } from "../sound-limit";
import type { Room, RoomView } from "../view";
import { insideWord, missingWord } from "./guest-words";
import { icon } from "./icon";
import { NOWHERE, type Place } from "./page";
import { RoomElement } from "./room-element";

export class GuestTile extends RoomElement {
  @property({ attribute: false }) place: Place = NOWHERE;
  private shownIn: Room | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shownIn?.guest.show(false);
    this.shownIn = null;
  }

  protected override render(): TemplateResult {
    const guest = this.room?.view.guest;
    if (!this.room || !guest) return html`${nothing}`;
    const { name, hasPicture } = guest;
    return html`<section class="guest__tile" aria-label=${insideWord(guest, this.place)}>
      <div class="guest__picture" ?data-off=${!hasPicture}>
        <video autoplay playsinline aria-label=${name} @pause=${this.play}></video>
        ${hasPicture ? nothing : icon("user", true)}
      </div>
      <div class="guest__words">
        <p class="guest__name">${insideWord(guest, this.place)}</p>
        <p class="guest__role">${roleWord(guest)}</p>
        ${this.out(this.room, name)}
      </div>
    </section>`;
  }

  private out(room: Room, name: string): TemplateResult {
    return html`<button
      class="button guest__out"
      type="button"
      data-picture="put_out"
      @click=${() => room.guest.dismiss()}
    >
      ${icon("log-out")}${t("guest.out")}<span class="visually-hidden">${name}</span>
    </button>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { room, video } = this;
    if (!room || !video) return;
    this.shownIn = room;
    room.guest.show(true);
    if (video.srcObject !== room.guest.stream) video.srcObject = room.guest.stream;
    const { devices, sound, soundBlocked, me } = room.view;
    video.muted = !me.speaker || soundBlocked || me.paused !== null;
    video.volume = volumeIn(room.view);
    this.choosePlace(video, sound.speaker ?? devices.speaker ?? "");
    this.play();
  }

  private get video(): HTMLVideoElement | null {
    return this.querySelector("video");
  }

  /** Where the browser refuses it sound, the lesson's own picture is refused too, and asks a press. */
  private readonly play = (): void => {
    const { video } = this;
    if (!video?.paused || !this.isConnected) return;
    void video.play().catch(() => undefined);
  };

  private choosePlace(video: HTMLVideoElement, wanted: string): void {
    if (!("setSinkId" in video) || video.sinkId === wanted) return;
    void video.setSinkId(wanted).catch(() => undefined);
  }
}

function roleWord(guest: GuestView): string {
  return [t("guest.role"), missingWord(guest)].filter((one) => one !== "").join(". ");
}

/** As loud as the other side is here, and never above this device's limit. */
function volumeIn({ side, sound, other }: RoomView): number {
  if (side === "home") return sound.playerVolume;
  return plainVolume(outputFor(sound, other?.whisper === true));
}

customElements.define("sio-guest-tile", GuestTile);
