/** Straightens a picture of a board or a page, and takes the shadow off it. Pure: pixels in, pixels out. */

import { type Corners, projectionOf, sheetSize, type Size } from "./scan-geometry";

/** RGBA, row by row, as in a canvas. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export function blank({ width, height }: Size): Pixels {
  return { width, height, data: new Uint8ClampedArray(4 * width * height) };
}

/** The four corners become the four corners of the sheet; between pixels it takes a share of each. */
export function straightened(source: Pixels, corners: Corners): Pixels {
  const sheet = blank(sheetSize(corners, source));
  const { width, height } = sheet;
  const [a, b, c, d, e, f, g, h] = projectionOf(corners);
  for (let row = 0; row < height; row += 1) {
    const v = (row + 0.5) / height;
    for (let column = 0; column < width; column += 1) {
      const u = (column + 0.5) / width;
      const under = g * u + h * v + 1;
      const x = ((a * u + b * v + c) / under) * source.width - 0.5;
      const y = ((d * u + e * v + f) / under) * source.height - 0.5;
      sample(source, x, y, sheet.data, 4 * (row * width + column));
    }
  }
  return sheet;
}

function sample(source: Pixels, x: number, y: number, into: Uint8ClampedArray, at: number): void {
  const { width, height, data } = source;
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [shareX, shareY] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  const [one, two] = [4 * (top * width + left), 4 * (top * width + right)];
  const [three, four] = [4 * (bottom * width + left), 4 * (bottom * width + right)];
  for (let i = 0; i < 3; i += 1) {
    const above = (data[one + i] ?? 0) * (1 - shareX) + (data[two + i] ?? 0) * shareX;
    const below = (data[three + i] ?? 0) * (1 - shareX) + (data[four + i] ?? 0) * shareX;
    into[at + i] = above * (1 - shareY) + below * shareY;
  }
  into[at + 3] = 255;
}

const CELL = 24;
/** Of a cell so much is lighter: ink fills less, a reflection too. */
const PAPER_SHARE = 0.85;
const DARK_BELOW = 95;
/** Ink is made so much darker, and paper cleaner. */
const CONTRAST = 1.5;
const WHITE_FROM = 0.93;

/**
 * Light even over the whole: each pixel against the light of the paper round it. A dark board is
 * taken as one: there the chalk is made lighter.
 */
export function clarified(source: Pixels): Pixels {
  const cells = lightOf(source);
  const isDark = mean(cells.light) < DARK_BELOW;
  const out = blank(source);
  const tone = isDark ? onDark : onLight;
  for (let row = 0; row < source.height; row += 1) {
    for (let column = 0; column < source.width; column += 1) {
      const paper = lightAt(cells, column, row);
      const at = 4 * (row * source.width + column);
      for (let i = 0; i < 3; i += 1) out.data[at + i] = tone(source.data[at + i] ?? 0, paper);
      out.data[at + 3] = 255;
    }
  }
  return out;
}

function onLight(value: number, paper: number): number {
  const share = Math.min(1, value / Math.max(24, paper) / WHITE_FROM);
  return 255 * share ** CONTRAST;
}

function onDark(value: number, paper: number): number {
  const above = Math.max(0, value - paper * 0.9);
  return 24 + Math.min(231, (above * 231) / Math.max(40, 0.65 * (255 - paper)));
}

interface Cells extends Size {
  readonly light: Float32Array;
}

function lightOf(source: Pixels): Cells {
  const [width, height] = [Math.ceil(source.width / CELL), Math.ceil(source.height / CELL)];
  const light = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      light[row * width + column] = paperOf(source, column * CELL, row * CELL);
    }
  }
  return smoothed({ width, height, light });
}

function paperOf({ width, height, data }: Pixels, left: number, top: number): number {
  const values: number[] = [];
  for (let y = top; y < Math.min(height, top + CELL); y += 3) {
    for (let x = left; x < Math.min(width, left + CELL); x += 3) {
      const at = 4 * (y * width + x);
      values.push(luminance(data, at));
    }
  }
  values.sort((a, b) => a - b);
  return values[Math.floor(PAPER_SHARE * (values.length - 1))] ?? 255;
}

/** Source: ITU-R BT.601, section 2.5.1. */
export function luminance(data: Uint8ClampedArray, at: number): number {
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}

/** A cell full of ink takes the light of those round it. */
function smoothed({ width, height, light }: Cells): Cells {
  const out = new Float32Array(light.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const near: number[] = [];
      for (let y = Math.max(0, row - 2); y <= Math.min(height - 1, row + 2); y += 1) {
        for (let x = Math.max(0, column - 2); x <= Math.min(width - 1, column + 2); x += 1) {
          near.push(light[y * width + x] ?? 255);
        }
      }
      near.sort((a, b) => a - b);
      out[row * width + column] = near[Math.floor(0.6 * (near.length - 1))] ?? 255;
    }
  }
  return { width, height, light: out };
}

function lightAt({ width, height, light }: Cells, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, x / CELL - 0.5));
  const row = Math.min(height - 1, Math.max(0, y / CELL - 0.5));
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [shareX, shareY] = [column - left, row - top];
  const of = (cell: number) => light[cell] ?? 255;
  const above = of(top * width + left) * (1 - shareX) + of(top * width + right) * shareX;
  const below = of(bottom * width + left) * (1 - shareX) + of(bottom * width + right) * shareX;
  return above * (1 - shareY) + below * shareY;
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
