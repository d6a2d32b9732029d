/**
 * A photo in the full resolution of a camera: a frame of all that it can film, or by its own shutter
 * (W3C Image Capture) where that sees clearly more.
 *
 * Not by the shutter first: of a camera without JPEGs of its own Chromium makes a PNG, which takes four
 * seconds for 8 MP. A frame is there at once.
 */

import type { TakeFull } from "./files";
import type { Size } from "./scan-geometry";

/** A camera that takes longer is not waited for: its moving picture is there already. */
const SHUTTER_WITHIN_MS = 1500;
const FRAME_WITHIN_MS = 3000;
const GROWS_WITHIN_MS = 700;
/** So many times the pixels of its film. */
const WORTH_IT = 1.3;
/** From sharp to coarse; letters on a board are still whole at the last. */
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.3];
/** What is left of the bytes of the best, about, at each of these. */
const SHARES = [1, 0.64, 0.5, 0.4, 0.33];

export type EncodeAt = (quality: number) => Promise<Blob | null>;

type PhotoSize = Readonly<Record<"imageWidth" | "imageHeight", number>>;

interface Shutter {
  getPhotoCapabilities(): Promise<{
    readonly imageWidth?: { readonly max: number };
    readonly imageHeight?: { readonly max: number };
  }>;
  takePhoto(size: PhotoSize): Promise<Blob>;
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
    const picture = (await byShutter(track)) ?? (await wholeFrame(track, page));
    if (picture === null) return null;
    const canvas = page.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    picture.close();
    return fitting((quality) => written(canvas, quality), maxBytes);
  };
}

/** Null where there is none, it fails, is slow, or sees hardly more than the film. */
async function byShutter(track: MediaStreamTrack): Promise<ImageBitmap | null> {
  const shutter = shutterOf(track);
  if (shutter === null) return null;
  try {
    const size = await within(SHUTTER_WITHIN_MS, photoSize(shutter));
    if (size === null || !isWorthIt(size, filmSize(track))) return null;
    const photo = await within(SHUTTER_WITHIN_MS, shutter.takePhoto(size));
    return photo && (await createImageBitmap(photo));
  } catch {
    // Some drivers say that they can, and can't.
    return null;
  }
}

function isWorthIt({ imageWidth, imageHeight }: PhotoSize, film: Size): boolean {
  return imageWidth * imageHeight >= WORTH_IT * film.width * film.height;
}

async function photoSize(shutter: Shutter): Promise<PhotoSize> {
  const { imageWidth, imageHeight } = await shutter.getPhotoCapabilities();
  return { imageWidth: imageWidth?.max ?? 0, imageHeight: imageHeight?.max ?? 0 };
}

/** The most that it films; nothing known counts as nothing. */
function filmSize(track: MediaStreamTrack): Size {
  // Firefox does not tell what a camera can.
  const can = "getCapabilities" in track ? track.getCapabilities() : {};
  const { width = 0, height = 0 } = track.getSettings();
  return {
    width: Math.max(width, can.width?.max ?? 0),
    height: Math.max(height, can.height?.max ?? 0),
  };
}

/** Of a twin of the track, so that what is sent stays as it is. */
async function wholeFrame(track: MediaStreamTrack, page: Document): Promise<ImageBitmap | null> {
  const twin = track.clone();
  try {
    const { width, height } = filmSize(track);
    const wanted = { width: { ideal: width }, height: { ideal: height } };
    await within(FRAME_WITHIN_MS, twin.applyConstraints(wanted)).catch(() => null);
    return await shownFrame(twin, page);
  } finally {
    twin.stop();
  }
}

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
    await within(GROWS_WITHIN_MS, grown(video, track.getSettings().width ?? 0));
    return isSeen && video.videoWidth > 0 ? await createImageBitmap(video) : null;
  } finally {
    video.srcObject = null;
  }
}

/** The first frame may still be one of before the twin grew. */
function grown(video: HTMLVideoElement, width: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (video.videoWidth >= width) resolve();
    };
    video.onresize = look;
    look();
  });
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
