/**
 * `<sio-pages>`: pages of paper by camera, each made straight and clear, sent as one.
 *
 * All of it happens here, in this device; nothing leaves before the press on "Stuur".
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { WITHIN_MS } from "../pages-store";
import { Scan } from "../scan";
import { type Corners, INSET } from "../scan-geometry";
import type { RoomView, Side } from "../view";
import { cornersEditor } from "./corners";
import { forget, type Page, pageOf, withoutName } from "./desk-page";
import { icon } from "./icon";
import { NOWHERE, type Place } from "./page";
import { PagesKept, type Standing, standingOf } from "./pages-kept";
import { RoomElement } from "./room-element";
import "./viewfinder";

export const MOST_PAGES = 20;

export class PageDesk extends RoomElement {
  @property({ attribute: false }) place: Place = NOWHERE;
  @state() private pages: readonly Page[] = [];
  @state() private current = 0;
  @state() private corners: Corners | null = null;
  @state() private isShooting = false;
  @state() private busy = 0;
  @state() private word = "";
  private lastId = 0;
  private kept: PagesKept | null = null;
  private standing: Standing = "apart";
  private isBroughtBack = false;
  private readonly scan = new Scan();

  /** From a press: where `canScan`. */
  shoot(): void {
    this.isShooting = true;
    this.open();
  }

  open(): void {
    void this.updateComplete.then(() => {
      const dialog = this.querySelector("dialog");
      if (dialog?.open === false) dialog.showModal();
    });
  }

  /** What there is to tell of pages that lay here when the browser threw the page away. */
  get news(): "back" | "lost" | null {
    if (this.kept?.isLost) return "lost";
    const isOpen = this.querySelector("dialog")?.open === true;
    return this.pages.length > 0 && !isOpen ? "back" : null;
  }

  /** Somebody has read it. */
  readNews(): void {
    this.kept?.read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clean();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { room } = this;
    if (room === null) return;
    this.kept ??= this.begin(room.view.side);
    if (changed.has("pages") && changed.get("pages") !== undefined)
      this.kept.count(this.pages.length);
    this.follow(this.kept, room.view);
  }

  private follow(kept: PagesKept, view: RoomView): void {
    kept.settle(view.files.items);
    const standing = standingOf(view, this.standing);
    if (standing === this.standing) return;
    this.standing = standing;
    if (standing === "lesson") void this.bringBack(kept);
    if (standing === "over") this.leave();
    if (standing === "gone") kept.wipe();
  }

  private begin(side: Side): PagesKept {
    const kept = new PagesKept(side, this.place);
    kept.tidy();
    // By then all that is here now may stay no longer.
    setTimeout(() => {
      kept.tidy();
    }, WITHIN_MS);
    return kept;
  }

  private async bringBack(kept: PagesKept): Promise<void> {
    if (this.isBroughtBack) return;
    this.isBroughtBack = true;
    const pages = (await kept.bringBack()).slice(0, MOST_PAGES).map(pageOf);
    if (pages.length === 0) return;
    this.lastId = Math.max(this.lastId, ...pages.map(({ id }) => id));
    this.pages = [...pages, ...this.pages];
    this.fetchPdf();
    for (const page of pages) if (page.made === null) await this.prepare(page);
  }

  private leave(): void {
    this.querySelector("dialog")?.close();
    this.clean();
    this.kept?.empty();
  }

  protected override render(): TemplateResult {
    const page = this.pages[this.current];
    return html`<dialog
      class="viewer"
      aria-label=${t("pages.title")}
      @cancel=${this.cancelled}
      @close=${this.closed}
    >
      ${this.isShooting ? this.viewfinder() : this.desk(page)}
    </dialog>`;
  }

  private viewfinder(): TemplateResult {
    const photographed = ({ detail }: CustomEvent<readonly File[]>): void => {
      void this.toDesk().then(() => this.add(detail));
    };
    return html`<sio-viewfinder
      class="viewfinder"
      .room=${this.room}
      @photos=${photographed}
      @back=${this.back}
    ></sio-viewfinder>`;
  }

  private desk(page: Page | undefined): TemplateResult {
    return html`${this.corners === null || !page ? this.shown(page) : this.editor(page, this.corners)}
      <div class="viewer__bar">
        ${this.corners === null || !page ? this.keys(page) : this.editorKeys(page)}
      </div>
      <p class="viewer__word" role="status">${this.busy > 0 ? t("viewer.busy") : this.word}</p>`;
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
      count < MOST_PAGES
        ? key("camera", t("pages.more"), () => {
            this.shoot();
          })
        : nothing,
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
    for (const photo of photos.slice(0, Math.max(0, MOST_PAGES - this.pages.length))) {
      // Of the clock, so that it is no number of a page that is still to be brought back.
      this.lastId = Math.max(this.lastId + 1, Date.now());
      const page = pageOf({
        ...{ id: this.lastId, photo: withoutName(photo), made: null, corners: null, clear: true },
      });
      this.pages = [...this.pages, page];
      this.current = this.pages.length - 1;
      this.kept?.keep(page);
      this.fetchPdf();
      await this.prepare(page);
    }
  }

  /** So that it is here when the server is away. */
  private fetchPdf(): void {
    if (this.pages.length > 1) void import("../pages-pdf").catch(() => undefined);
  }

  private async prepare(page: Page): Promise<void> {
    await this.work(async () => {
      const found = await this.scan.find(page.photo);
      // A guess would cut off what nobody looked at.
      page.corners = found?.found ? found.corners : null;
    });
    await this.make(page);
  }

  private async make(page: Page): Promise<void> {
    await this.work(async () => {
      const made = await this.scan.make(page.photo, page.corners, page.clear);
      if (made === null) this.word = t("viewer.failed");
      if (made === null || !this.pages.includes(page)) return;
      if (page.url !== page.photoUrl) URL.revokeObjectURL(page.url);
      page.made = made;
      page.url = URL.createObjectURL(made);
      this.kept?.keep(page);
    });
  }

  private async send(): Promise<void> {
    await this.work(async () => {
      const { pages } = this;
      const made = pages.map((page) => page.made ?? page.photo);
      const [only] = made;
      if (only === undefined) return;
      const file =
        made.length === 1
          ? new File([only], t("pages.name.one"))
          : await import("../pages-pdf").then(
              async ({ pdfOf }) => new File([await pdfOf(made)], t("pages.name")),
            );
      const [id] = this.room?.files.send([file]) ?? [];
      if (id === undefined) {
        this.word = t("files.why.test");
        return;
      }
      this.kept?.sent(id, pages);
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
    this.kept?.drop([page]);
    forget(page);
  }

  /** Where the page can be read: a second press on the key of the camera would send it. */
  private async toDesk(): Promise<void> {
    this.isShooting = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".viewer__sheet")?.focus();
  }

  private readonly back = (): void => {
    if (this.pages.length > 0) void this.toDesk();
    else this.querySelector("dialog")?.close();
  };

  /** Escape closes the camera, and not the pages that were taken before. */
  private readonly cancelled = (event: Event): void => {
    if (!this.isShooting || this.pages.length === 0) return;
    event.preventDefault();
    void this.toDesk();
  };

  private readonly closed = (): void => {
    this.kept?.drop(this.pages);
    this.clean();
  };

  private readonly clean = (): void => {
    for (const page of this.pages) forget(page);
    this.pages = [];
    this.current = 0;
    this.corners = null;
    this.isShooting = false;
    this.word = "";
    this.scan.close();
  };
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
