/** Class: what goes out of each camera, always on, so that whoever carries the device can aim it. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { type Looks, LOOKS } from "../kinds";
import type { Room, RoomView } from "../view";
import { cameraName, ourCameraNotes, shownOf } from "./camera-words";
import { icon } from "./icon";

export function ourCameras(room: Room, pupil: string): TemplateResult {
  const { view } = room;
  if (view.me.room === null) return oneCamera(room, pupil);
  return html`<div class="mine mine--two">
    ${LOOKS.map((which) => oneOfTwo(room, which, pupil))}
  </div>`;
}

function oneCamera(room: Room, pupil: string): TemplateResult {
  const { view } = room;
  if (!room.localStream || view.me.camera !== "on") return html`${nothing}`;
  return html`<div class="mine">
    ${mirror(room, "board", t("ours.label", { name: pupil }))}
    <span class="mine__word"
      >${view.other?.sees ? t("ours", { name: pupil }) : t("ours.unseen")}</span
    >
  </div>`;
}

function oneOfTwo(room: Room, which: Looks, pupil: string): TemplateResult {
  const camera = cameraName(which);
  const isOn = isShown(room, which);
  const large = isOn && room.view.other?.looks === which ? largeWord(pupil) : nothing;
  return html`<div class="mine__one">
    ${isOn ? mirror(room, which, camera) : html`<span class="mine__off">${icon("video-off")}</span>`}
    <span class="mine__word">${icon(isOn ? "video" : "video-off")}${camera}${large}</span>
  </div>`;
}

function isShown(room: Room, which: Looks): boolean {
  const stream = which === "board" ? room.localStream : room.localRoom;
  return shownOf(room.view.me, which)?.state === "on" && stream !== null;
}

/** What the pupil looks at. */
function largeWord(name: string): TemplateResult {
  const words = t("cameras.large", { name });
  return html`<span class="visually-hidden">: ${words}</span>${icon("maximize")}`;
}

function mirror(room: Room, which: Looks, label: string): TemplateResult {
  return html`<sio-mirror
    .room=${room}
    .which=${which}
    .mirrored=${false}
    .label=${label}
  ></sio-mirror>`;
}

/** In words, for as long as it is so. */
export function cameraSigns(view: RoomView): TemplateResult {
  return html`${ourCameraNotes(view).map(
    (words) =>
      html`<span class="sign sign--note sign--low">${icon("triangle-alert")}${words}</span>`,
  )}`;
}
