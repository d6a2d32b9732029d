import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornersIn } from "./scan-edges";
import {
  areaOf,
  type Corners,
  isSheet,
  moved,
  projected,
  projectionOf,
  sheetSize,
  WHOLE,
} from "./scan-geometry";
import { blank, clarified, luminance, type Pixels, straightened } from "./scan-pixels";

const PAGE: Corners = [
  { x: 0.2, y: 0.15 },
  { x: 0.85, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.12, y: 0.8 },
];

function painted(width: number, height: number, colour: (x: number, y: number) => number): Pixels {
  const picture = blank({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = colour((x + 0.5) / width, (y + 0.5) / height);
      picture.data.set([value, value, value, 255], 4 * (y * width + x));
    }
  }
  return picture;
}

function isInside(corners: Corners, x: number, y: number): boolean {
  return corners.every((corner, i) => {
    const next = corners[(i + 1) % 4]!;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) > 0;
  });
}

/** A page with lines of writing on a table with its own grain. */
function photographed(corners: Corners, paper = 225, table = 90): Pixels {
  return painted(640, 480, (x, y) => {
    if (!isInside(corners, x, y)) return table + 8 * Math.sin(60 * x) + 5 * Math.cos(45 * y);
    const isInk = Math.sin(110 * y) > 0.9 && Math.sin(260 * x) > 0;
    return isInk ? 60 : paper - 30 * x;
  });
}

describe("four corners", () => {
  it("land where they should, and the middle between them", () => {
    const projection = projectionOf(PAGE);
    const places = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const;
    places.forEach(([u, v], i) => {
      const { x, y } = projected(projection, u, v);
      expect([x, y].map((one) => one.toFixed(6))).toEqual(
        [PAGE[i]!.x, PAGE[i]!.y].map((one) => one.toFixed(6)),
      );
    });
    const { x, y } = projected(projection, 0.5, 0.5);
    expect(isInside(PAGE, x, y)).toBe(true);
  });

  it("stay a sheet wherever somebody drags one", () => {
    const part = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), part, part), { maxLength: 30 }), (drags) => {
        let corners = PAGE;
        for (const [index, x, y] of drags) corners = moved(corners, index, { x, y }) ?? corners;
        expect(isSheet(corners)).toBe(true);
        const { width, height } = sheetSize(corners, { width: 4000, height: 3000 });
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(Math.max(width, height)).toBeLessThanOrEqual(4096);
      }),
    );
  });

  it("crossed or flat are none", () => {
    const [a, b, c, d] = WHOLE;
    expect(isSheet([b, a, c, d])).toBe(false);
    expect(isSheet([a, a, a, a])).toBe(false);
    expect(areaOf(WHOLE)).toBe(1);
  });
});

describe("edges", () => {
  const TILTED: Corners = [
    { x: 0.1, y: 0.2 },
    { x: 0.88, y: 0.12 },
    { x: 0.92, y: 0.86 },
    { x: 0.06, y: 0.9 },
  ];

  it.each([
    ["a white page on a dark table", PAGE, 225, 90],
    ["a white board on a grey wall", TILTED, 235, 150],
    ["a blackboard on a white wall", TILTED, 55, 215],
  ])("are found of %s", (_what, corners, paper, table) => {
    const found = cornersIn(photographed(corners, paper, table));
    expect(found).not.toBeNull();
    corners.forEach(({ x, y }, i) => {
      expect(Math.abs(found![i]!.x - x)).toBeLessThan(0.03);
      expect(Math.abs(found![i]!.y - y)).toBeLessThan(0.03);
    });
  });

  it("are not made up where there are none", () => {
    expect(cornersIn(painted(320, 240, () => 128))).toBeNull();
    expect(cornersIn(painted(320, 240, (x) => 255 * x))).toBeNull();
  });
});

describe("the sheet", () => {
  it("is straight: what was a line across the page is level", () => {
    const crossed = painted(600, 450, (x, y) => {
      if (!isInside(PAGE, x, y)) return 40;
      const left = 0.475 + (0.5 - 0.475) * ((x - 0.16) / 0.71);
      return Math.abs(y - left) < 0.01 ? 20 : 230;
    });
    const sheet = straightened(crossed, PAGE);
    // No table is left at its edges.
    for (const [x, y] of [
      [3, 3],
      [sheet.width - 4, 3],
      [3, sheet.height - 4],
    ] as const)
      expect(luminance(sheet.data, 4 * (y * sheet.width + x))).toBeGreaterThan(150);
  });

  it("is clear: a shadow goes, the ink stays", () => {
    const shaded = painted(480, 360, (x, y) => {
      const isInk = Math.sin(90 * y) > 0.93 && Math.sin(70 * x) > 0.2;
      return (isInk ? 0.35 : 1) * (230 - 140 * x);
    });
    const clear = clarified(shaded);
    const paper: number[] = [];
    const ink: number[] = [];
    for (let y = 0; y < 360; y += 1)
      for (let x = 0; x < 480; x += 1) {
        const isInk =
          Math.sin((90 * (y + 0.5)) / 360) > 0.93 && Math.sin((70 * (x + 0.5)) / 480) > 0.2;
        (isInk ? ink : paper).push(luminance(clear.data, 4 * (y * 480 + x)));
      }
    const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    expect(paper.reduce((least, one) => Math.min(least, one))).toBeGreaterThan(215);
    expect(mean(ink)).toBeLessThan(90);
  });

  it("of a dark board has lighter chalk on a dark ground", () => {
    const board = painted(480, 360, (x, y) => {
      const isChalk = Math.sin(60 * y) > 0.9 && Math.sin(70 * x) > 0.2;
      return isChalk ? 150 : 45 + 20 * x;
    });
    const clear = clarified(board);
    const reds = clear.data.filter((_value, i) => i % 4 === 0);
    expect(reds.reduce((most, one) => Math.max(most, one))).toBeGreaterThan(195);
  });
});
