/** The pupil's exercise book: the key, the own view, and what both screens say. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { NotebookNote } from "../notebook";
import { isRecess } from "../recess";
import type { Turn } from "../turns";
import type { Room, RoomView } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";

/** Not for who is not seen at all, nor in a break. */
export function notebookKeys(room: Room): readonly BarKey[] {
  const { me } = room.view;
  if (me.paused !== null || me.watching || isRecess(room.view, room.now())) return [];
  const isShown = me.notebook !== null;
  return [
    {
      name: "notebook",
      word: isShown ? t("notebook.hide") : t("notebook.show"),
      drawing: isShown ? "user" : "book-open",
      letter: "s",
      state: isShown ? "busy" : "on",
      press: () => {
        toggleNotebook(room);
      },
    },
  ];
}

export function toggleNotebook(room: Room): void {
  if (room.view.me.notebook === null) room.notebook.show();
  else room.notebook.hide();
}

export function turnNotebook(room: Room): void {
  if (room.view.me.notebook !== null) room.notebook.turn();
}

/** In the place of my own face: as the class sees it, and not as in a mirror. */
export function myNotebook(room: Room): TemplateResult {
  const { notebook } = room.view.me;
  return html`<div class="mine mine--notebook">
    <sio-mirror
      data-turn=${notebook ?? 0}
      .room=${room}
      .mirrored=${false}
      .label=${t("notebook.label")}
    ></sio-mirror>
    <span class="mine__word">${t("notebook.mine")}</span>
    <div class="mine__keys">
      <button
        class="mine__key mine__key--wide"
        type="button"
        aria-keyshortcuts="d"
        @click=${() => {
          turnNotebook(room);
        }}
      >
        ${icon("rotate-cw")}${t("notebook.turn")}
      </button>
    </div>
  </div>`;
}

/** Home: why there is none. */
export function notebookNote({ view }: Room): TemplateResult {
  const { notebookNote: note } = view;
  if (note === null) return html`${nothing}`;
  return html`<div class="file-sign">
    ${icon("info")}
    <p class="file-sign__words">${noteWord(note)}</p>
  </div>`;
}

function noteWord(note: NotebookNote): string {
  return note === "no_rear" ? t("notebook.no_rear") : t("notebook.failed");
}

/** Class: what is to be seen there. */
export function notebookSign({ other }: RoomView, pupil: string): TemplateResult {
  if (!isBook(other)) return html`${nothing}`;
  return html`<span class="sign sign--on"
    >${icon("book-open")}${t("notebook.theirs", { name: pupil })}</span
  >`;
}

/** Class: how far it is to be turned; null: their picture is no exercise book. */
export function turnOf(room: Room | null | undefined): Turn | null {
  return room?.view.other?.notebook ?? null;
}

function isBook(party: RoomView["other"]): boolean {
  return party !== null && party.notebook !== null && party.camera === "on";
}

/** For a screen reader. */
export function notebookNews(before: RoomView | null, after: RoomView, pupil: string): string {
  const { notebookNote: note } = after;
  if (note !== null && note !== before?.notebookNote) return noteWord(note);
  return after.side === "class" ? theirNews(before, after, pupil) : myNews(before, after);
}

function theirNews(before: RoomView | null, after: RoomView, pupil: string): string {
  if (after.phase !== "live" || !isBook(after.other)) return "";
  return isBook(before?.other ?? null) ? "" : t("notebook.theirs", { name: pupil });
}

function myNews(before: RoomView | null, { me }: RoomView): string {
  const was = before?.me.notebook ?? null;
  if (was === me.notebook) return "";
  if (me.notebook === null) return t("notebook.over");
  return was === null ? t("notebook.on") : t("notebook.turned", { degrees: me.notebook });
}
