/** How the picture that is there already shows what was asked for, until it comes. No DOM. */

import type { Point, Rectangle, Region, Size } from "../region";

/** A browser that does not say when a frame came shows it about so much later. */
const SHOWN_LATE_MS = 80;
/** Without any frame meanwhile: the picture stands still. */
const STANDS_STILL_MS = 700;

/** Where the picture itself is in an element that shows all of it. */
export function boxOf(element: Size, picture: Size): Rectangle | null {
  const sizes = [element.width, element.height, picture.width, picture.height];
  if (sizes.some((size) => !(size > 0))) return null;
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: (element.width - width) / 2, y: (element.height - height) / 2, width, height };
}

/** In parts of the picture; may be outside of it. */
export function pointIn(box: Rectangle, x: number, y: number): Point {
  return { x: (x - box.x) / box.width, y: (y - box.y) / box.height };
}

/** For `style.transform`, from the left upper corner; empty if nothing is to be done. */
export function transformOf(box: Rectangle, shown: Region, wanted: Region): string {
  const scale = shown.size / wanted.size;
  const right = box.x * (1 - scale) + ((shown.x - wanted.x) / wanted.size) * box.width;
  const down = box.y * (1 - scale) + ((shown.y - wanted.y) / wanted.size) * box.height;
  const isSame = Math.abs(scale - 1) < 1e-3 && Math.abs(right) < 0.5 && Math.abs(down) < 0.5;
  return isSame ? "" : `translate(${right.toFixed(2)}px, ${down.toFixed(2)}px) scale(${scale})`;
}

/**
 * Which part the frame on the screen shows. The class says so as the frame leaves, and its word is
 * the quicker: the first frame that comes in after it is the one.
 */
export class FrameRegion {
  private coming: readonly { readonly region: Region; readonly at: number }[] = [];

  constructor(public region: Region) {}

  told(region: Region, now: number): void {
    const latest = this.coming.at(-1)?.region ?? this.region;
    if (latest !== region) this.coming = [...this.coming, { region, at: now }];
  }

  /** A frame is shown; `cameAt`: when it came in, if the browser says. */
  framed(cameAt: number | undefined, now: number): void {
    this.passTo(cameAt ?? now - SHOWN_LATE_MS);
  }

  /** Time goes by, perhaps without a frame. */
  waited(now: number): void {
    this.passTo(now - STANDS_STILL_MS);
  }

  get isSettled(): boolean {
    return this.coming.length === 0;
  }

  private passTo(moment: number): void {
    const past = this.coming.filter(({ at }) => at <= moment);
    this.coming = this.coming.slice(past.length);
    this.region = past.at(-1)?.region ?? this.region;
  }
}
