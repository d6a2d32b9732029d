/** What the pupil sees outside the lesson. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Phase, Room, RoomView } from "../view";
import { faceOf } from "./face";
import { helpAsk, helpNotice } from "./help-panel";
import { avatar, icon } from "./icon";
import { lessonLine, today } from "./lessons";
import { placeName } from "./lesson-state";
import { matesChoice } from "./mates-words";
import type { Place } from "./page";
import {
  blocked,
  endedTitle,
  hugeButton,
  mediaNotice,
  offline,
  restingButton,
  serverNotice,
} from "./parts";
import { trustPanel } from "./trust-panel";

export interface HomeStart {
  readonly room: Room;
  readonly place: Place;
  /** The press on the large button. */
  readonly enter: () => void;
  readonly help: () => void;
  /** Opens the choice of a face. */
  readonly faces: () => void;
}

export function homeStart(start: HomeStart): TemplateResult {
  const { room, place } = start;
  return html`<div class="start">
    <div class="start__main">
      <header class="greeting">
        <button class="greeting__face" type="button" @click=${start.faces}>
          ${avatar(faceOf(place, room.view), "large")}
          <span class="greeting__change">${t("face.choose")}</span>
        </button>
        <h1 class="greeting__words" tabindex="-1" data-focus>${title(room.view, place)}</h1>
      </header>
      ${serverNotice(room)} ${helpNotice(room, start.help)} ${trustPanel(room, place.pupil)}
      ${what(start)}
    </div>
    <div class="start__side">${today(room.view, room.now())} ${helpAsk(room, start.help)}</div>
  </div>`;
}

function title(view: RoomView, place: Place): string {
  if (view.phase === "waiting") return t("wait.home.title");
  if (view.phase === "called") return t("called.home");
  if (view.phase === "ended") return endedTitle(view, place.pupil);
  return t("greeting", { name: place.pupil });
}

function what(start: HomeStart): TemplateResult {
  return (INSTEAD_OF_LOBBY[start.room.view.phase] ?? lobby)(start);
}

const INSTEAD_OF_LOBBY: Partial<Record<Phase, (start: HomeStart) => TemplateResult>> = {
  offline: () => html`${resting()} ${offline()}`,
  blocked: ({ room }) => refused(room.view),
  taken: ({ room }) => taken(room),
  waiting: ({ room }) => waiting(room),
  ended: (start) => ended(start),
};

function resting(): TemplateResult {
  return restingButton(t("home.enter"), "door-open");
}

/** Where somebody can still do something about it, the button waits. */
function refused(view: RoomView): TemplateResult {
  const waits = view.block?.code === "missing";
  return html`${waits ? resting() : nothing} ${blocked(view)}`;
}

function lobby(start: HomeStart): TemplateResult {
  const { room } = start;
  if (room.view.press === "link") return elsewhere(room.view);
  return html`${presence(room.view)}
  ${hugeButton(t("home.enter"), "door-open", start.enter, notNow(room.view))}
  ${room.view.press === "enter" ? how(room) : nothing} ${mediaNotice(room)}`;
}

/** Why the large button does nothing now; empty if it works. */
function notNow(view: RoomView): string {
  if (view.press === "enter") return "";
  const next = view.plan.next;
  return next ? t("not_now.next", { lesson: lessonLine(next) }) : t("not_now");
}

function presence(view: RoomView): TemplateResult {
  if (view.phase === "called") return seat(true, t("called.text"));
  return seat(view.otherThere, view.otherThere ? t("class.there") : t("class.not_there"));
}

function seat(there: boolean, words: string): TemplateResult {
  return html`<p class="seat ${there ? "seat--there" : ""}">
    ${icon(there ? "circle-check" : "clock")}${words}
  </p>`;
}

/** Take part at once, with a face of one's own, or watch first; and what the class will see. */
function how(room: Room): TemplateResult {
  const { watching, camera } = room.view.me;
  const isDrawn = !watching && camera === "off";
  return html`<div class="how">
    ${preview(room)}
    <fieldset class="how__choices">
      <legend class="visually-hidden">${t("how.title")}</legend>
      ${option(!watching && !isDrawn, t("how.join"), t("how.join.text"), () => {
        room.watchFirst(false);
        room.setCamera(true);
      })}
      ${option(isDrawn, t("how.face"), t("how.face.text"), () => {
        room.watchFirst(false);
        room.setCamera(false);
      })}
      ${option(watching, t("how.watch"), t("how.watch.text"), () => {
        room.watchFirst(true);
      })}
      ${matesChoice(room)}
    </fieldset>
  </div>`;
}

function option(checked: boolean, word: string, text: string, choose: () => void): TemplateResult {
  return html`<label class="option">
    <input type="radio" name="how" .checked=${checked} @change=${choose} />
    <span><strong>${word}</strong><br /><span class="soft">${text}</span></span>
  </label>`;
}

function preview(room: Room): TemplateResult {
  if (!room.localStream || room.view.me.camera !== "on") return html`${nothing}`;
  return html`<figure class="preview">
    <sio-mirror .room=${room} .label=${t("preview.label")}></sio-mirror>
    <figcaption class="small soft">${t("preview.only_you")}</figcaption>
  </figure>`;
}

function elsewhere(view: RoomView): TemplateResult {
  const place = placeName(view.elsewhere);
  return html`<p class="seat seat--there">${icon("monitor")}${t("elsewhere.text")}</p>
    <a
      class="button button--primary button--huge"
      href=${view.elsewhere}
      target="_blank"
      rel="noopener noreferrer"
    >
      ${icon("external-link")}${place ? t("elsewhere.open_in", { place }) : t("elsewhere.open")}
    </a>`;
}

function taken(room: Room): TemplateResult {
  return html`<p class="lead">${t("taken.text", { device: room.view.seatLabel })}</p>
    ${hugeButton(t("taken.here"), "tablet", () => {
      room.take();
    })}`;
}

function waiting(room: Room): TemplateResult {
  const there = room.view.otherThere;
  return html`<div class="card waiting">
      ${seat(true, t("wait.you"))}
      ${seat(false, there ? t("wait.class_has_not_pressed") : t("class.not_there"))}
      <p class="soft">${t("wait.by_itself")}</p>
    </div>
    ${preview(room)}
    <p>
      <button
        class="button"
        type="button"
        @click=${() => {
          room.leave();
        }}
      >
        ${icon("arrow-left")}${t("wait.stop")}
      </button>
    </p>`;
}

function ended(start: HomeStart): TemplateResult {
  const { room } = start;
  const mayReturn = room.view.press === "enter" && room.view.ended !== "over";
  return html`${
      mayReturn
        ? hugeButton(t("ended.back"), "door-open", () => {
            room.dismiss();
            start.enter();
          })
        : nothing
    }
    <p>
      <button
        class="button"
        type="button"
        @click=${() => {
          room.dismiss();
        }}
      >
        ${icon("house")}${t("ended.done")}
      </button>
    </p>`;
}
