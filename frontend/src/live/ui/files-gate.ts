/** Opens the panel of the files and the large photo, which are fetched when first needed. */

import type { FileView, FilesView } from "../files-view";
import type { FilesPanel } from "./files-panel";
import type { PageDesk } from "./page-desk";
import type { Viewer } from "./viewer";

/** A photo that was just asked for opens by itself; one that came late does not jump in. */
const SOON_MS = 20_000;
/** Once the page is there, so that it is here when the server is away. */
const FETCH_AFTER_MS = 800;

export class FilesGate {
  private seen = new Set<string>();
  private known = new Set<string>();
  private askedAt = -Infinity;
  private isFetching = false;
  private isPanelOpen = false;

  constructor(private readonly root: ParentNode) {}

  /** After each change. */
  look({ items }: FilesView, inLesson: boolean): void {
    this.fetchSoon();
    if (!inLesson) this.closeAll();
    const fresh = items.filter(({ id, state }) => state === "here" && !this.known.has(id));
    for (const item of fresh) this.came(item);
    if (this.isPanelOpen) this.seen = new Set(items.map(({ id }) => id));
  }

  private came({ id, about }: FileView): void {
    this.known.add(id);
    const isSoon = performance.now() - this.askedAt <= SOON_MS;
    if (about === "board" && isSoon && !this.isPanelOpen) this.view(id);
  }

  /** Of theirs what nobody has looked at yet; newest last. */
  unseen(items: readonly FileView[]): readonly FileView[] {
    return items.filter(
      ({ id, mine, state }) =>
        !mine && (state === "here" || state === "asked") && !this.seen.has(id),
    );
  }

  asked(): void {
    this.askedAt = performance.now();
  }

  async open(): Promise<void> {
    this.isPanelOpen = true;
    await this.fetch();
    const panel = this.root.querySelector<FilesPanel>("sio-files");
    await panel?.open(() => {
      this.isPanelOpen = false;
    });
  }

  /** Pages that lay on the desk when the page of before went. */
  get pages(): PageDesk["news"] {
    return this.desk?.news ?? null;
  }

  /** Over the panel, where it is read how they go. */
  async openPages(): Promise<void> {
    await this.open();
    this.desk?.open();
  }

  /** Somebody has read it. */
  forgetPages(): void {
    this.desk?.readNews();
  }

  /** Null until it is fetched. */
  private get desk(): PageDesk | null {
    return this.root.querySelector<PageDesk>("sio-pages:defined");
  }

  view(id: string): void {
    this.seen.add(id);
    void this.fetch().then(() => this.root.querySelector<Viewer>("sio-viewer")?.open(id));
  }

  /** What is open over a lesson that is over would keep the page from being used. */
  private closeAll(): void {
    const open = ":is(sio-files, sio-viewer, sio-pages) dialog[open]";
    for (const dialog of this.root.querySelectorAll<HTMLDialogElement>(open)) dialog.close();
  }

  private fetchSoon(): void {
    if (this.isFetching) return;
    this.isFetching = true;
    setTimeout(() => void this.fetch().catch(() => undefined), FETCH_AFTER_MS);
  }

  private async fetch(): Promise<void> {
    await Promise.all([import("./files-panel"), import("./viewer"), import("./page-desk")]);
  }
}
