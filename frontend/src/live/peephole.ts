/** Looks into a camera's track: a small drawing of the picture, and a few spots at full size. */

import type { Glance } from "./camera-watch";
import type { Peephole } from "./camera-watcher";
import type { Time } from "./time";

/** The whole picture, so small; beside it the spots. */
const SMALL = [32, 18] as const;
const SPOT = 16;
/** Where they are taken, as shares of width and height. */
const SPOTS = [
  [0.25, 0.3],
  [0.7, 0.35],
  [0.5, 0.7],
] as const;
const WIDTH = SMALL[0];
const HEIGHT = SMALL[1] + SPOT * SPOTS.length;

/** Which browsers' types don't know yet. Source: W3C mediacapture-extensions, section 9. */
interface Counted {
  readonly stats?: { readonly deliveredFrames: number } | null;
}
type Picture = Pick<Glance, "width" | "height" | "lightest" | "print">;
const NO_PICTURE: Picture = { width: 0, height: 0, lightest: null, print: 0 };

/**
 * Holds a picture of the camera no longer than it looks at it: a camera has a few to give out, and of
 * several lines on a device each looks. Where a track counts no frames, an element that plays does.
 */
export function peepholeIn(page: Document, time: Time): (track: MediaStreamTrack) => Peephole {
  return (track) => {
    const video = page.createElement("video");
    video.muted = true;
    video.playsInline = true;
    const canvas = page.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const counted = counterOf(track);
    const frames = counted ?? (() => video.getVideoPlaybackQuality().totalVideoFrames);
    let picture: Picture | null = null;
    let before = 0;
    let isNew = false;
    const open = () => {
      video.srcObject ??= new MediaStream([track]);
      void video.play().catch(() => undefined);
    };
    const take = () => {
      if (pen !== null && video.videoWidth > 0) picture = pictureOf(pen, video);
      isNew = true;
      if (counted !== null) video.srcObject = null;
    };
    video.onloadeddata = take;
    open();
    return {
      look: () => {
        if (page.visibilityState !== "visible" || pen === null) return null;
        if (counted === null) take();
        open();
        const count = frames();
        // Frames came, and this page was too busy for one: of the picture it knows nothing.
        const isLate = count > before && !isNew;
        before = count;
        isNew = false;
        if (isLate) return null;
        return { at: time.now(), frames: count, ...(picture ?? NO_PICTURE) };
      },
      close: () => {
        video.onloadeddata = null;
        video.srcObject = null;
      },
    };
  };
}

/** How many frames came to this page; null if its track does not count them. */
function counterOf(track: MediaStreamTrack): (() => number) | null {
  const count = () => (track as Counted).stats?.deliveredFrames;
  return count() === undefined ? null : () => count() ?? 0;
}

function pictureOf(pen: CanvasRenderingContext2D, video: HTMLVideoElement): Picture {
  const { videoWidth: width, videoHeight: height } = video;
  draw(pen, video, width, height);
  return { width, height, ...readFrom(pen.getImageData(0, 0, WIDTH, HEIGHT).data) };
}

function draw(
  pen: CanvasRenderingContext2D,
  video: HTMLVideoElement,
  width: number,
  height: number,
) {
  pen.drawImage(video, 0, 0, ...SMALL);
  SPOTS.forEach(([x, y], i) => {
    const from = [Math.round(x * width), Math.round(y * height), SPOT, SPOT] as const;
    pen.drawImage(video, ...from, 0, SMALL[1] + i * SPOT, SPOT, SPOT);
  });
}

/** The lightest spot, and a number that another picture hardly ever gives. Source: FNV-1a. */
export function readFrom(pixels: Uint8ClampedArray): {
  readonly lightest: number;
  readonly print: number;
} {
  let lightest = 0;
  let print = 0x811c9dc5;
  for (let i = 0; i < pixels.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(i, i + 3);
    lightest = Math.max(lightest, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
    for (const value of [red, green, blue]) print = Math.imul(print ^ value, 0x01000193);
  }
  return { lightest: Math.round(lightest), print: print >>> 0 };
}
