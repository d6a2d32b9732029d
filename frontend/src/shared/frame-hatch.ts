/**
 * What a line in a frame hands to the page around it and to the lines beside it, and takes from them:
 * live pictures and voices. They can't go in a message, and need not: all are pages of ours in one
 * browser.
 */

import type { Aside } from "../live/camera-aside";
import type { Classmate, Passed } from "../live/classmates";

export interface Hatch {
  /** What comes in over this line and may go out over others, as the line itself knows it now. */
  passed(): Passed;
  /** Who is passed on over this line from now on. */
  beside(others: readonly Classmate[]): void;
  /** For another line of this device, which needs the camera alone. */
  readonly aside: Aside;
}

declare global {
  interface Window {
    sioHatch?: Hatch;
  }
}

export function openHatch(page: Window, hatch: Hatch): void {
  page.sioHatch = hatch;
}

/** Null while there is no line of ours in that frame. */
export function hatchIn(page: Window | null): Hatch | null {
  try {
    return page?.sioHatch ?? null;
  } catch {
    // The browser's own page, where ours could not be fetched.
    return null;
  }
}

/** Of the other frames of the page around; none where there is no such page. */
export function hatchesBeside(page: Window): readonly Hatch[] {
  const { parent } = page;
  const frames = Array.from({ length: parent.length }, (_, i) => parent[i] ?? null);
  return frames
    .filter((frame) => frame !== page)
    .map(hatchIn)
    .filter((hatch) => hatch !== null);
}
