/** What lies over the picture for a while: a photo that comes, one that was taken, a file that came. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import { shortName } from "../file-names";
import type { FileView, SnapView } from "../files-view";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { percentOf, whyWord } from "./file-words";
import { icon } from "./icon";
import type { LessonDeeds, LessonScreen } from "./stage-parts";

export function filesSigns(screen: LessonScreen): TemplateResult {
  const { room } = screen;
  const { snap } = room.view.files;
  return html`${snap === null ? nothing : snapSign(room, snap)} ${pagesSign(screen)}
  ${newest(screen)}`;
}

/** A tab that was thrown away, or loaded anew. */
function pagesSign({ pages, deeds, room }: LessonScreen): TemplateResult {
  if (pages === null) return html`${nothing}`;
  if (pages === "back") return mayUse(room.view.exam, "files") ? backSign(deeds) : html`${nothing}`;
  return html`<div class="file-sign" role="status">
    ${icon("info")}
    <p class="file-sign__words">${t("pages.lost")}</p>
    <button class="button button--small" type="button" @click=${deeds.forgetPages}>
      ${icon("check")}${t("notice.ok")}
    </button>
  </div>`;
}

function backSign({ openPages }: LessonDeeds): TemplateResult {
  return html`<div role="status">
    <button class="file-sign file-sign--press" type="button" @click=${openPages}>
      ${icon("file-text")}
      <span class="file-sign__words">${t("pages.back")}</span>
      ${icon("arrow-right")}
    </button>
  </div>`;
}

/** In class: one press takes it back, one more ends it for the lesson. */
export function shutterSign({ files, view }: Room, name: string): TemplateResult {
  if (view.files.shutter === null) return html`${nothing}`;
  return html`<div class="file-sign file-sign--shutter" role="status">
    ${icon("camera")}
    <p class="file-sign__words"><strong>${t("shutter", { name })}</strong></p>
    <button
      class="button button--small"
      type="button"
      @click=${() => {
        files.takeBackPhoto();
      }}
    >
      ${icon("x")}${t("shutter.back")}
    </button>
    <button
      class="button button--quiet button--small"
      type="button"
      @click=${() => {
        files.allowPhotos(false);
      }}
    >
      ${t("shutter.off")}
    </button>
  </div>`;
}

function snapSign(room: Room, { id, why }: SnapView): TemplateResult {
  const coming = room.view.files.items.find((file) => file.id === id);
  const close = (): void => {
    room.files.closePhoto();
  };
  if (why !== null)
    return html`<div class="file-sign" role="status">
      ${icon("info")}
      <p class="file-sign__words">${whyWord(why)} <span class="small soft">${why}</span></p>
      <button class="button button--small" type="button" @click=${close}>
        ${icon("check")}${t("notice.ok")}
      </button>
    </div>`;
  return html`<div class="file-sign">
    ${icon("camera")}
    <p class="file-sign__words">${coming ? comingWord(coming) : t("snap.asked")}</p>
    ${coming ? bar(coming) : nothing}
  </div>`;
}

function comingWord(file: FileView): string {
  if (file.halted === "thin") return t("files.thin");
  if (file.halted === "line") return t("files.line");
  return t("snap.coming", { percent: percentOf(file) });
}

export function bar(file: FileView): TemplateResult {
  return html`<progress
    class="file-bar"
    max="100"
    .value=${percentOf(file)}
    aria-label=${t("files.progress", { name: shortName(file.name) })}
  ></progress>`;
}

/** Quiet: it opens when somebody presses, and never by itself. */
function newest({ filesUnseen, deeds, room }: LessonScreen): TemplateResult {
  const file = filesUnseen.findLast(({ about }) => about === "file");
  if (!file || !mayUse(room.view.exam, "files")) return html`${nothing}`;
  const words = file.state === "asked" ? "files.new.asked" : "files.new";
  return html`<button class="file-sign file-sign--press" type="button" @click=${deeds.openFiles}>
    ${icon("file-text")}
    <span class="file-sign__words"
      >${t(room.view.side === "home" ? `${words}.home` : `${words}.class`)}
      <strong>${shortName(file.name)}</strong></span
    >
    ${icon("arrow-right")}
  </button>`;
}

export function filesKey({ room, deeds, filesUnseen }: LessonScreen): BarKey {
  const { items } = room.view.files;
  const isBusy = items.some(({ state, about }) => state === "going" && about === "file");
  return {
    name: "files",
    word: t("files"),
    drawing: "file-text",
    state: isBusy ? "busy" : "on",
    count: filesUnseen.length,
    press: deeds.openFiles,
  };
}

export function photoKey({ room, deeds }: LessonScreen): BarKey {
  const { snap } = room.view.files;
  return {
    name: "photo",
    word: t("snap"),
    drawing: "camera",
    letter: "f",
    state: snap !== null && snap.why === null ? "busy" : "on",
    press: deeds.askPhoto,
  };
}
