/** What the class sees outside the lesson: whose place this is, and one large button. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Phase, Room, RoomView } from "../view";
import { faceOf } from "./face";
import { helpAsk, helpNotice } from "./help-panel";
import { avatar, icon } from "./icon";
import { lessonLine } from "./lessons";
import { placeName } from "./lesson-state";
import type { Place } from "./page";
import {
  blocked,
  endedTitle,
  hugeButton,
  mediaNotice,
  notice,
  offline,
  restingButton,
  serverNotice,
} from "./parts";
import { trustPanel } from "./trust-panel";

export interface ClassStart {
  readonly room: Room;
  readonly place: Place;
  readonly enter: () => void;
  readonly help: () => void;
  readonly openSettings: () => void;
  readonly fullScreen: TemplateResult;
  /** Buddy of the day and tasks. */
  readonly helpers: TemplateResult;
}

export function classStart(start: ClassStart): TemplateResult {
  const { room, place } = start;
  const name = place.pupil;
  return html`<div class="kiosk">
    <header class="kiosk__who">
      ${avatar(faceOf(place, room.view), "huge")}
      <h1 class="kiosk__name" tabindex="-1" data-focus>
        <span class="kiosk__small">${t("kiosk.place")}</span> ${name}
      </h1>
    </header>
    <div class="kiosk__what" role="group" aria-label=${name}>
      ${serverNotice(room)} ${helpNotice(room, start.help)} ${trustPanel(room, name)} ${what(start)}
      <div class="kiosk__else">
        ${start.helpers} ${helpAsk(room, start.help)} ${cameras(start)} ${start.fullScreen}
      </div>
    </div>
  </div>`;
}

/** Before the lesson, with nobody looking on: which camera shows what. */
function cameras({ room, openSettings }: ClassStart): TemplateResult {
  const { cameras } = room.view;
  const isOffered = cameras.length > 1 && !cameras.some(({ use }) => use === "room");
  return html`<div class="stack stack--tight stack--start">
    ${isOffered ? html`<p class="soft">${t("cameras.second")}</p>` : nothing}
    <button class="button button--quiet" type="button" @click=${openSettings}>
      ${icon("video")}${t("cameras.choose")}
    </button>
  </div>`;
}

function what(start: ClassStart): TemplateResult {
  return (INSTEAD_OF_LOBBY[start.room.view.phase] ?? lobby)(start);
}

const INSTEAD_OF_LOBBY: Partial<Record<Phase, (start: ClassStart) => TemplateResult>> = {
  offline: () => html`${resting()} ${offline()}`,
  blocked: ({ room }) => refused(room.view),
  taken: ({ room }) => taken(room),
  waiting: ({ room, place }) => waiting(room, place),
  ended: (start) => ended(start),
};

function resting(): TemplateResult {
  return restingButton(t("class.enter"), "video");
}

/** Where somebody can still do something about it, the button waits. */
function refused(view: RoomView): TemplateResult {
  const waits = view.block?.code === "missing";
  return html`${waits ? resting() : nothing} ${blocked(view)}`;
}

function lobby(start: ClassStart): TemplateResult {
  const { room, place } = start;
  const { view } = room;
  if (view.elsewhere) return elsewhere(view);
  return html`${lesson(view)} ${presence(view, place.pupil)}
  ${hugeButton(t("class.enter"), "video", start.enter, notNow(view))}
  ${view.plan.autoAnswer ? html`<p class="soft">${t("kiosk.auto")}</p>` : nothing}
  ${mediaNotice(room)}`;
}

function lesson(view: RoomView): TemplateResult {
  const { current, next } = view.plan;
  const which = current ?? next;
  const words = which ? lessonLine(which) : t("kiosk.no_lesson");
  return html`<p class="kiosk__lesson">
    ${icon("clock")}${current ? t("kiosk.now", { lesson: words }) : next ? t("kiosk.next", { lesson: words }) : words}
  </p>`;
}

function presence(view: RoomView, name: string): TemplateResult {
  const called = view.phase === "called";
  const words = called
    ? t("called.class", { name })
    : view.otherThere
      ? t("pupil.there", { name })
      : t("pupil.not_there", { name });
  const there = called || view.otherThere;
  return html`<p class="seat ${there ? "seat--there" : ""} ${called ? "seat--called" : ""}">
    ${icon(there ? "circle-check" : "clock")}${words}
  </p>`;
}

function notNow(view: RoomView): string {
  if (view.press === "enter") return "";
  const next = view.plan.next;
  return next ? t("not_now.next", { lesson: lessonLine(next) }) : t("not_now");
}

function elsewhere(view: RoomView): TemplateResult {
  const place = placeName(view.elsewhere);
  return notice(
    "info",
    place ? t("elsewhere.class_in", { place }) : t("elsewhere.class"),
    html`<p>${t("elsewhere.class.text")}</p>`,
  );
}

function taken(room: Room): TemplateResult {
  return html`<p class="lead">${t("taken.text.class", { device: room.view.seatLabel })}</p>
    ${hugeButton(t("taken.here"), "tablet", () => {
      room.take();
    })}`;
}

function waiting(room: Room, place: Place): TemplateResult {
  const name = place.pupil;
  const words = room.view.otherThere
    ? t("wait.pupil_has_not_pressed", { name })
    : t("pupil.not_there", { name });
  return html`<div class="card waiting">
      <p class="seat seat--there">${icon("circle-check")}${t("wait.class_ready")}</p>
      <p class="seat">${icon("clock")}${words}</p>
      <p class="soft">${t("wait.by_itself")}</p>
    </div>
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

function ended(start: ClassStart): TemplateResult {
  const { room, place } = start;
  const again = (): void => {
    room.dismiss();
    start.enter();
  };
  return html`<h2>${endedTitle(room.view, place.pupil)}</h2>
    ${room.view.press === "enter" ? hugeButton(t("class.again"), "video", again) : nothing}
    <p>
      <button
        class="button"
        type="button"
        @click=${() => {
          room.dismiss();
        }}
      >
        ${icon("check")}${t("ended.done")}
      </button>
    </p>`;
}
