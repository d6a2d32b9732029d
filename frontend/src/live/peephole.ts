/** Looks into a camera's track: how light it is all over, and a few spots at full size. */

import {
  type Brightness,
  brightnessReader,
  COLUMNS,
  printOf,
  ROWS,
  SPOT,
  SPOTS,
} from "./brightness";
import type { Glance } from "./camera-watch";
import type { Peephole } from "./camera-watcher";
import type { Time } from "./time";

/** The whole picture, so small; beside it the spots. */
const WIDTH = COLUMNS;
const HEIGHT = ROWS + SPOT * SPOTS.length;

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
    const read = brightnessReader();
    const frames = counted ?? (() => video.getVideoPlaybackQuality().totalVideoFrames);
    let picture: Picture | null = null;
    let before = 0;
    let isNew = false;
    const open = () => {
      video.srcObject ??= new MediaStream([track]);
      void video.play().catch(() => undefined);
    };
    const draw = () => {
      if (pen !== null && video.videoWidth > 0) picture = drawn(pen, video);
      isNew = true;
      if (counted !== null) video.srcObject = null;
    };
    const take = async () => {
      const seen = counted === null ? null : await readFrom(video, read).catch(() => null);
      if (seen === null) {
        draw();
        return;
      }
      picture = seen;
      isNew = true;
      video.srcObject = null;
    };
    video.onloadeddata = () => void take();
    open();
    return {
      look: () => {
        if (page.visibilityState !== "visible" || pen === null) return null;
        if (counted === null) draw();
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

/** Null where this browser, or the pixels of this camera, do not allow it. */
async function readFrom(
  video: HTMLVideoElement,
  read: ReturnType<typeof brightnessReader>,
): Promise<Picture | null> {
  if (!("VideoFrame" in globalThis)) return null;
  const frame = new VideoFrame(video);
  try {
    const { videoWidth: width, videoHeight: height } = video;
    const brightness = await read(frame);
    return brightness === null ? null : { width, height, ...brightness };
  } finally {
    frame.close();
  }
}

function drawn(pen: CanvasRenderingContext2D, video: HTMLVideoElement): Picture {
  const { videoWidth: width, videoHeight: height } = video;
  drawInto(pen, video, width, height);
  return { width, height, ...brightnessIn(pen.getImageData(0, 0, WIDTH, HEIGHT).data) };
}

function drawInto(
  pen: CanvasRenderingContext2D,
  video: HTMLVideoElement,
  width: number,
  height: number,
) {
  pen.drawImage(video, 0, 0, COLUMNS, ROWS);
  SPOTS.forEach(([x, y], i) => {
    const from = [Math.round(x * width), Math.round(y * height), SPOT, SPOT] as const;
    pen.drawImage(video, ...from, 0, ROWS + i * SPOT, SPOT, SPOT);
  });
}

/** Of a drawing: red, green, blue and how dense, each 0 to 255. */
export function brightnessIn(pixels: Uint8ClampedArray): Brightness {
  let lightest = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(i, i + 3);
    lightest = Math.max(lightest, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
  }
  return { lightest: Math.round(lightest), print: printOf(pixels) };
}
