/** Draws a still of a camera's track: small enough for a line that carries no picture. */

import type { TakeStill } from "./board-photo";

const PATIENCE_MS = 3000;
/** WebP says the same letters in half the bytes; not every browser writes it. */
const TYPES: readonly string[] = ["image/webp", "image/jpeg"];
/** The first that is small enough: letters stay readable longest if the width goes last. */
const ATTEMPTS: readonly (readonly [width: number, quality: number])[] = [
  [1920, 0.3],
  [1920, 0.1],
  [1600, 0.1],
  [1440, 0.1],
  [1280, 0.2],
  [1280, 0.1],
  [1280, 0.05],
  [960, 0.35],
  [960, 0.2],
  [640, 0.35],
];

export type Encode = (width: number, quality: number) => Promise<Blob | null>;

/** Null if no attempt is small enough, or the browser writes neither type. */
export async function smallEnough(encode: Encode, maxBytes: number): Promise<Blob | null> {
  for (const [width, quality] of ATTEMPTS) {
    const still = await encode(width, quality);
    if (still && TYPES.includes(still.type) && still.size <= maxBytes) return still;
  }
  return null;
}

export function stillsIn(page: Document): TakeStill {
  return async (track, maxBytes) => {
    const video = page.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    try {
      const isSeen = await hasPicture(video);
      if (!isSeen) return null;
      return await smallEnough(encoderOf(video, page.createElement("canvas")), maxBytes);
    } finally {
      video.srcObject = null;
    }
  };
}

/** False if none comes in time. */
async function hasPicture(video: HTMLVideoElement): Promise<boolean> {
  let timer: number | undefined;
  const seen = new Promise<boolean>((resolve) => {
    timer = window.setTimeout(() => resolve(false), PATIENCE_MS);
    video.onloadeddata = () => resolve(true);
  });
  video.play().catch(() => undefined);
  const isSeen = await seen;
  clearTimeout(timer);
  return isSeen && video.videoWidth > 0;
}

function encoderOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): Encode {
  return async (widest, quality) => {
    const scale = Math.min(1, widest / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    for (const type of TYPES) {
      const still = await written(canvas, type, quality);
      // A browser that does not know a type writes a PNG.
      if (still?.type === type) return still;
    }
    return null;
  };
}

function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
