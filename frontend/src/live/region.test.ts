import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANYWHERE,
  type Fingers,
  isLarge,
  isSame,
  isWhole,
  isWide,
  isWithin,
  MOST_ZOOM,
  moved,
  pinched,
  pixelsIn,
  type Point,
  type Reach,
  type Region,
  regionOf,
  sentSize,
  type Turn,
  WHOLE,
  WITHIN,
  zoomed,
} from "./region";

const QUARTER: Region = { x: 0.25, y: 0.5, size: 0.25 };
const FULL_HD = { width: 1920, height: 1080 };
const FOUR_K = { width: 3840, height: 2160 };

const region = fc
  .record({ x: fc.double(), y: fc.double(), size: fc.double() })
  .map((any) => regionOf(any) ?? WHOLE);
const point = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
});

function isInside({ x, y, size }: Region, { left, top, right, bottom } = WITHIN): boolean {
  const fits = (start: number, least: number, most: number) =>
    start >= least && start + size <= most + 1e-9;
  const [across, along] = [fits(x, left, right), fits(y, top, bottom)];
  return across && along && size >= 1 / MOST_ZOOM && size <= 1;
}

const BESIDE: Reach = { left: -1.25, top: 0, right: 3, bottom: 1.5 };

describe("whatever is asked for", () => {
  test.each([
    ["to the left of it", { x: -3, y: 0.5, size: 0.25 }, { x: 0, y: 0.5, size: 0.25 }],
    ["below it", { x: 0.5, y: 9, size: 0.5 }, { x: 0.5, y: 0.5, size: 0.5 }],
    ["too small", { x: 0.5, y: 0.5, size: 0 }, { x: 0.5, y: 0.5, size: 0.125 }],
    ["too large", { x: 0.5, y: 0.5, size: 7 }, WHOLE],
    ["nearly all", { x: 0.02, y: 0.02, size: 0.98 }, WHOLE],
  ])("%s: the nearest within the picture", (_which, asked, given) => {
    expect(regionOf(asked)).toEqual(given);
  });

  test.each([NaN, Infinity, -Infinity])("%d is no place", (x) => {
    expect(regionOf({ ...QUARTER, x })).toBeNull();
    expect(regionOf({ ...QUARTER, size: x })).toBeNull();
  });

  test.each([
    ["to the left", { x: -3, y: 0.5, size: 0.25 }, { x: -1.25, y: 0.5, size: 0.25 }],
    ["up", { x: 0.5, y: -0.5, size: 0.5 }, { x: 0.5, y: 0, size: 0.5 }],
    ["below it", { x: 0.5, y: 9, size: 0.5 }, { x: 0.5, y: 1, size: 0.5 }],
    ["all, beside it", { x: 1.5, y: 0, size: 1 }, { x: 1.5, y: 0, size: 1 }],
    ["nearly the whole", { x: 0.02, y: -0.02, size: 0.98 }, WHOLE],
  ])("%s: as far beside it as a head turns", (_which, asked, given) => {
    expect(regionOf(asked, BESIDE)).toEqual(given);
    expect([isWhole(given), isWide(given)]).toEqual([given === WHOLE, given.size === 1]);
  });

  test("a reach may end at the picture", () => {
    expect([isWithin(WITHIN), isWithin(BESIDE), isWithin({ ...WITHIN, bottom: 1.1 })]).toEqual([
      ...[true, false, false],
    ]);
  });

  test("a gesture goes no further than all around, and what it comes to is within reach", () => {
    const numbers = fc.double();
    fc.assert(
      fc.property(region, numbers, numbers, point, (from, one, other, at) => {
        for (const to of [moved(from, one, other), zoomed(from, one, at)]) {
          expect(isInside(to, ANYWHERE)).toBe(true);
          expect(isInside(regionOf(to, BESIDE)!, BESIDE)).toBe(true);
        }
      }),
    );
  });

  test("nor do two fingers, wherever they are", () => {
    fc.assert(
      fc.property(region, point, point, point, point, (from, a, b, c, d) => {
        expect(isInside(pinched(from, [a, b], [c, d], 16 / 9), ANYWHERE)).toBe(true);
      }),
    );
  });

  test("what is within stays as it is", () => {
    fc.assert(fc.property(region, (one) => isSame(regionOf(one)!, one)));
  });
});

describe("gestures", () => {
  test("what is under the mouse stays under it", () => {
    const at: Point = { x: 0.75, y: 0.25 };
    expect(zoomed(WHOLE, 2, at)).toEqual({ x: 0.375, y: 0.125, size: 0.5 });
    expect(zoomed(zoomed(WHOLE, 2, at), 0.5, at)).toEqual(WHOLE);
  });

  test("a step is a part of what is seen", () => {
    expect(moved(QUARTER, 0.5, -0.5)).toEqual({ x: 0.375, y: 0.375, size: 0.25 });
  });

  test("what was under two fingers stays under them", () => {
    const before: Fingers = [
      { x: 0.4, y: 0.5 },
      { x: 0.6, y: 0.5 },
    ];
    const after: Fingers = [
      { x: 0.3, y: 0.6 },
      { x: 0.7, y: 0.6 },
    ];
    const seen = pinched(WHOLE, before, after, 16 / 9);
    expect(seen.size).toBeCloseTo(0.5);
    expect(seen.x + 0.3 * seen.size).toBeCloseTo(0.4);
    expect(seen.y + 0.6 * seen.size).toBeCloseTo(0.5);
  });
});

describe("what the encoder is given", () => {
  test.each([
    ["the whole of 4K", FOUR_K, WHOLE, 1920, 1080],
    ["half of it, pixel for pixel", FOUR_K, { ...WHOLE, size: 0.5 }, 1920, 1080],
    ["a third", FOUR_K, { ...WHOLE, size: 0.33 }, 1920, 1080],
    ["a quarter", FOUR_K, { ...WHOLE, size: 0.25 }, 960, 540],
    ["an eighth", FOUR_K, { ...WHOLE, size: 0.125 }, 480, 270],
    ["an eighth of a usual camera", FULL_HD, { ...WHOLE, size: 0.125 }, 480, 270],
    ["a camera on its side", { width: 2160, height: 3840 }, WHOLE, 1080, 1920],
    ["an old camera", { width: 640, height: 480 }, { ...WHOLE, size: 0.9 }, 640, 480],
  ])("%s", (_which, camera, part, width, height) => {
    expect(sentSize(camera, part)).toEqual({ width, height });
  });

  test("no part costs more than the whole, and none loses a pixel that the whole would show", () => {
    const side = fc.integer({ min: 16, max: 8000 });
    fc.assert(
      fc.property(side, side, region, (width, height, part) => {
        const camera = { width, height };
        const [sent, all] = [sentSize(camera, part), sentSize(camera, WHOLE)];
        expect(sent.width).toBeLessThanOrEqual(all.width);
        expect(sent.height).toBeLessThanOrEqual(all.height);
        const has = Math.min(Math.max(width, height) * part.size, 1920);
        expect(Math.max(sent.width, sent.height)).toBeGreaterThanOrEqual(has - 3);
      }),
    );
  });

  test("only of a camera of more than 1920 pixels less is sent of the whole", () => {
    expect([isLarge(FULL_HD), isLarge(FOUR_K), isLarge({ width: 0, height: 0 })]).toEqual([
      ...[false, true, false],
    ]);
  });
});

describe("pixels", () => {
  const sizes = fc.integer({ min: 16, max: 8000 });
  const turns = fc.constantFrom<Turn>(0, 90, 180, 270);

  test("of a frame as it is shown", () => {
    expect(pixelsIn(FOUR_K, QUARTER)).toEqual({ x: 960, y: 1080, width: 960, height: 540 });
  });

  test.each<[Turn, number, number]>([
    [90, 0.5, 0.5],
    [180, 0.5, 0.25],
    [270, 0.25, 0.25],
  ])("of a frame that is turned by %d", (turn, x, y) => {
    const { width, height } = FOUR_K;
    const found = pixelsIn(FOUR_K, QUARTER, turn);
    expect([found.x / width, found.y / height]).toEqual([x, y]);
  });

  test("all within the frame, and even", () => {
    fc.assert(
      fc.property(sizes, sizes, region, turns, (width, height, part, turn) => {
        const found = pixelsIn({ width, height }, part, turn);
        expect([found.x % 2, found.y % 2]).toEqual([0, 0]);
        expect(found.x + found.width).toBeLessThanOrEqual(width);
        expect(found.y + found.height).toBeLessThanOrEqual(height);
        expect(Math.min(found.width, found.height, found.x + 1, found.y + 1)).toBeGreaterThan(0);
      }),
    );
  });
});
