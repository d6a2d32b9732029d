/** A guest in the lesson: the key that asks one, the question, and the tile beside the picture. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { isOn as isExamOn } from "../exam";
import type { GuestView } from "../guest-view";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { askedText, comingWord, goneWord, insideWord, waitWord } from "./guest-words";
import { icon } from "./icon";
import type { Place } from "./page";

/** Behind "Meer": where both sides are, no test is on, and nobody is asked yet. */
export function guestKey({ view, guest }: Room): readonly BarKey[] {
  const { phase, exam, guest: there } = view;
  const isFree = there === null || there.stage === "gone";
  if (phase !== "live" || isExamOn(exam) || !isFree) return [];
  return [{ name: "guest", word: t("guest.ask"), drawing: "users", press: () => guest.invite() }];
}

/** Over the picture: who waits, the question, or that the guest has gone; `keys`: with its own. */
export function guestNotice(room: Room, place: Place, keys = true): TemplateResult {
  const { guest } = room.view;
  if (guest === null) return html`${nothing}`;
  if (guest.stage === "inside") return insideNotice(room, guest, place);
  if (guest.stage === "gone") return note("info", goneWord(guest));
  const isAsked = guest.stage === "asked";
  if (isAsked && !guest.saidYes) return question(room, guest, place, keys);
  const words = isAsked ? comingWord(guest) : waitWord(guest, room.view.side, place);
  return note("hourglass", words, dismissKey(room, t("guest.back")));
}

/** Until its tile stands there: nobody is inside without a sign of it, and a key. */
function insideNotice(room: Room, guest: GuestView, place: Place): TemplateResult {
  if (guest.hasTile) return html`${nothing}`;
  return note("users", insideWord(guest, place), dismissKey(room, t("guest.out")));
}

function note(drawing: string, words: string, key: TemplateResult | null = null): TemplateResult {
  return html`<div class="guest-note">
    ${icon(drawing)}
    <p>${words}</p>
    ${key ?? nothing}
  </div>`;
}

function question(room: Room, guest: GuestView, place: Place, keys: boolean): TemplateResult {
  const { name } = guest;
  const title = t(`guest.asked.${room.view.side}`, { name, pupil: place.pupil });
  return html`<section class="guest-note guest-note--asks" aria-label=${title}>
    ${icon("users")}
    <div class="guest-note__words">
      <p class="guest-note__title">${title}</p>
      <p>${askedText(guest, room.view.side, place)}</p>
    </div>
    ${keys ? answers(room, name) : nothing}
  </section>`;
}

function answers(room: Room, name: string): TemplateResult {
  return html`<div class="row">
    <button class="button button--primary" type="button" @click=${() => room.guest.admit()}>
      ${icon("check")}${t("guest.yes", { name })}
    </button>
    ${dismissKey(room, t("guest.no"))}
  </div>`;
}

function dismissKey(room: Room, word: string): TemplateResult {
  return html`<button class="button" type="button" @click=${() => room.guest.dismiss()}>
    ${icon("x")}${word}
  </button>`;
}

/** Large, as long as the guest is there; fetched when the first one is asked. */
export function guestTile(room: Room, place: Place): TemplateResult {
  const { guest } = room.view;
  if (guest?.stage !== "inside" || !guest.hasTile) return html`${nothing}`;
  return html`<sio-guest-tile class="guest" .room=${room} .place=${place}></sio-guest-tile>`;
}
