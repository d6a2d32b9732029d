/** A page that tells a device to forget what it kept, since it is no longer paired. */

import { type HelpersStore, wipe } from "../live/helpers-book";
import type { Side } from "../live/view";

/** Names, where the page says so to a class; `storeOf` may throw in a browser that forbids its disk. */
export function forgetHelpers(root: ParentNode, storeOf: () => HelpersStore): void {
  if (sideOf(root) !== "class") return;
  try {
    wipe(storeOf(), "");
  } catch {
    // Then nothing was kept.
  }
}

/** Pages of paper on the desks of the side that the page names. */
export function forgetPages(root: ParentNode, wipeDesks: (side: Side) => void): void {
  const side = sideOf(root);
  if (side === "home" || side === "class") wipeDesks(side);
}

function sideOf(root: ParentNode): string | undefined {
  return root.querySelector<HTMLElement>("[data-forget]")?.dataset.forget;
}
