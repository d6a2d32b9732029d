/** What the pupil sees in the lesson: the class, as large as it goes, and a few large keys. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import { isRecess } from "../recess";
import type { PauseReason, Room, RoomView } from "../view";
import { awayCover } from "./away";
import { batterySigns } from "./battery";
import { drawNotice } from "./draw-key";
import { examPanel } from "./exam-panel";
import { captions } from "./captions-gate";
import { faceOf } from "./face";
import { filesSigns } from "./files-signs";
import { guestNotice } from "./guest-gate";
import { homeBar } from "./home-bar";
import { avatar, icon } from "./icon";
import { theirCameraNotes } from "./camera-words";
import { myNotebook, notebookNote } from "./notebook";
import { matesPicture, matesSigns } from "./mates-words";
import type { Place } from "./page";
import { closingSoon, serverNotice } from "./parts";
import { photoWord } from "./photo-age";
import { reactionAtHome } from "./reaction-sign";
import {
  coverWith,
  savingSign,
  sign,
  sound,
  stateKeys,
  toast,
  type LessonScreen,
} from "./stage-parts";
import { screenSign } from "./screen-share";
import { soundKey, soundNotice, soundSigns } from "./sound-parts";
import { trustPanel, unlessKeptOff } from "./trust-panel";
import { largeIn, standingOf, swapKey } from "./two-pictures";
import { heardWord, isHeard, isSeen, pauseWord, seenWord } from "./words";

export function homeLesson(screen: LessonScreen): TemplateResult {
  const { room, place } = screen;
  const { view } = room;
  return html`<h1 class="visually-hidden" tabindex="-1" data-focus>
      ${t("lesson.title.home", { name: place.className })}
    </h1>
    ${stateLine(screen)}
    <div class="stage__over">
      ${examPanel(room, place.pupil)} ${guestNotice(room, place)} ${drawNotice(room)}
      ${closingSoon(room)} ${serverNotice(room)} ${trustPanel(room, place.pupil)} ${sound(screen)}
      ${soundNotice(screen)} ${filesSigns(screen)} ${notebookNote(room)} ${handSeen(view)}
      ${reactionAtHome(room)}
    </div>
    ${toast(screen, t("chat.class"))} ${view.me.paused ? nothing : boardPhoto(screen)}
    ${maySteer(room) ? html`<sio-steer class="steer" .room=${room}></sio-steer>` : nothing}
    ${unlessKeptOff(room, () => html`${captions(room)} ${cover(screen)}`)} ${swapKey(room)}
    ${matesPicture(room)} ${view.me.paused ? nothing : ownPicture(screen)} ${homeBar(screen)}`;
}

/** Does the class see and hear me? Always on, in the same place. */
function stateLine(screen: LessonScreen): TemplateResult {
  const { view } = screen.room;
  return html`<div class="state-line">
    ${sign(isSeen(view), "eye", "eye-off", seenWord(view))}
    ${sign(isHeard(view), "ear", "ear-off", heardWord(view))} ${matesSigns(view)}
    ${soundSigns(screen)} ${screenSign(view, screen.place.pupil)}
    ${theirCameraNotes(view).map((words) => html`<span class="sign sign--note">${icon("info")}${words}</span>`)}
    ${savingSign(view)} ${batterySigns(view, screen.place.pupil)}
    ${view.testPicture ? html`<span class="sign">${icon("monitor")}${t("test_picture")}</span>` : nothing}
    ${view.online ? nothing : html`<span class="sign">${icon("wifi-off")}${t("no_server")}</span>`}
    ${stateKeys(screen, soundKey(screen))}
  </div>`;
}

function handSeen(view: RoomView): TemplateResult {
  const { hand } = view;
  if (!hand?.up) return html`${nothing}`;
  const words = hand.answered ? t("hand.seen") : hand.delivered ? t("hand.up") : t("hand.sending");
  return html`<p class="my-hand ${hand.answered ? "my-hand--seen" : ""}">
    ${icon(hand.answered ? "circle-check" : "hand")}${words}
  </p>`;
}

/** A still of the board, where the line carries no moving picture. */
function boardPhoto({ room, place, photoAgeMs }: LessonScreen): TemplateResult {
  const { boardPhoto } = room.view;
  if (boardPhoto === null) return html`${nothing}`;
  return html`<figure class="board-photo">
    <img
      class="board-photo__picture"
      src=${boardPhoto}
      alt=${t("photo.alt", { name: place.className })}
    />
    <figcaption class="board-photo__word">${photoWord(photoAgeMs)}</figcaption>
  </figure>`;
}

/** There is a picture of the board's camera, nothing lies over it, and it is no break. */
export function maySteer(room: Room): boolean {
  return hasView(room.view) && !isRecess(room.view, room.now());
}

function hasView(view: RoomView): boolean {
  const { phase, me, other, steering, exam } = view;
  if (!mayUse(exam, "steer")) return false;
  if (phase !== "live" || steering === null || me.paused) return false;
  return other?.camera === "on" && !other.paused;
}

/** What lies over the class's picture: nothing, or why there is none. */
function cover(screen: LessonScreen): TemplateResult {
  const { room, place } = screen;
  const { view } = room;
  return view.me.paused ? pausedCover(room, view.me.paused) : coverOfClass(view, place);
}

function coverOfClass(view: RoomView, place: Place): TemplateResult {
  if (view.phase === "connecting") return coverWith("users", t("connecting"), "");
  if (view.away !== null) return awayCover(view, view.away, place);
  if (view.other?.paused) return coverWith("coffee", t("class.paused"), t("class.paused.text"));
  if (view.other && standingOf(view, largeIn(view)) === "off")
    return coverWith("users", t("class.no_picture"), t("class.no_picture.text"));
  return html`${nothing}`;
}

function pausedCover(room: Room, why: PauseReason): TemplateResult {
  return html`<div class="cover">
    ${icon("coffee", true)}
    <p class="cover__title">${t("paused.home", { why: pauseWord(why) })}</p>
    <p>${t("paused.home.text")}</p>
    <button
      class="button button--primary button--back"
      type="button"
      @click=${() => {
        room.resume();
      }}
    >
      ${icon("play")}${t("paused.back")}
    </button>
  </div>`;
}

function ownPicture(screen: LessonScreen): TemplateResult {
  const { room } = screen;
  const isBook = room.view.me.notebook !== null && room.localStream !== null;
  return isBook ? myNotebook(room) : mine(screen);
}

/** My own small picture, or my animal. */
function mine(screen: LessonScreen): TemplateResult {
  const { room, place } = screen;
  const { me } = room.view;
  const shown = me.camera === "on" && !me.watching && room.localStream;
  return html`<div class="mine">
    ${
      shown
        ? html`<sio-mirror .room=${room} .label=${t("mine.label")}></sio-mirror>`
        : avatar(faceOf(place, room.view), "large")
    }
    <span class="mine__word">
      ${me.microphone === "on" && !me.watching ? nothing : icon("mic-off")}
      ${me.watching ? t("mine.watching") : t("mine")}
    </span>
  </div>`;
}
