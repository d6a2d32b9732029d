/**
 * `<sio-viewer>`: one picture, large. It can be made straight and clear, at home, by hand.
 *
 * A photo of the board can be kept or printed only where the agreement says so.
 */

import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { FileView } from "../files-view";
import { canScan, Scan } from "../scan";
import { type Corners, INSET } from "../scan-geometry";
import { cornersEditor } from "./corners";
import { icon } from "./icon";
import { printPicture } from "./print-picture";
import { RoomElement } from "./room-element";

/** What was made of the picture: shown in its place. */
interface Made {
  readonly url: string;
  readonly isClear: boolean;
}

export class Viewer extends RoomElement {
  @state() private shown: string | null = null;
  @state() private made: Made | null = null;
  @state() private corners: Corners | null = null;
  @state() private isBusy = false;
  @state() private isLarge = false;
  @state() private word = "";
  /** Of the corners that were said to be right. */
  private straight: Corners | null = null;
  private readonly scan = new Scan();

  open(id: string): void {
    this.clean();
    this.shown = id;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector("dialog");
      if (dialog?.open === false) dialog.showModal();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clean();
  }

  protected override render(): TemplateResult {
    const file = this.file;
    if (!this.room || !file?.url) return html`${nothing}`;
    return html`<dialog class="viewer" aria-label=${this.nameOf(file)} @close=${this.close}>
      ${this.corners === null ? this.picture(file, file.url) : this.editor(file.url)}
      <div class="viewer__bar">
        ${this.corners === null ? this.keys(file, file.url) : this.editorKeys(file.url)}
      </div>
      <p class="viewer__word" role="status">${this.isBusy ? t("viewer.busy") : this.word}</p>
    </dialog>`;
  }

  /** Taken back, or the lesson is over: it goes from the screen too. */
  protected override updated(): void {
    if (this.shown !== null && !this.file?.url) this.close();
  }

  private get file(): FileView | undefined {
    return this.room?.view.files.items.find(({ id }) => id === this.shown);
  }

  private nameOf(file: FileView): string {
    return file.about === "board" ? t("snap.name") : file.name;
  }

  private mayKeep(file: FileView): boolean {
    return file.about === "file" || (this.room?.view.plan.keepPhotos ?? false);
  }

  private picture(file: FileView, url: string): TemplateResult {
    return html`<div
      class="viewer__sheet ${this.isLarge ? "viewer__sheet--large" : ""}"
      tabindex="0"
    >
      <img
        class="viewer__picture"
        src=${this.made?.url ?? url}
        alt=${this.nameOf(file)}
        draggable="false"
        @contextmenu=${this.mayKeep(file) ? nothing : prevented}
      />
    </div>`;
  }

  private editor(url: string): TemplateResult {
    return cornersEditor(url, this.corners ?? INSET, (corners) => {
      this.corners = corners;
    });
  }

  private keys(file: FileView, url: string): unknown {
    const { made } = this;
    return [
      this.sizing(),
      canScan() ? this.mending(url, made?.isClear ?? false) : nothing,
      made ? this.back() : nothing,
      this.mayKeep(file) ? this.keeping(file, made?.url ?? url) : nothing,
      key("check", t("viewer.close"), () => this.querySelector("dialog")?.close(), false, true),
    ];
  }

  private sizing(): TemplateResult {
    return key("maximize", t(this.isLarge ? "viewer.whole" : "viewer.large"), () => {
      this.isLarge = !this.isLarge;
    });
  }

  private back(): TemplateResult {
    return key("refresh-cw", t("viewer.as_it_was"), () => {
      this.straight = null;
      this.drop();
    });
  }

  private mending(url: string, isClear: boolean): unknown {
    return [
      key("square", t("viewer.straight"), () => void this.propose(url)),
      key("sun", t("viewer.clear"), () => void this.make(url, this.straight, !isClear), isClear),
    ];
  }

  private keeping(file: FileView, now: string): unknown {
    return [
      key("printer", t("files.print"), () => {
        printPicture(now);
      }),
      html`<a
        class="button button--small"
        href=${now}
        download=${this.made ? "blad.jpg" : file.name}
        >${icon("download")}${t("files.save")}</a
      >`,
    ];
  }

  private editorKeys(url: string): unknown {
    return [
      key("check", t("viewer.corners.yes"), () => {
        this.straight = this.corners;
        this.corners = null;
        void this.make(url, this.straight, this.made?.isClear ?? false);
      }),
      key("x", t("viewer.corners.no"), () => {
        this.corners = null;
        this.word = "";
      }),
    ];
  }

  private async propose(url: string): Promise<void> {
    await this.busy(async () => {
      const picture = await pictureAt(url);
      const found = this.straight ? null : await this.scan.find(picture);
      this.corners = this.straight ?? found?.corners ?? INSET;
      this.word = t(found?.found ? "viewer.corners.found" : "viewer.corners");
    });
  }

  private async make(url: string, corners: Corners | null, clear: boolean): Promise<void> {
    const shown = this.shown;
    await this.busy(async () => {
      if (corners === null && !clear) {
        this.drop();
        return;
      }
      const blob = await this.scan.make(await pictureAt(url), corners, clear);
      if (blob === null) this.word = t("viewer.failed");
      if (blob === null || this.shown !== shown) return;
      this.drop();
      this.word = "";
      this.made = { url: URL.createObjectURL(blob), isClear: clear };
    });
  }

  private async busy(act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await act();
    } catch {
      this.word = t("viewer.failed");
    }
    this.isBusy = false;
  }

  private drop(): void {
    if (this.made !== null) URL.revokeObjectURL(this.made.url);
    this.made = null;
  }

  private clean(): void {
    this.drop();
    this.scan.close();
    this.corners = this.straight = this.shown = null;
    this.isLarge = false;
    this.word = "";
  }

  private readonly close = (): void => {
    this.querySelector("dialog")?.close();
    this.clean();
  };
}

/** From memory: nothing is fetched from anywhere. */
async function pictureAt(url: string): Promise<Blob> {
  const picture = document.createElement("img");
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob) resolve(blob);
        else reject(new Error("no picture"));
      },
      "image/jpeg",
      0.95,
    );
  });
}

function prevented(event: Event): void {
  event.preventDefault();
}

function key(
  drawing: string,
  word: string,
  press: () => void,
  isOn = false,
  isLast = false,
): TemplateResult {
  return html`<button
    class="button button--small ${isLast ? "button--primary" : ""}"
    type="button"
    aria-pressed=${isOn ? "true" : nothing}
    @click=${press}
  >
    ${icon(drawing)}${word}
  </button>`;
}

customElements.define("sio-viewer", Viewer);
