/** What is kept of the desk until it has arrived, was thrown away, or the lesson is over. */

import { indexedDatabases } from "../../shared/databases";
import type { FileView } from "../files-view";
import { type KeptPage, PagesStore } from "../pages-store";
import { browserTime } from "../time";
import type { BlockView, RoomView, Side } from "../view";
import type { Place } from "./page";
import { inLesson } from "./parts";
import { pagesMark } from "./pages-mark";

/** Where the desk stands; `apart`: neither in a lesson, nor was there one. */
export type Standing = "apart" | "lesson" | "over" | "gone";

const GONE: readonly BlockView["code"][] = ["unpaired", "right_ended", "revoked", "traject_ended"];

export class PagesKept {
  /** There were pages, and this browser has kept none. */
  isLost = false;
  private readonly store: PagesStore;
  private readonly mark = pagesMark();
  /** Of a page of before: asked before anything is kept. */
  private readonly wasLeft = this.mark.isLeft;
  /** The pages of each file that is under way. */
  private readonly sending = new Map<string, readonly number[]>();

  constructor(side: Side, { traject, pairing }: Place) {
    const owner = { side, traject, pairing };
    this.store = new PagesStore(indexedDatabases(), owner, browserTime);
  }

  /** What may stay no longer goes, also where nobody enters a lesson. */
  tidy(): void {
    void this.store.bringBack();
  }

  async bringBack(): Promise<readonly KeptPage[]> {
    const pages = await this.store.bringBack();
    this.isLost = this.wasLeft && pages.length === 0;
    return pages;
  }

  keep(page: KeptPage): void {
    void this.store.keep(page);
  }

  /** How many lie there now. */
  count(pages: number): void {
    this.mark.keep(pages > 0);
  }

  sent(file: string, pages: readonly KeptPage[]): void {
    this.sending.set(
      file,
      pages.map(({ id }) => id),
    );
  }

  /** They are on the desk no longer; those that are under way stay until they are there. */
  drop(pages: readonly KeptPage[]): void {
    const away = [...this.sending.values()].flat();
    void this.store.drop(pages.map(({ id }) => id).filter((id) => !away.includes(id)));
  }

  /** After each change: what has arrived, or goes no further, is kept no longer. */
  settle(items: readonly FileView[]): void {
    for (const [file, pages] of this.sending) {
      if (items.some(({ id, state }) => id === file && isUnderWay(state))) continue;
      this.sending.delete(file);
      void this.store.drop(pages);
    }
  }

  /** Somebody has read that they are lost. */
  read(): void {
    this.isLost = false;
    this.mark.keep(false);
  }

  empty(): void {
    this.sending.clear();
    void this.store.empty();
  }

  wipe(): void {
    this.sending.clear();
    void this.store.wipe();
  }
}

function isUnderWay(state: FileView["state"]): boolean {
  return state === "checking" || state === "waiting" || state === "going";
}

/** A seat that another device took, or a lesson too long ago to come back to, is no end. */
export function standingOf(view: RoomView, before: Standing): Standing {
  if (view.block !== null && GONE.includes(view.block.code)) return "gone";
  if (inLesson(view)) return "lesson";
  return view.ended === null ? before : "over";
}
