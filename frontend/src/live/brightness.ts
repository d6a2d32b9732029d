/**
 * How light a film is in a few places, and what tells its picture from others, read from its own
 * memory: to draw a picture of 4K turns all of it into colours first, and holds the page up.
 */

/** As many places as a small drawing of it would have pixels. */
const COLUMNS = 32;
const ROWS = 18;
/** Of these the first part is how light it is. Source: W3C webcodecs, `VideoPixelFormat`. */
const PLANAR: ReadonlySet<string | null> = new Set(["I420", "NV12"]);
/** Black and white of a film. Source: ITU-R BT.709, section 4. */
const [BLACK, WHITE] = [16, 235];
export const SPOT = 16;
/** Where a few of its pixels are taken as they are, as shares of width and height. */
export const SPOTS = [
  [0.25, 0.3],
  [0.7, 0.35],
  [0.5, 0.7],
] as const;

export interface Brightness {
  /** Of the lightest place, 0 to 255. */
  readonly lightest: number;
  /** A number that another picture hardly ever gives. */
  readonly print: number;
}

type Readable = Pick<
  VideoFrame,
  "format" | "colorSpace" | "visibleRect" | "allocationSize" | "copyTo"
>;

/** Null where its pixels are of another kind. */
export async function brightnessOf(frame: Readable): Promise<Brightness | null> {
  const { format, visibleRect: seen, colorSpace } = frame;
  if (seen === null || !PLANAR.has(format)) return null;
  const places: number[] = [];
  for (const part of [...rowsIn(seen), ...spotsIn(seen)]) {
    const luma = await lumaOf(frame, part);
    if (part.height === SPOT) places.push(...luma);
    else places.push(...averagesOf(luma.subarray(0, part.width)));
  }
  const lightest = Math.max(...places);
  return {
    lightest: colorSpace.fullRange === true ? lightest : asFull(lightest),
    print: printOf(places),
  };
}

/** Source: FNV-1a. */
export function printOf(values: Iterable<number>): number {
  let print = 0x811c9dc5;
  for (const value of values) print = Math.imul(print ^ value, 0x01000193);
  return print >>> 0;
}

type Part = Readonly<Record<"x" | "y" | "width" | "height", number>>;

function rowsIn({ x, y, width, height }: Part): readonly Part[] {
  const at = (row: number) => y + even(((row + 0.5) / ROWS) * (height - 2));
  return Array.from({ length: ROWS }, (_, row) => ({ x, y: at(row), width, height: 2 }));
}

function spotsIn({ x, y, width, height }: Part): readonly Part[] {
  if (width < SPOT || height < SPOT) return [];
  const start = (share: number, all: number) => even(Math.min(share * all, all - SPOT));
  return SPOTS.map(([right, down]) => ({
    x: x + start(right, width),
    y: y + start(down, height),
    width: SPOT,
    height: SPOT,
  }));
}

async function lumaOf(frame: Readable, part: Part): Promise<Uint8Array> {
  const pixels = new Uint8Array(frame.allocationSize({ rect: part }));
  await frame.copyTo(pixels, { rect: part });
  return pixels.subarray(0, part.width * part.height);
}

function averagesOf(row: Uint8Array): readonly number[] {
  const width = Math.max(1, Math.floor(row.length / COLUMNS));
  return Array.from({ length: Math.min(COLUMNS, row.length) }, (_, i) => {
    const part = row.subarray(i * width, (i + 1) * width);
    return Math.round(part.reduce((sum, one) => sum + one, 0) / part.length);
  });
}

function asFull(luma: number): number {
  const share = (luma - BLACK) / (WHITE - BLACK);
  return Math.round(255 * Math.min(1, Math.max(0, share)));
}

function even(pixels: number): number {
  return 2 * Math.floor(pixels / 2);
}
