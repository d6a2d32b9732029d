/**
 * Proposes the four corners of a board or a page: the strongest straight lines on each side of the
 * picture. Pure. Source: R. Duda and P. Hart, "Use of the Hough transformation", 1972.
 */

import { areaOf, type Corner, type Corners, isSheet } from "./scan-geometry";
import { luminance, type Pixels } from "./scan-pixels";

const WIDE = 240;
const ANGLES = 180;
/** So far a side may lean. */
const LEANS = 28;
const NEAR_DEGREES = 8;
const STRONG_SHARE = 0.1;
const WEAKEST = 14;
/** Of a side so much must be seen. */
const SEEN = 0.22;
const LEAST_AREA = 0.12;
const RHO_PIXELS = 2;

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly light: Float32Array;
}

/** `angle` is of the normal, in degrees; `rho` its distance from the top left corner. */
interface Line {
  readonly angle: number;
  readonly rho: number;
  readonly votes: number;
}

/** Null if no sheet is seen. */
export function cornersIn(picture: Pixels): Corners | null {
  const grey = withoutInk(shrunk(picture));
  const votes = votesIn(grey);
  const sides = SIDES.map((side) => sideOf(votes, grey, side)).filter((line) => line !== null);
  const [top, right, bottom, left] = sides;
  // With fewer than four the last is not there.
  if (top === undefined || right === undefined || bottom === undefined || left === undefined)
    return null;
  return sheetOf(
    [crossing(top, left), crossing(top, right), crossing(bottom, right), crossing(bottom, left)],
    grey,
  );
}

function sheetOf(crossings: readonly (Corner | null)[], grey: Grey): Corners | null {
  const found = crossings.map((point) => point && within(point, grey));
  if (found.includes(null)) return null;
  const corners = found as unknown as Corners;
  return isSheet(corners) && areaOf(corners) >= LEAST_AREA ? corners : null;
}

function shrunk({ width, height, data }: Pixels): Grey {
  const scale = Math.max(1, width / WIDE);
  const small = {
    width: Math.floor(width / scale),
    height: Math.max(1, Math.floor(height / scale)),
  };
  const light = new Float32Array(small.width * small.height);
  const step = Math.max(1, Math.floor(scale / 3));
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      let [sum, count] = [0, 0];
      for (let row = Math.floor(y * scale); row < Math.min(height, (y + 1) * scale); row += step) {
        for (let at = Math.floor(x * scale); at < Math.min(width, (x + 1) * scale); at += step) {
          sum += luminance(data, 4 * (row * width + at));
          count += 1;
        }
      }
      light[y * small.width + x] = sum / Math.max(1, count);
    }
  }
  return { ...small, light };
}

/** Thinner than this is writing, not a side. */
const INK = 3;
const DARK_BELOW = 100;

/** What is thin goes, and the edges of what is broad stay where they are: a closing, or an opening. */
function withoutInk(grey: Grey): Grey {
  const [high, low] = [Math.max, Math.min];
  const isDark = middleOf(grey) < DARK_BELOW;
  const first = spread(grey, isDark ? low : high);
  return spread(first, isDark ? high : low);
}

function middleOf({ width, height, light }: Grey): number {
  let [sum, count] = [0, 0];
  for (let y = Math.floor(height / 4); y < (3 * height) / 4; y += 2) {
    for (let x = Math.floor(width / 4); x < (3 * width) / 4; x += 2) {
      sum += light[y * width + x] ?? 0;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}

type Pick = (a: number, b: number) => number;

/** The lightest or darkest within reach, along the rows and then along the columns. */
function spread({ width, height, light }: Grey, pick: Pick): Grey {
  const rows = along(light, { step: 1, length: width, lines: height, stride: width }, pick);
  const both = along(rows, { step: width, length: height, lines: width, stride: 1 }, pick);
  return { width, height, light: both };
}

/** `lines` of `length` values, `step` apart; the next line begins `stride` further. */
type Layout = Readonly<Record<"step" | "length" | "lines" | "stride", number>>;

function along(
  from: Float32Array,
  { step, length, lines, stride }: Layout,
  pick: Pick,
): Float32Array {
  const out = new Float32Array(from.length);
  for (let line = 0; line < lines; line += 1) {
    for (let i = 0; i < length; i += 1) {
      const [first, last] = [Math.max(0, i - INK), Math.min(length - 1, i + INK)];
      let best = from[line * stride + i * step] ?? 0;
      for (let near = first; near <= last; near += 1)
        best = pick(best, from[line * stride + near * step] ?? best);
      out[line * stride + i * step] = best;
    }
  }
  return out;
}

interface Votes {
  readonly counts: Float32Array;
  readonly rhos: number;
  readonly offset: number;
}

function votesIn(grey: Grey): Votes {
  const offset = Math.ceil(Math.hypot(grey.width, grey.height));
  const rhos = Math.ceil((2 * offset) / RHO_PIXELS) + 1;
  const counts = new Float32Array(ANGLES * rhos);
  for (const { x, y, angle } of edgesIn(grey)) {
    for (let turn = -NEAR_DEGREES; turn <= NEAR_DEGREES; turn += 1) {
      const degrees = (Math.round(angle) + turn + ANGLES) % ANGLES;
      const radians = (degrees * Math.PI) / ANGLES;
      const rho = x * Math.cos(radians) + y * Math.sin(radians);
      const at = degrees * rhos + Math.round((rho + offset) / RHO_PIXELS);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return { counts, rhos, offset };
}

interface Edge extends Corner {
  readonly angle: number;
}

/** The strongest tenth, with the direction in which it gets lighter. */
function edgesIn({ width, height, light }: Grey): readonly Edge[] {
  const found: (Edge & { readonly strength: number })[] = [];
  const of = (x: number, y: number) => light[y * width + x] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const gx =
        of(x + 1, y - 1) +
        2 * of(x + 1, y) +
        of(x + 1, y + 1) -
        (of(x - 1, y - 1) + 2 * of(x - 1, y) + of(x - 1, y + 1));
      const gy =
        of(x - 1, y + 1) +
        2 * of(x, y + 1) +
        of(x + 1, y + 1) -
        (of(x - 1, y - 1) + 2 * of(x, y - 1) + of(x + 1, y - 1));
      const strength = Math.hypot(gx, gy);
      const angle = ((Math.atan2(gy, gx) * ANGLES) / Math.PI + ANGLES) % ANGLES;
      if (strength >= 4 * WEAKEST) found.push({ x, y, angle, strength });
    }
  }
  found.sort((one, other) => other.strength - one.strength);
  return found.slice(0, Math.ceil(STRONG_SHARE * width * height));
}

const SIDES = ["top", "right", "bottom", "left"] as const;
type SideName = (typeof SIDES)[number];

/** The line with the most votes in that half; what lies further out counts a little more. */
function sideOf(votes: Votes, grey: Grey, side: SideName): Line | null {
  let [best, bestScore]: [Line | null, number] = [null, 0];
  for (const line of linesOf(votes, grey, side)) {
    const out = outwards(line, grey, side);
    const score = line.votes * (0.7 + 0.6 * out);
    if (out > 0.04 && score > bestScore) [best, bestScore] = [line, score];
  }
  return best;
}

/** Of which enough is seen, and that lean no further than a side does. */
function* linesOf(votes: Votes, { width, height }: Grey, side: SideName): Generator<Line> {
  const isFlat = side === "top" || side === "bottom";
  const least = SEEN * (isFlat ? width : height);
  for (let lean = -LEANS; lean <= LEANS; lean += 1) {
    const angle = ((isFlat ? 90 : 0) + lean + ANGLES) % ANGLES;
    for (let i = 0; i < votes.rhos; i += 1) {
      const count = votes.counts[angle * votes.rhos + i] ?? 0;
      if (count >= least) yield { angle, rho: i * RHO_PIXELS - votes.offset, votes: count };
    }
  }
}

/** How far from the middle towards this side, where it passes the middle: 0 to 1. */
function outwards({ angle, rho }: Line, { width, height }: Grey, side: SideName): number {
  const radians = (angle * Math.PI) / ANGLES;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  if (side === "top" || side === "bottom") {
    const y = (rho - (width / 2) * cos) / sin;
    const out = (2 * (y - height / 2)) / height;
    return side === "bottom" ? out : -out;
  }
  const x = (rho - (height / 2) * sin) / cos;
  const out = (2 * (x - width / 2)) / width;
  return side === "right" ? out : -out;
}

function crossing(one: Line, other: Line): Corner | null {
  const [a, b] = [(one.angle * Math.PI) / ANGLES, (other.angle * Math.PI) / ANGLES];
  const under = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b);
  if (Math.abs(under) < 0.2) return null;
  return {
    x: (one.rho * Math.sin(b) - other.rho * Math.sin(a)) / under,
    y: (other.rho * Math.cos(a) - one.rho * Math.cos(b)) / under,
  };
}

/** In parts of the picture; a little outside is at its edge. */
function within({ x, y }: Corner, { width, height }: Grey): Corner | null {
  const part = { x: (x + 0.5) / width, y: (y + 0.5) / height };
  const isNear = [part.x, part.y].every((one) => one > -0.08 && one < 1.08);
  const clamp = (one: number) => Math.min(1, Math.max(0, one));
  return isNear ? { x: clamp(part.x), y: clamp(part.y) } : null;
}
