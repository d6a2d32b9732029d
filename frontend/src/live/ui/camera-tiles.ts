/** `<sio-camera-tiles>`: class, a tile per camera with what it sees, and what it is for. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../shared/texts";
import type { TurningView } from "../board-turning";
import type { Use } from "../cameras";
import type { CameraView, Room } from "../view";
import { turnWord } from "./camera-words";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

const USES: readonly Use[] = ["board", "room", "off"];

export class CameraTiles extends RoomElement {
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.room?.showCameras(false);
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (!room) return html`${nothing}`;
    const { cameras, isSingle } = room.view;
    return html`<fieldset class="cameras">
      <legend>${t("cameras.title")}</legend>
      ${cameras.length ? nothing : html`<p class="soft">${t("cameras.none")}</p>`}
      ${isSingle ? html`<p class="cameras__note">${icon("info")}${t("cameras.single")}</p>` : nothing}
      <div class="cameras__all">
        ${cameras.map((camera, i) => tile(room, camera, i + 1, cameras.length))}
      </div>
      <div class="cameras__keys">
        ${mayChange(cameras) ? change(room, cameras) : nothing} ${turnKey(room)}
      </div>
      <p class="cameras__note" role="status">${turnNote(room.view.turning)}</p>
    </fieldset>`;
  }
}

function tile(room: Room, camera: CameraView, number: number, count: number): TemplateResult {
  const name = camera.label || t("cameras.nameless", { number });
  const uses = count > 1 ? USES : USES.filter((use) => use !== "room");
  return html`<fieldset class="camera">
    <legend class="camera__name">${name}</legend>
    ${picture(room, camera, name)}
    <div class="camera__uses">${uses.map((use) => choice(room, camera, use))}</div>
  </fieldset>`;
}

function picture(room: Room, camera: CameraView, name: string): TemplateResult {
  if (!camera.isThere)
    return html`<p class="camera__picture camera__picture--none">
      ${icon("unlink")}${t("cameras.gone")}
    </p>`;
  const stream = room.cameraStream(camera.id);
  if (!stream)
    return html`<p class="camera__picture camera__picture--none">
      ${icon("video-off")}${t("cameras.no_preview")}
    </p>`;
  return html`<video
    class="camera__picture"
    autoplay
    playsinline
    .muted=${true}
    .srcObject=${stream}
    aria-label=${t("cameras.preview", { camera: name })}
  ></video>`;
}

function choice(room: Room, camera: CameraView, use: Use): TemplateResult {
  const onChange = (): void => {
    room.useCamera(camera.id, use);
  };
  return html`<label class="camera__use">
    <input
      type="radio"
      name="camera-${camera.id}"
      .checked=${live(camera.use === use)}
      ?disabled=${!camera.isThere && use !== "off"}
      @change=${onChange}
    />
    <span>${useWord(use)}</span>
  </label>`;
}

function useWord(use: Use): string {
  if (use === "board") return t("cameras.board");
  return use === "room" ? t("cameras.room") : t("cameras.off");
}

function mayChange(cameras: readonly CameraView[]): boolean {
  return ["board", "room"].every((use) => cameras.some((one) => one.use === use && one.isThere));
}

/** The two change places. */
function change(room: Room, cameras: readonly CameraView[]): TemplateResult {
  const press = (): void => {
    const second = cameras.find(({ use }) => use === "room");
    if (second) room.useCamera(second.id, "board");
  };
  return html`<button class="button button--small" type="button" @click=${press}>
    ${icon("refresh-cw")}${t("cameras.swap")}
  </button>`;
}

function turnKey(room: Room): unknown {
  if (room.view.turning?.mayAsk !== true) return nothing;
  const press = (): void => {
    room.letCameraTurn();
  };
  return html`<button class="button button--small" type="button" @click=${press}>
    ${icon("rotate-cw")}${t("cameras.turn")}
  </button>`;
}

function turnNote(turning: TurningView | null): unknown {
  const word = turning && turnWord(turning);
  return word ? html`${icon("info")}${word}` : nothing;
}

customElements.define("sio-camera-tiles", CameraTiles);
