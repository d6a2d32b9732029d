/** `<sio-files>`: what is sent and what came; nothing in it opens by itself. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { FILE_KINDS } from "../file-kinds";
import { shortName } from "../file-names";
import type { FileView, MissingFile } from "../files-view";
import { canScan } from "../scan";
import type { Room } from "../view";
import { fileDrawing, sizeWord, stateWord } from "./file-words";
import { bar } from "./files-signs";
import { icon } from "./icon";
import type { PageDesk } from "./page-desk";
import { printPicture } from "./print-picture";
import { RoomElement } from "./room-element";
import type { Viewer } from "./viewer";

const SENDABLE = Object.values(FILE_KINDS)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join();

export class FilesPanel extends RoomElement {
  /** The pupil's first name. */
  @property() pupil = "";
  private closed: () => void = () => undefined;

  async open(closed: () => void): Promise<void> {
    this.closed = closed;
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.querySelector("dialog");
    if (dialog?.open === false) dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (!room) return html`${nothing}`;
    const { items, missing } = room.view.files;
    const title = room.view.side === "home" ? t("files.title") : this.titleOfClass();
    return html`<dialog class="dialog files" aria-labelledby="files-title" @close=${this.closed}>
      <h2 id="files-title" tabindex="-1" autofocus>${title}</h2>
      ${missing.map((file) => this.missing(room, file))}
      <div class="files__choose">
        ${this.chooser("files-choose", "file-text", t("files.choose"), SENDABLE, false)}
        ${this.shooting()}
      </div>
      <p class="small soft">${t("files.limits")}</p>
      ${
        items.length
          ? html`<ul class="files__list bare-list">
              ${items.toReversed().map((file) => this.card(room, file))}
            </ul>`
          : html`<p class="soft">${t("files.none")}</p>`
      }
      ${room.view.side === "class" ? this.photosChoice(room) : nothing}
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private titleOfClass(): string {
    return t("files.title.class", { name: this.pupil });
  }

  /** Where pages can't be worked on, the device's own camera program makes a photo to send as it is. */
  private shooting(): TemplateResult {
    const word = t("files.shoot");
    if (!canScan()) return this.chooser("files-shoot", "camera", word, "image/*", true);
    const shoot = (): void => document.querySelector<PageDesk>("sio-pages")?.shoot();
    return html`<button class="button" type="button" @click=${shoot}>
      ${icon("camera")}${word}
    </button>`;
  }

  /** A label that looks like a key over an input that every browser opens from one press. */
  private chooser(
    id: string,
    drawing: string,
    word: string,
    accept: string,
    isCamera: boolean,
  ): TemplateResult {
    const chosen = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      const files = [...(input.files ?? [])];
      this.room?.files.send(files);
      // So that the same one can be chosen again.
      input.value = "";
    };
    return html`<span class="files__chooser">
      <input
        class="files__input"
        type="file"
        id=${id}
        accept=${accept}
        capture=${isCamera ? "environment" : nothing}
        ?multiple=${!isCamera}
        @change=${chosen}
      />
      <label class="button" for=${id}>${icon(drawing)}${word}</label>
    </span>`;
  }

  /** This page was loaded anew while a file was on its way. */
  private missing(room: Room, { id, name, bytes, got }: MissingFile): TemplateResult {
    const percent = Math.floor((100 * got) / Math.max(1, bytes));
    return html`<div class="notice notice--info">
      ${icon("info")}
      <div class="stack stack--tight stack--start">
        <p>${t("files.missing", { name: shortName(name), percent })}</p>
        <button
          class="button button--small button--quiet"
          type="button"
          @click=${() => {
            room.files.stop(id);
          }}
        >
          ${icon("x")}${t("files.missing.not")}
        </button>
      </div>
    </div>`;
  }

  private card(room: Room, file: FileView): TemplateResult {
    const isMoving = file.state === "going" || file.state === "waiting";
    const name = file.about === "board" ? t("snap.name") : shortName(file.name, 44);
    return html`<li class="file ${file.mine ? "file--mine" : ""}" data-state=${file.state}>
      ${icon(fileDrawing(file.kind))}
      <div class="file__words">
        <p class="file__name">${name}</p>
        <p class="small soft">
          ${whose(file)} ${sizeWord(file.bytes)} · ${stateWord(file, room.view.files.linked)}
          ${file.why ? html`<span>(${file.why})</span>` : nothing}
        </p>
        ${isMoving ? bar(file) : nothing}
      </div>
      <div class="file__keys">${this.opening(room, file)} ${this.ending(room, file)}</div>
    </li>`;
  }

  private opening(room: Room, file: FileView): unknown {
    if (file.state === "asked")
      return key("check", t("files.accept"), () => {
        room.files.accept(file.id);
      });
    const { url, kind } = file;
    if (url === null || kind === null) return nothing;
    const isPicture = FILE_KINDS[kind].shows === "picture";
    const keeps = file.about === "file" || room.view.plan.keepPhotos;
    return [
      this.shown(file, url),
      keeps && isPicture
        ? key("printer", t("files.print"), () => {
            printPicture(url);
          })
        : nothing,
      keeps
        ? html`<a class="button button--small" href=${url} download=${file.name}
            >${icon("download")}${t("files.save")}</a
          >`
        : nothing,
    ];
  }

  private shown({ id, kind }: FileView, url: string): unknown {
    const shows = kind === null ? "nowhere" : FILE_KINDS[kind].shows;
    if (shows === "picture")
      return key("eye", t("files.open"), () => {
        document.querySelector<Viewer>("sio-viewer")?.open(id);
      });
    if (shows === "sound") return html`<audio class="file__sound" controls src=${url}></audio>`;
    if (shows === "nowhere") return nothing;
    // The browser's own viewer, which prints too.
    return html`<a class="button button--small" href=${url} target="_blank" rel="noopener"
      >${icon("external-link")}${t("files.open")}</a
    >`;
  }

  private ending(room: Room, { id, state, mine }: FileView): TemplateResult {
    const isOver =
      state === "here" || state === "sent" || state === "refused" || state === "stopped";
    const word = isOver ? "files.away" : mine ? "files.stop" : "files.stop.theirs";
    return key(isOver ? "trash-2" : "x", t(word), () => {
      room.files.stop(id);
    });
  }

  private photosChoice(room: Room): TemplateResult {
    const onChange = (event: Event): void => {
      room.files.allowPhotos((event.target as HTMLInputElement).checked);
    };
    return html`<label class="choice">
      <input type="checkbox" .checked=${room.view.files.photos} @change=${onChange} />
      ${t("snap.allowed", { name: this.pupil })}
    </label>`;
  }
}

/** What is not here yet was not received. */
function whose({ mine, state }: FileView): string {
  if (mine) return `${t("files.mine")} ·`;
  return state === "here" ? `${t("files.theirs")} ·` : "";
}

function key(drawing: string, word: string, press: () => void): TemplateResult {
  return html`<button class="button button--small" type="button" @click=${press}>
    ${icon(drawing)}${word}
  </button>`;
}

customElements.define("sio-files", FilesPanel);
