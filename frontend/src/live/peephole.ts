/** Looks into a camera's track: a small drawing of the picture, and a few spots at full size. */

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

export function peepholeIn(page: Document, time: Time): (track: MediaStreamTrack) => Peephole {
  return (track) => {
    const video = page.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    const play = () => video.play().catch(() => undefined);
    void play();
    const canvas = page.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    return {
      look: () => {
        if (page.visibilityState !== "visible" || pen === null) return null;
        if (video.paused) void play();
        const { videoWidth: width, videoHeight: height } = video;
        const frames = video.getVideoPlaybackQuality().totalVideoFrames;
        const seen = { at: time.now(), frames, width, height };
        if (width === 0) return { ...seen, lightest: null, print: 0 };
        draw(pen, video, width, height);
        return { ...seen, ...readFrom(pen.getImageData(0, 0, WIDTH, HEIGHT).data) };
      },
      close: () => {
        video.srcObject = null;
      },
    };
  };
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
