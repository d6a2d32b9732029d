/**
 * How light a film is in a few places, and what tells its picture from others, read from its own
 * memory: to draw a picture of 4K turns all of it into colours several times, and holds the page up.
 */

/** As many places as a small drawing of it would have pixels. */
export const COLUMNS = 32;
export const ROWS = 18;
/** Of these the first part is how light it is. Source: W3C webcodecs, `VideoPixelFormat`. */
const PLANAR: ReadonlySet<string | null> = new Set(["I420", "NV12"]);
/** Black and white of a film. Source: ITU-R BT.709, section 4. */
const [BLACK, WHITE] = [16, 235];
/** A spot's side, in pixels. */
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
type Size = Pick<DOMRectReadOnly, "width" | "height">;
/** Where a line of the light part begins: at `start + y * stride`. */
interface Plane {
  readonly pixels: Uint8Array;
  readonly start: number;
  readonly stride: number;
}

/** Gives null where a frame's pixels are of another kind. */
export function brightnessReader(): (frame: Readable) => Promise<Brightness | null> {
  // Kept: to be given so much memory anew takes longer than to copy into it.
  let pixels = new Uint8Array(0);
  return async (frame) => {
    const { format, visibleRect: seen, colorSpace } = frame;
    if (seen === null || !PLANAR.has(format)) return null;
    const length = frame.allocationSize();
    if (pixels.length !== length) pixels = new Uint8Array(length);
    // At once: where a frame lies with the graphics each copy fetches all of it.
    const [plane] = await frame.copyTo(pixels);
    const { offset: start = 0, stride = seen.width } = plane ?? {};
    const places = placesIn({ pixels, start, stride }, seen);
    const lightest = Math.max(...places);
    return {
      lightest: colorSpace.fullRange === true ? lightest : asFull(lightest),
      print: printOf(places),
    };
  };
}

/** Source: FNV-1a. */
export function printOf(values: Iterable<number>): number {
  let print = 0x811c9dc5;
  for (const value of values) print = Math.imul(print ^ value, 0x01000193);
  return print >>> 0;
}

function placesIn({ pixels, start, stride }: Plane, { width, height }: Size): readonly number[] {
  const line = (y: number, x: number, length: number) =>
    pixels.subarray(start + y * stride + x, start + y * stride + x + length);
  const places: number[] = [];
  for (let row = 0; row < ROWS; row++)
    places.push(...averagesOf(line(Math.floor(((row + 0.5) / ROWS) * height), 0, width)));
  for (const [right, down] of width < SPOT || height < SPOT ? [] : SPOTS) {
    const x = Math.min(Math.floor(right * width), width - SPOT);
    const y = Math.min(Math.floor(down * height), height - SPOT);
    for (let i = 0; i < SPOT; i++) places.push(...line(y + i, x, SPOT));
  }
  return places;
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
