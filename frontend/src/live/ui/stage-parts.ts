/** Pieces of the lesson's screen that both sides share. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import type { FileView } from "../files-view";
import type { ChatLineView, Room, RoomView } from "../view";
import type { BarKey } from "./bar";
import { helpKey } from "./help-panel";
import { icon } from "./icon";
import type { Place } from "./page";
import { recessKey } from "./recess";

export interface LessonDeeds {
  readonly unlockSound: () => void;
  readonly askPause: () => void;
  readonly openHelp: () => void;
  readonly openSettings: () => void;
  readonly openSound: () => void;
  readonly toggleChat: () => void;
  readonly openFiles: () => void;
  readonly openPages: () => void;
  readonly forgetPages: () => void;
  readonly askPhoto: () => void;
  /** Home: opens or shuts the reactions. */
  readonly react: () => void;
}

export interface LessonScreen {
  readonly room: Room;
  readonly place: Place;
  readonly deeds: LessonDeeds;
  readonly chatOpen: boolean;
  readonly reactionsOpen: boolean;
  readonly unread: readonly ChatLineView[];
  /** The line that lies over the picture for a while. */
  readonly toast: ChatLineView | null;
  /** How long ago the still of the board came in; 0 if there is none. */
  readonly photoAgeMs: number;
  /** Pages of paper were on the desk when this page was loaded anew: they are there again, or gone. */
  readonly pages: "back" | "lost" | null;
  /** Files that came and that nobody has looked at; newest last. */
  readonly filesUnseen: readonly FileView[];
}

export function sign(on: boolean, drawing: string, off: string, words: string): TemplateResult {
  return html`<span class="sign ${on ? "sign--on" : ""}"
    >${icon(on ? drawing : off)}${words}</span
  >`;
}

/** At the end of the line of signs: they stay together, however narrow it is. */
export function stateKeys({ room, deeds }: LessonScreen, first: TemplateResult): TemplateResult {
  return html`<span class="state-line__keys">
    ${first} ${recessKey(room)} ${helpKey(room, deeds.openHelp)}
    <button class="state-line__more" type="button" @click=${deeds.openSettings}>
      ${icon("settings")}${t("settings.title")}
    </button>
  </span>`;
}

/** Only while a picture is given up: why it is slow, or not there. */
export function savingSign(view: RoomView): TemplateResult {
  if (!view.saving || view.away !== null) return html`${nothing}`;
  return html`<span class="sign sign--note">${icon("info")}${t("saving")}</span>`;
}

/** One large button where the browser keeps the sound back. */
export function sound(screen: LessonScreen): TemplateResult {
  if (!screen.room.view.soundBlocked) return html`${nothing}`;
  return html`<button
    class="button button--primary button--sound"
    type="button"
    @click=${screen.deeds.unlockSound}
  >
    ${icon("volume-2")}${t("sound.unlock")}
  </button>`;
}

/** The last thing the other side wrote, while the panel is closed. */
export function toast(screen: LessonScreen, author: string): TemplateResult {
  const last = screen.toast;
  if (!last || screen.chatOpen || !mayUse(screen.room.view.exam, "chat")) return html`${nothing}`;
  return html`<button class="toast" type="button" @click=${screen.deeds.toggleChat}>
    ${icon("message-circle")}<span><strong>${author}:</strong> ${last.text}</span>
  </button>`;
}

export function coverWith(drawing: string, title: string, text: string): TemplateResult {
  return html`<div class="cover">
    ${icon(drawing, true)}
    <p class="cover__title">${title}</p>
    ${text ? html`<p>${text}</p>` : nothing}
  </div>`;
}

export function chatKey(screen: LessonScreen): BarKey {
  return {
    name: "chat",
    word: t("chat"),
    drawing: "message-circle",
    state: screen.chatOpen ? "busy" : "on",
    count: screen.chatOpen ? 0 : screen.unread.length,
    press: screen.deeds.toggleChat,
  };
}
