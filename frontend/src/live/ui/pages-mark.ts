/**
 * That pages of paper lay on the desk: where the browser keeps none (`pages-store.ts`) they are gone
 * when it throws the page away. Kept by this tab, so that the pupil hears of it.
 */

import { memoryStore, type Store } from "../choices";
import { isRecent } from "../pages-store";

export class PagesMark {
  constructor(
    private readonly store: Store,
    private readonly key: string,
    private readonly now: () => number,
  ) {}

  /** Until they are sent or thrown away. */
  keep(isOnDesk: boolean): void {
    if (isOnDesk) this.store.setItem(this.key, String(this.now()));
    else this.store.removeItem(this.key);
  }

  /** To be asked before anything is kept: then it is of a page of before. */
  get isLeft(): boolean {
    return isRecent(Number(this.store.getItem(this.key) ?? Number.NaN), this.now());
  }
}

const memory = memoryStore();

/** Each pupil's frame has its own. */
export function pagesMark(): PagesMark {
  return new PagesMark(tabStore(), `sio.pages.${location.pathname}`, () => Date.now());
}

function tabStore(): Store {
  try {
    return sessionStorage;
  } catch {
    return memory;
  }
}
