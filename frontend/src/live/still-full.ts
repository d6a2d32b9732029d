/**
 * A photo in the full resolution of a camera: by its own shutter where the browser offers one
 * (W3C Image Capture), else the whole frame that the track has now.
 */

import type { TakeFull } from "./files";

/** A camera that takes longer is not waited for: its moving picture is there already. */
const SHUTTER_WITHIN_MS = 1500;
const FRAME_WITHIN_MS = 3000;
/** From sharp to coarse; letters on a board are still whole at the last. */
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.3];
/** What is left of the bytes of the best, about, at each of these. */
const SHARES = [1, 0.64, 0.5, 0.4, 0.33];

export type EncodeAt = (quality: number) => Promise<Blob | null>;

interface Shutter {
  getPhotoCapabilities(): Promise<{
    readonly imageWidth?: { readonly max: number };
    readonly imageHeight?: { readonly max: number };
  }>;
  takePhoto(settings: { imageWidth?: number; imageHeight?: number }): Promise<Blob>;
  grabFrame(): Promise<ImageBitmap>;
}

type ShutterMaker = new (track: MediaStreamTrack) => Shutter;

/** The best that fits, else the coarsest; the size of the picture is never given up. */
export async function fitting(encode: EncodeAt, maxBytes: number): Promise<Blob | null> {
  let best = await encode(QUALITIES[0] ?? 1);
  if (best === null || best.size <= maxBytes) return best;
  const guess = SHARES.findIndex((share) => share * (best?.size ?? 0) <= maxBytes);
  const first = guess === -1 ? QUALITIES.length - 1 : guess;
  for (const quality of QUALITIES.slice(first)) {
    best = (await encode(quality)) ?? best;
    if (best.size <= maxBytes) break;
  }
  return best;
}

export function fullStillsIn(page: Document): TakeFull {
  return async (track, maxBytes) => {
    const picture = (await byShutter(track)) ?? (await frameOf(track, page));
    if (picture === null) return null;
    const canvas = page.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    picture.close();
    return fitting((quality) => written(canvas, quality), maxBytes);
  };
}

/** Null where there is none, it fails, or gives less than the moving picture has. */
async function byShutter(track: MediaStreamTrack): Promise<ImageBitmap | null> {
  const shutter = shutterOf(track);
  if (shutter === null) return null;
  try {
    const photo = await within(SHUTTER_WITHIN_MS, takenBy(shutter));
    const picture = photo && (await createImageBitmap(photo));
    const { width = 0 } = track.getSettings();
    if (picture === null || picture.width >= width) return picture;
    picture.close();
  } catch {
    // Some drivers say that they can, and can't.
  }
  return null;
}

async function takenBy(shutter: Shutter): Promise<Blob> {
  const { imageWidth, imageHeight } = await shutter.getPhotoCapabilities();
  const [width, height] = [imageWidth?.max ?? 0, imageHeight?.max ?? 0];
  const isKnown = width > 0 && height > 0;
  return shutter.takePhoto(isKnown ? { imageWidth: width, imageHeight: height } : {});
}

async function frameOf(track: MediaStreamTrack, page: Document): Promise<ImageBitmap | null> {
  const grabbed = await shutterOf(track)
    ?.grabFrame()
    .catch(() => null);
  return grabbed ?? (await shownFrame(track, page));
}

/** Where there is no Image Capture: Safari and Firefox. */
async function shownFrame(track: MediaStreamTrack, page: Document): Promise<ImageBitmap | null> {
  const video = page.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    const seen = new Promise<true>((resolve) => {
      video.onloadeddata = () => resolve(true);
    });
    video.play().catch(() => undefined);
    const isSeen = await within(FRAME_WITHIN_MS, seen);
    return isSeen && video.videoWidth > 0 ? await createImageBitmap(video) : null;
  } finally {
    video.srcObject = null;
  }
}

function shutterOf(track: MediaStreamTrack): Shutter | null {
  const { ImageCapture } = globalThis as unknown as { readonly ImageCapture?: ShutterMaker };
  try {
    return ImageCapture === undefined ? null : new ImageCapture(track);
  } catch {
    return null;
  }
}

/** Null if it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
