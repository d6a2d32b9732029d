/** What the class sees in the lesson: the pupil, as if sitting there. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { PartyView, Room, RoomView } from "../view";
import { awayCover } from "./away";
import { barKey, type BarKey } from "./bar";
import { batterySigns } from "./battery";
import { drawKey, drawNotice, mayDraw } from "./draw-key";
import { examKey, examPanel, keysInExam } from "./exam-panel";
import { faceOf } from "./face";
import { filesKey, filesSigns, shutterSign } from "./files-signs";
import { guestKey, guestNotice } from "./guest-gate";
import { icon } from "./icon";
import { cameraSigns, ourCameras } from "./our-cameras";
import { isLit, isSeldom, moreKey } from "./more";
import { notebookSign } from "./notebook";
import { closingSoon, serverNotice } from "./parts";
import { recessKeys } from "./recess";
import { reactionInClass } from "./reaction-sign";
import {
  chatKey,
  coverWith,
  savingSign,
  sign,
  sound,
  stateKeys,
  toast,
  type LessonScreen,
} from "./stage-parts";
import { screenKeys, screenNote, screenSign } from "./screen-share";
import { soundKey, soundNotice, soundSigns } from "./sound-parts";
import { trustPanel, unlessKeptOff } from "./trust-panel";
import { pauseWord, pupilNote, pupilSign } from "./words";

export interface ClassScreen extends LessonScreen {
  readonly fullScreen: BarKey | null;
  readonly openSpots: () => void;
}

export function classLesson(screen: ClassScreen): TemplateResult {
  const { room, place } = screen;
  return html`<h1 class="visually-hidden" tabindex="-1" data-focus>
      ${t("lesson.title.class", { name: place.pupil })}
    </h1>
    ${stateLine(screen)}
    <div class="stage__over">
      ${shutterSign(room, place.pupil)} ${examPanel(room, place.pupil)} ${guestNotice(room, place)}
      ${drawNotice(room)} ${closingSoon(room)} ${serverNotice(room)}
      ${trustPanel(room, place.pupil)} ${sound(screen)} ${soundNotice(screen)} ${filesSigns(screen)}
      ${screenNote(room)} ${room.view.me.paused ? nothing : reactionInClass(room, place.pupil)}
    </div>
    ${toast(screen, place.pupil)} ${unlessKeptOff(room, () => cover(screen))}
    ${room.view.me.paused ? nothing : ourCameras(room, place.pupil, screen.openSpots)}
    ${bar(screen)}`;
}

/** Always on: does the pupil see and hear us? And is the pupil seen and heard? */
function stateLine(screen: ClassScreen): TemplateResult {
  const { view } = screen.room;
  const { pupil } = screen.place;
  const { other } = view;
  const note = pupilNote(other, pupil);
  return html`<div class="state-line">
    ${sign(isWithUs(other), "eye", "eye-off", pupilSign(other, pupil))}
    ${note ? html`<span class="sign sign--note">${icon("info")}${note}</span>` : nothing}
    ${notebookSign(view, pupil)} ${screenSign(view, pupil)} ${cameraSigns(view)}
    ${soundSigns(screen)} ${savingSign(view)} ${batterySigns(view, pupil)}
    ${view.testPicture ? html`<span class="sign">${icon("monitor")}${t("test_picture")}</span>` : nothing}
    ${view.online ? nothing : html`<span class="sign">${icon("wifi-off")}${t("no_server")}</span>`}
    ${stateKeys(screen, soundKey(screen))}
  </div>`;
}

function isWithUs(other: PartyView | null): boolean {
  return other !== null && (other.sees || other.hears);
}

function cover(screen: ClassScreen): TemplateResult {
  const { room, place } = screen;
  const { view } = room;
  if (view.me.paused) return ourPause(room);
  if (view.phase === "connecting") return coverWith("users", t("connecting"), "");
  if (view.away !== null) return awayCover(view, view.away, place);
  return hidesPicture(view.other) ? withoutPicture(screen, view.other) : html`${nothing}`;
}

export function hidesPicture(other: PartyView | null): boolean {
  return other !== null && (other.camera !== "on" || other.watching || other.paused !== null);
}

/** The pupil is there without a picture: not an error but a way of being there. */
function withoutPicture({ room, place }: ClassScreen, other: PartyView | null): TemplateResult {
  const name = place.pupil;
  return html`<div class="cover cover--pupil">
    <sio-face .room=${room} .address=${faceOf(place, room.view)} .name=${name}></sio-face>
    <p class="cover__name">${name}</p>
    <p>${insteadOfPicture(other, name)}</p>
  </div>`;
}

function insteadOfPicture(other: PartyView | null, name: string): string {
  if (other?.paused) return t("note.paused", { name, why: pauseWord(other.paused) });
  if (other?.watching) return t("note.watching", { name });
  return t("note.with_face", { name });
}

function ourPause(room: Room): TemplateResult {
  return html`<div class="cover">
    ${icon("coffee", true)}
    <p class="cover__title">${t("paused.class")}</p>
    <p>${t("paused.class.text")}</p>
    <button
      class="button button--primary button--back"
      type="button"
      @click=${() => {
        room.resume();
      }}
    >
      ${icon("play")}${t("paused.class.back")}
    </button>
  </div>`;
}

function bar(screen: ClassScreen): TemplateResult {
  const { room } = screen;
  return html`<div class="bar bar--class" role="group" aria-label=${t("bar.title")}>
    ${keysInExam(room, keysOf(screen)).map(barKey)} ${moreKey(keysInExam(room, seldom(screen)))}
    ${barKey(endKey(room))}
  </div>`;
}

export function keysOf(screen: ClassScreen): readonly BarKey[] {
  const { room } = screen;
  return [
    ...[speakerKey(room), ...(recessKeys(room) ?? []), ...shareKeys(room).filter(isLit)],
    ...[pauseKey(room), chatKey(screen)],
  ];
}

/** Behind "Meer"; in a break nothing of a lesson. */
export function seldom(screen: ClassScreen): readonly BarKey[] {
  const { room } = screen;
  const full = screen.fullScreen ? [screen.fullScreen] : [];
  if (recessKeys(room) !== null) return full;
  const shares = shareKeys(room).filter(isSeldom);
  return [...shares, ...examKey(room), filesKey(screen), ...guestKey(room), ...full];
}

/** What the class shows besides its cameras. */
function shareKeys(room: Room): readonly BarKey[] {
  return [...screenKeys(room), ...(mayDraw(room) ? [drawKey(room)] : [])];
}

function speakerKey(room: Room): BarKey {
  const on = room.view.me.speaker;
  return {
    name: "speaker",
    word: on ? t("speaker.on") : t("speaker.off"),
    drawing: on ? "volume-2" : "volume-x",
    letter: "m",
    state: on ? "on" : "off",
    press: () => {
      room.setSpeaker(!on);
    },
  };
}

function pauseKey(room: Room): BarKey {
  return {
    name: "pause",
    word: pauseWords(room.view),
    drawing: room.view.me.paused ? "play" : "coffee",
    letter: "p",
    press: () => {
      togglePause(room);
    },
  };
}

function pauseWords(view: RoomView): string {
  return view.me.paused ? t("paused.class.back") : t("pause");
}

export function togglePause(room: Room): void {
  if (room.view.me.paused) room.resume();
  else room.pause("class");
}

function endKey(room: Room): BarKey {
  return {
    name: "leave",
    word: t("end"),
    drawing: "phone-off",
    press: () => {
      room.leave();
    },
  };
}
