/** Four corners of a board or a page in a picture, and what makes a straight sheet of them. Pure. */

/** In parts of the picture's width and height. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Top left, top right, bottom right, bottom left. */
export type Corners = readonly [Corner, Corner, Corner, Corner];
export type Size = Readonly<Record<"width" | "height", number>>;

export const WHOLE: Corners = cornersAt(0);
/** What is proposed where no edge was found. */
export const INSET: Corners = cornersAt(0.06);
const LEAST_AREA = 0.02;
const MOST_PIXELS = 4096;

function cornersAt(inset: number): Corners {
  const far = 1 - inset;
  return [
    { x: inset, y: inset },
    { x: far, y: inset },
    { x: far, y: far },
    { x: inset, y: far },
  ];
}

/** Whether a sheet can be made of them: no corner past another, and not a sliver. */
export function isSheet(corners: Corners): boolean {
  const turns = corners.map((corner, i) => {
    const [next, after] = [at(corners, i + 1), at(corners, i + 2)];
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x);
  });
  return turns.every((turn) => turn > 0) && areaOf(corners) >= LEAST_AREA;
}

export function areaOf(corners: Corners): number {
  const sum = corners.reduce((all, corner, i) => {
    const next = at(corners, i + 1);
    return all + corner.x * next.y - next.x * corner.y;
  }, 0);
  return Math.abs(sum) / 2;
}

/** The corner moved there, or nothing if no sheet would be left. */
export function moved(corners: Corners, index: number, to: Corner): Corners | null {
  const kept = { x: clamp(to.x), y: clamp(to.y) };
  const next = corners.map((corner, i) => (i === index ? kept : corner)) as unknown as Corners;
  return isSheet(next) ? next : null;
}

/** As long and as high as the longest sides are in the picture. */
export function sheetSize(corners: Corners, { width, height }: Size): Size {
  const side = (from: number, to: number) => {
    const [one, other] = [at(corners, from), at(corners, to)];
    return Math.hypot((one.x - other.x) * width, (one.y - other.y) * height);
  };
  const wide = Math.max(side(0, 1), side(3, 2));
  const high = Math.max(side(0, 3), side(1, 2));
  const scale = Math.min(1, MOST_PIXELS / Math.max(wide, high));
  return {
    width: Math.max(1, Math.round(wide * scale)),
    height: Math.max(1, Math.round(high * scale)),
  };
}

/** The eight numbers that say where in the picture a point of the sheet (0 to 1 each way) lies. */
export type Projection = readonly [
  ...[a: number, b: number, c: number],
  ...[d: number, e: number, f: number],
  ...[g: number, h: number],
];

/**
 * The projection of the unit square onto four corners, in closed form.
 *
 * Source: P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, section 2.2.3.
 */
export function projectionOf([a, b, c, d]: Corners): Projection {
  const [dx1, dx2, sx] = [b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x];
  const [dy1, dy2, sy] = [b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y];
  const under = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / under;
  const h = (dx1 * sy - sx * dy1) / under;
  const across = [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x] as const;
  const down = [b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y] as const;
  return [...across, ...down, g, h];
}

export function projected(projection: Projection, u: number, v: number): Corner {
  const [a, b, c, d, e, f, g, h] = projection;
  const under = g * u + h * v + 1;
  return { x: (a * u + b * v + c) / under, y: (d * u + e * v + f) / under };
}

function at(corners: Corners, index: number): Corner {
  return corners[index % 4] ?? corners[0];
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}
