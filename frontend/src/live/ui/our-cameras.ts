/** Class: what goes out of each camera, always on, so that whoever carries the device can aim it. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { type Looks, LOOKS } from "../kinds";
import { isWhole } from "../region";
import type { Room, RoomView } from "../view";
import { cameraName, ourCameraNotes, shownOf } from "./camera-words";
import { icon } from "./icon";
import { lockButton } from "./lock-button";
import { oursWord } from "./steer-words";

export function ourCameras(room: Room, pupil: string, openSpots: () => void): TemplateResult {
  if (room.view.me.room === null) return oneCamera(room, pupil, openSpots);
  return html`<div class="mine mine--two">
    ${LOOKS.map((which) => oneOfTwo(room, which, pupil))} ${steeringKeys(room, openSpots)}
  </div>`;
}

function oneCamera(room: Room, pupil: string, openSpots: () => void): TemplateResult {
  const { view } = room;
  if (view.me.screen) return html`<div class="mine mine--class">${ourScreen()}</div>`;
  if (!room.localStream || view.me.camera !== "on") return html`${nothing}`;
  return html`<div class="mine mine--class">
    ${board(room, t("ours.label", { name: pupil }))}
    <span class="mine__word">${oursWord(view, pupil)}</span>
    ${steeringKeys(room, openSpots)}
  </div>`;
}

/** With a frame around where the pupil looks. */
function board(room: Room, label: string): TemplateResult {
  return html`<div class="mine__picture">
    ${mirror(room, "board", label)}<sio-where class="where" .room=${room}></sio-where>
  </div>`;
}

/** The lock stands there once the pupil looks around; the rest behind one press. */
function steeringKeys(room: Room, openSpots: () => void): TemplateResult {
  const { steering } = room.view;
  if (steering === null) return html`${nothing}`;
  const isSteered = steering.locked || !isWhole(steering.wanted);
  return html`<div class="mine__keys">
    ${isSteered ? lockButton(room, steering, "mine__key") : nothing}
    <button class="mine__key" type="button" aria-label=${t("steer.spots")} @click=${openSpots}>
      ${icon("ellipsis")}
    </button>
  </div>`;
}

/** Not the screen itself: one that is shared whole would show itself in itself. */
function ourScreen(): TemplateResult {
  return html`<span class="mine__off mine__off--screen">${icon("monitor", true)}</span>
    <span class="mine__word">${icon("monitor")}${t("screen.ours")}</span>`;
}

function oneOfTwo(room: Room, which: Looks, pupil: string): TemplateResult {
  if (which === "board" && room.view.me.screen)
    return html`<div class="mine__one">${ourScreen()}</div>`;
  const camera = cameraName(which);
  const isOn = isShown(room, which);
  const large = isOn && room.view.other?.looks === which ? largeWord(pupil) : nothing;
  return html`<div class="mine__one">
    ${isOn ? pictureOf(room, which, camera) : html`<span class="mine__off">${icon("video-off")}</span>`}
    <span class="mine__word">${icon(isOn ? "video" : "video-off")}${camera}${large}</span>
  </div>`;
}

function pictureOf(room: Room, which: Looks, label: string): TemplateResult {
  return which === "board" ? board(room, label) : mirror(room, which, label);
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
