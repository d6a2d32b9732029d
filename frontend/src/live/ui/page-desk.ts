/**
 * `<sio-pages>`: pages of paper by camera, each made straight and clear, sent as one.
 *
 * All of it happens here, in this device; nothing leaves before the press on "Stuur".
 */

import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { canScan, Scan } from "../scan";
import { type Corners, INSET } from "../scan-geometry";
import { cornersEditor } from "./corners";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

interface Page {
  readonly id: number;
  readonly photo: Blob;
  readonly photoUrl: string;
  corners: Corners | null;
  clear: boolean;
  /** What was made of the photo; the photo itself while there is nothing. */
  made: Blob;
  url: string;
}

export const MOST_PAGES = 20;

export class PageDesk extends RoomElement {
  @state() private pages: readonly Page[] = [];
  @state() private current = 0;
  @state() private corners: Corners | null = null;
  @state() private busy = 0;
  @state() private word = "";
  private lastId = 0;
  private readonly scan = new Scan();

  /** False if these can't be worked on here: then they are sent as they are. */
  open(photos: readonly File[]): boolean {
    if (!canScan()) return false;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector("dialog");
      if (dialog?.open === false) dialog.showModal();
    });
    void this.add(photos);
    return true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clean();
  }

  protected override render(): TemplateResult {
    const page = this.pages[this.current];
    return html`<dialog class="viewer" aria-label=${t("pages.title")} @close=${this.clean}>
      ${this.corners === null || !page ? this.shown(page) : this.editor(page, this.corners)}
      <div class="viewer__bar">
        ${this.corners === null || !page ? this.keys(page) : this.editorKeys(page)}
      </div>
      <p class="viewer__word" role="status">${this.busy > 0 ? t("viewer.busy") : this.word}</p>
    </dialog>`;
  }

  private shown(page: Page | undefined): TemplateResult {
    return html`<div class="viewer__sheet" tabindex="0">
        ${
          page
            ? html`<img
                class="viewer__picture"
                src=${page.url}
                alt=${t("pages.page", { number: this.current + 1 })}
              />`
            : nothing
        }
      </div>
      ${this.pages.length > 1 ? this.row() : nothing}`;
  }

  private row(): TemplateResult {
    return html`<div class="pages__row">
      ${this.pages.map(
        ({ url }, i) =>
          html`<button
            class="pages__small"
            type="button"
            aria-pressed=${i === this.current ? "true" : "false"}
            aria-label=${t("pages.page", { number: i + 1 })}
            @click=${() => {
              this.current = i;
            }}
          >
            <img src=${url} alt="" />
          </button>`,
      )}
    </div>`;
  }

  private editor(page: Page, corners: Corners): TemplateResult {
    return cornersEditor(page.photoUrl, corners, (next) => {
      this.corners = next;
    });
  }

  private keys(page: Page | undefined): unknown {
    const count = this.pages.length;
    return [
      page ? this.mending(page) : nothing,
      count < MOST_PAGES ? this.more() : nothing,
      key("x", t("pages.not"), () => this.querySelector("dialog")?.close()),
      count
        ? key(
            "send",
            count === 1 ? t("pages.send.one") : t("pages.send", { count }),
            () => void this.send(),
            false,
            true,
          )
        : nothing,
    ];
  }

  private mending(page: Page): unknown {
    return [
      key("square", t("pages.corners"), () => {
        this.corners = page.corners ?? INSET;
        this.word = t("viewer.corners");
      }),
      key(
        "sun",
        t("viewer.clear"),
        () => {
          page.clear = !page.clear;
          void this.make(page);
        },
        page.clear,
      ),
      key("trash-2", t("pages.away"), () => {
        this.takeOut(page);
      }),
    ];
  }

  private more(): TemplateResult {
    const chosen = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      void this.add([...(input.files ?? [])]);
      input.value = "";
    };
    return html`<span class="files__chooser files__chooser--small">
      <input
        class="files__input"
        type="file"
        id="pages-more"
        accept="image/*"
        capture="environment"
        @change=${chosen}
      />
      <label class="button button--small" for="pages-more">${icon("plus")}${t("pages.more")}</label>
    </span>`;
  }

  private editorKeys(page: Page): unknown {
    return [
      key(
        "check",
        t("viewer.corners.yes"),
        () => {
          page.corners = this.corners;
          this.corners = null;
          this.word = "";
          void this.make(page);
        },
        false,
        true,
      ),
      key("maximize", t("pages.whole"), () => {
        page.corners = null;
        this.corners = null;
        this.word = "";
        void this.make(page);
      }),
      key("x", t("viewer.corners.no"), () => {
        this.corners = null;
        this.word = "";
      }),
    ];
  }

  private async add(photos: readonly File[]): Promise<void> {
    for (const photo of photos.slice(0, MOST_PAGES - this.pages.length)) {
      this.lastId += 1;
      const url = URL.createObjectURL(photo);
      const page: Page = {
        ...{ id: this.lastId, photo, photoUrl: url, made: photo, url },
        ...{ corners: null, clear: true },
      };
      this.pages = [...this.pages, page];
      this.current = this.pages.length - 1;
      // So that it is here when the server is away.
      if (this.pages.length === 2) void import("../pages-pdf").catch(() => undefined);
      await this.work(async () => {
        const found = await this.scan.find(photo);
        // A guess would cut off what nobody looked at.
        page.corners = found?.found ? found.corners : null;
      });
      await this.make(page);
    }
  }

  private async make(page: Page): Promise<void> {
    await this.work(async () => {
      const made = await this.scan.make(page.photo, page.corners, page.clear);
      if (made === null) this.word = t("viewer.failed");
      if (made === null || !this.pages.includes(page)) return;
      if (page.url !== page.photoUrl) URL.revokeObjectURL(page.url);
      page.made = made;
      page.url = URL.createObjectURL(made);
    });
  }

  private async send(): Promise<void> {
    await this.work(async () => {
      const made = this.pages.map((page) => page.made);
      const [only] = made;
      if (only === undefined) return;
      const file =
        made.length === 1
          ? new File([only], t("pages.name.one"))
          : await import("../pages-pdf").then(
              async ({ pdfOf }) => new File([await pdfOf(made)], t("pages.name")),
            );
      this.room?.files.send([file]);
      this.querySelector("dialog")?.close();
    });
  }

  private async work(act: () => Promise<void>): Promise<void> {
    this.busy += 1;
    try {
      await act();
    } catch {
      this.word = t("viewer.failed");
    }
    this.busy -= 1;
    this.requestUpdate();
  }

  private takeOut(page: Page): void {
    this.pages = this.pages.filter((one) => one !== page);
    this.current = Math.max(0, Math.min(this.current, this.pages.length - 1));
    forget(page);
  }

  private readonly clean = (): void => {
    for (const page of this.pages) forget(page);
    this.pages = [];
    this.current = 0;
    this.corners = null;
    this.word = "";
    this.scan.close();
  };
}

function forget({ url, photoUrl }: Page): void {
  URL.revokeObjectURL(url);
  URL.revokeObjectURL(photoUrl);
}

function key(
  drawing: string,
  word: string,
  press: () => void,
  isOn = false,
  isMain = false,
): TemplateResult {
  return html`<button
    class="button button--small ${isMain ? "button--primary" : ""}"
    type="button"
    aria-pressed=${isOn ? "true" : nothing}
    @click=${press}
  >
    ${icon(drawing)}${word}
  </button>`;
}

customElements.define("sio-pages", PageDesk);
