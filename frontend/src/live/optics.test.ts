import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aimOf, type Optics, opticsOf } from "./optics";
import { regionOf, WHOLE } from "./region";

const ZOOM = { min: 100, max: 400, step: 1 };
const PAN = { min: -100 * 3600, max: 100 * 3600, step: 3600 };
const LENS: Optics = { zoom: ZOOM, head: null, start: { pan: 0, tilt: 0 } };
const HEAD: Optics = { ...LENS, head: { pan: PAN, tilt: PAN } };

describe("what a camera can", () => {
  test("zoom and turn, from where the class had aimed it", () => {
    const able = { zoom: ZOOM, pan: PAN, tilt: PAN, width: { min: 1, max: 3840 } };
    expect(opticsOf(able, { pan: 3600, tilt: 0, zoom: 100 })).toEqual({
      ...HEAD,
      start: { pan: 3600, tilt: 0 },
    });
  });

  test("only zoom", () => {
    expect(opticsOf({ zoom: ZOOM }, {})).toEqual(LENS);
  });

  test.each([
    ["nothing", {}],
    ["a head without a lens", { pan: PAN, tilt: PAN }],
    ["a lens that stands still", { zoom: { min: 1, max: 1, step: 1 } }],
    ["a lens without a measure", { zoom: { min: 0, max: 10, step: 1 } }],
    ["words", { zoom: "yes" }],
    ["no answer", undefined],
  ])("%s: it is not turned", (_which, able) => {
    expect(opticsOf(able, undefined)).toBeNull();
  });
});

describe("a head and a lens", () => {
  test("the whole is as the class had aimed it", () => {
    const start = { pan: 7200, tilt: -3600 };
    expect(aimOf(WHOLE, { ...HEAD, start })).toEqual({
      settings: { zoom: 100, ...start },
      crop: WHOLE,
    });
  });

  test("to the right and down", () => {
    const { settings, crop } = aimOf({ x: 0.75, y: 0.75, size: 0.25 }, HEAD);
    expect(settings.zoom).toBe(400);
    expect(settings.pan).toBeGreaterThan(0);
    expect(settings.tilt).toBeLessThan(0);
    expect(crop).toEqual(WHOLE);
  });

  test("what the lens cannot is cut out of its middle", () => {
    const { crop } = aimOf({ x: 0.5, y: 0.5, size: 0.125 }, HEAD);
    expect(crop).toEqual({ x: 0.25, y: 0.25, size: 0.5 });
  });
});

describe("a lens without a head", () => {
  test("looks at the middle by itself", () => {
    const middle = { x: 0.375, y: 0.375, size: 0.25 };
    expect(aimOf(middle, LENS)).toEqual({ settings: { zoom: 400 }, crop: WHOLE });
  });

  test("a corner is cut out of the whole", () => {
    const corner = { x: 0, y: 0, size: 0.25 };
    expect(aimOf(corner, LENS)).toEqual({ settings: { zoom: 100 }, crop: corner });
  });
});

test("no wish goes beyond what the camera can, nor beyond its picture", () => {
  const double = fc.double({ min: -1, max: 2, noNaN: true });
  const optics = fc.constantFrom(LENS, HEAD, { ...HEAD, zoom: { min: 1, max: 12, step: 0 } });
  fc.assert(
    fc.property(double, double, double, optics, (x, y, size, one) => {
      const { settings, crop } = aimOf(regionOf({ x, y, size })!, one);
      const within = (value: number, { min, max }: typeof ZOOM) =>
        expect(value >= min && value <= max).toBe(true);
      within(settings.zoom, one.zoom);
      if (one.head !== null) within(settings.pan!, one.head.pan);
      for (const start of [crop.x, crop.y]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + crop.size).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});
