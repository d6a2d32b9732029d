/** A page that tells a device to forget what it kept of a class, since it is no longer paired. */

import { type HelpersStore, wipe } from "../live/helpers-book";

/** Where the page says so; `storeOf` may throw in a browser that forbids its disk. */
export function forgetHelpers(root: ParentNode, storeOf: () => HelpersStore): void {
  if (root.querySelector("[data-forget]") === null) return;
  try {
    wipe(storeOf(), "");
  } catch {
    // Then nothing was kept.
  }
}
