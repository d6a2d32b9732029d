/**
 * A photo in the full resolution of a camera: a frame of all that it can film, or by its own shutter
 * (W3C Image Capture) where that sees clearly more.
 *
 * Not by the shutter first: of a camera without JPEGs of its own Chromium makes a PNG, which takes four
 * seconds for 8 MP. A frame is there at once.
 */

import type { TakeFull } from "./files";
import { filmSize, grow } from "./full-size";
import type { Size } from "./scan-geometry";
import { within } from "./within";

/** A camera that takes longer is not waited for: its moving picture is there already. */
const SHUTTER_WITHIN_MS = 1500;
const FRAME_WITHIN_MS = 3000;
const GROWS_WITHIN_MS = 700;
/** One that others have just let go of is free a moment later. */
const FREE_AGAIN_MS = 150;
const FREE_TRIES = 4;
/** So many times the pixels of its film. */
const WORTH_IT = 1.3;
/** From sharp to coarse; letters on a board are still whole at the last. */
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.3] as const;
/** What is left of the bytes of the best, about, at each of the others. */
const SHARES = [0.64, 0.5, 0.4, 0.33];
/** Filled less than this a finer one is tried. */
const ROOMY = 0.65;

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

interface Leave {
  readonly keepSize: NonNullable<Parameters<TakeFull>[2]>;
  readonly others: NonNullable<Parameters<TakeFull>[3]>;
}
const NOBODY: Leave["others"] = {
  hold: () => false,
  stepAside: () => undefined,
  comeBack: () => Promise.resolve(),
};

/** The best that fits, else the coarsest; the size of the picture is never given up. */
export async function fitting(encode: EncodeAt, maxBytes: number): Promise<Blob | null> {
  const best = await encode(QUALITIES[0]);
  return best === null || best.size <= maxBytes ? best : coarser(best, encode, maxBytes);
}

async function coarser(best: Blob, encode: EncodeAt, maxBytes: number): Promise<Blob> {
  const [, ...qualities] = QUALITIES;
  const guess = SHARES.findIndex((share) => share * best.size <= maxBytes);
  const from = guess === -1 ? qualities.length - 1 : guess;
  let photo = best;
  for (const quality of qualities.slice(from)) {
    const isFirst = photo === best;
    photo = (await encode(quality)) ?? photo;
    if (photo.size > maxBytes) continue;
    return isFirst ? finer(photo, qualities[from - 1], encode, maxBytes) : photo;
  }
  return photo;
}

/** Noise goes sooner than was guessed. */
async function finer(
  photo: Blob,
  quality: number | undefined,
  encode: EncodeAt,
  maxBytes: number,
): Promise<Blob> {
  if (quality === undefined || photo.size > ROOMY * maxBytes) return photo;
  const other = await encode(quality);
  return other !== null && other.size <= maxBytes ? other : photo;
}

export function fullStillsIn(page: Document): TakeFull {
  const grown = new Grown(page);
  return async (track, maxBytes, keepSize = () => undefined, others = NOBODY) => {
    const sees = others.hold(track) ? seesAll : seesMore;
    const alike = (await byShutter(track, sees)) ?? (await twinFrame(track, page));
    const picture = alike ?? (await grown.frame(track, { keepSize, others }));
    if (picture === null) return null;
    const canvas = page.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    picture.close();
    return fitting((quality) => written(canvas, quality), maxBytes);
  };
}

/** Null where there is none, it fails, is slow, or is not worth it. */
async function byShutter(
  track: MediaStreamTrack,
  isWorthIt: (size: PhotoSize, track: MediaStreamTrack) => boolean,
): Promise<ImageBitmap | null> {
  const shutter = shutterOf(track);
  if (shutter === null) return null;
  try {
    const size = await within(SHUTTER_WITHIN_MS, photoSize(shutter));
    if (size === null || !isWorthIt(size, track)) return null;
    const photo = await within(SHUTTER_WITHIN_MS, shutter.takePhoto(size));
    return photo && (await createImageBitmap(photo));
  } catch {
    // Some drivers say that they can, and can't.
    return null;
  }
}

/** Clearly more than it can film. */
function seesMore(size: PhotoSize, track: MediaStreamTrack): boolean {
  return pixels(size) >= WORTH_IT * areaOf(filmSize(track));
}

/** As much, and clearly more than it films now: then nobody has to step aside. */
function seesAll(size: PhotoSize, track: MediaStreamTrack): boolean {
  return pixels(size) >= areaOf(filmSize(track)) && pixels(size) >= WORTH_IT * areaOf(nowIn(track));
}

function pixels({ imageWidth, imageHeight }: PhotoSize): number {
  return imageWidth * imageHeight;
}

function areaOf({ width, height }: Size): number {
  return width * height;
}

function nowIn(track: MediaStreamTrack): Size {
  const { width = 0, height = 0 } = track.getSettings();
  return { width, height };
}

async function photoSize(shutter: Shutter): Promise<PhotoSize> {
  const { imageWidth, imageHeight } = await shutter.getPhotoCapabilities();
  return { imageWidth: imageWidth?.max ?? 0, imageHeight: imageHeight?.max ?? 0 };
}

/** Of a twin of the track, so that what is sent stays as it is; null if the twin stays small. */
async function twinFrame(track: MediaStreamTrack, page: Document): Promise<ImageBitmap | null> {
  const twin = track.clone();
  try {
    const { width, height } = filmSize(track);
    const wanted = { width: { ideal: width }, height: { ideal: height } };
    await within(FRAME_WITHIN_MS, twin.applyConstraints(wanted)).catch(() => null);
    return staysSmall(twin) ? null : await shownFrame(twin, page);
  } finally {
    twin.stop();
  }
}

function staysSmall(track: MediaStreamTrack): boolean {
  return areaOf(filmSize(track)) >= WORTH_IT * areaOf(nowIn(track));
}

/**
 * A camera that was opened small Chromium makes no larger for a twin: its own track grows, for one
 * frame, and not while another line holds the camera too. The next photo waits until it is back.
 */
class Grown {
  private back: Promise<unknown> = Promise.resolve();

  constructor(private readonly page: Document) {}

  async frame(track: MediaStreamTrack, { keepSize, others }: Leave): Promise<ImageBitmap | null> {
    await this.back;
    keepSize(true);
    const growing = others.hold(track) ? growAlone(track, others) : grow(track);
    try {
      await within(FRAME_WITHIN_MS, growing);
      return await shownFrame(track, this.page);
    } finally {
      const back = growing.then((shrink) => shrink());
      this.back = within(FRAME_WITHIN_MS, back).then(() => {
        keepSize(false);
        void others.comeBack();
      });
    }
  }
}

async function growAlone(
  track: MediaStreamTrack,
  others: Leave["others"],
): Promise<() => Promise<void>> {
  others.stepAside(track);
  const shrink = await grow(track);
  for (let tries = 1; tries < FREE_TRIES && staysSmall(track); tries++) {
    await new Promise((resolve) => setTimeout(resolve, FREE_AGAIN_MS));
    await grow(track);
  }
  return shrink;
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

function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
