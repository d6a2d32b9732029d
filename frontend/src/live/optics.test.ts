import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { abilityOf, aimOf, type Optics, opticsOf, reachOf } from "./optics";
import { regionOf, WHOLE, WITHIN } from "./region";

const ZOOM = { min: 100, max: 400, step: 1 };
const PAN = { min: -100 * 3600, max: 100 * 3600, step: 3600 };
const START = { pan: 0, tilt: 0 };
const LENS: Optics = { zoom: ZOOM, pan: null, tilt: null, start: START };
const PANS: Optics = { zoom: null, pan: PAN, tilt: PAN, start: START };
const HEAD: Optics = { ...PANS, zoom: ZOOM };

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

  test("only turn", () => {
    expect(opticsOf({ pan: PAN, tilt: PAN, zoom: { min: 0, max: 10, step: 1 } }, {})).toEqual(PANS);
  });

  test("it does not look where it cannot, whatever it tells", () => {
    const able = { pan: { min: 3600, max: 7200, step: 1 } };
    expect(opticsOf(able, {})?.start).toEqual({ pan: 3600, tilt: 0 });
  });

  test.each([
    ["nothing", {}],
    ["a lens that stands still", { zoom: { min: 1, max: 1, step: 1 } }],
    ["a lens without a measure", { zoom: { min: 0, max: 10, step: 1 } }],
    ["words", { zoom: "yes" }],
    ["no answer", undefined],
  ])("%s: it is not turned", (_which, able) => {
    expect(opticsOf(able, undefined)).toBeNull();
  });
});

test.each([
  ["turns", { zoom: ZOOM, pan: PAN, tilt: PAN }],
  ["turns", { zoom: ZOOM, pan: PAN }],
  ["zooms", { zoom: ZOOM }],
  ["pans", { pan: PAN, tilt: PAN }],
  ["pans", { tilt: PAN, zoom: { min: 1, max: 1, step: 1 } }],
  ["unable", { pan: { min: 0, max: 0, step: 1 } }],
  ["unable", null],
])("it %s: %j", (ability, able) => {
  expect(abilityOf(able)).toBe(ability);
});

describe("how far it sees", () => {
  test("a lens alone never beside the picture", () => {
    expect(reachOf(LENS)).toEqual(WITHIN);
  });

  test("a head to both sides, from where the class had aimed it", () => {
    const pan = { min: -64 * 3600, max: 128 * 3600, step: 1 };
    const tilt = { min: 0, max: 38 * 3600, step: 1 };
    expect(reachOf({ ...PANS, pan, tilt })).toEqual({ left: -1, top: -1, right: 3, bottom: 1 });
    const start = { pan: 64 * 3600, tilt: 38 * 3600 };
    expect(reachOf({ ...PANS, pan, tilt, start })).toEqual({
      ...{ left: -2, top: 0 },
      ...{ right: 2, bottom: 2 },
    });
  });

  test("one without an end no further than all around", () => {
    const endless = { min: -1e9, max: 1e9, step: 1 };
    expect(reachOf({ ...PANS, pan: endless })).toMatchObject({ left: -8, right: 9 });
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
    expect(settings).toEqual({ zoom: 400, pan: 24 * 3600, tilt: -14 * 3600 });
    // Not quite: it turns by whole degrees.
    expect(crop.size).toBe(1);
  });

  test("what the lens cannot is cut out of what it sees, without turning for it", () => {
    const { settings, crop } = aimOf({ x: 0.5, y: 0.5, size: 0.125 }, HEAD);
    expect([settings, crop]).toEqual([
      { zoom: 400, pan: 0, tilt: 0 },
      { x: 0.5, y: 0.5, size: 0.5 },
    ]);
  });

  test("beside the picture", () => {
    expect(aimOf({ x: -1, y: 0, size: 1 }, HEAD)).toEqual({
      settings: { zoom: 100, pan: -64 * 3600, tilt: 0 },
      crop: WHOLE,
    });
  });

  test("further than its head turns it looks wider instead", () => {
    const pan = { min: 0, max: 0.25 * 64 * 3600, step: 1 };
    const { settings, crop } = aimOf({ x: 1, y: 0.375, size: 0.25 }, { ...HEAD, pan });
    expect(settings).toEqual({ zoom: 100, pan: 0.25 * 64 * 3600, tilt: 0 });
    expect(crop).toEqual({ x: 0.75, y: 0.375, size: 0.25 });
  });
});

describe("a head without a lens", () => {
  test("stands still for a part of its picture", () => {
    const corner = { x: 0.75, y: 0.75, size: 0.25 };
    expect(aimOf(corner, PANS)).toEqual({ settings: { pan: 0, tilt: 0 }, crop: corner });
  });

  test("turns as far as it must for a part beside it", () => {
    const { settings, crop } = aimOf({ x: 1, y: -0.5, size: 0.5 }, PANS);
    expect([settings, crop]).toEqual([
      { pan: 32 * 3600, tilt: 19 * 3600 },
      { x: 0.5, y: 0, size: 0.5 },
    ]);
  });

  test("that turns by large steps: the rest is cut", () => {
    const pan = { min: -64 * 3600, max: 64 * 3600, step: 16 * 3600 };
    const { settings, crop } = aimOf({ x: 0.85, y: 0.25, size: 0.5 }, { ...PANS, pan });
    expect([settings.pan, crop]).toEqual([16 * 3600, { x: 0.5, y: 0.25, size: 0.5 }]);
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
  const double = fc.double({ min: -3, max: 4, noNaN: true });
  const wide = { ...HEAD, zoom: { min: 1, max: 12, step: 0 } };
  const aside = { ...HEAD, tilt: null, start: { pan: 90 * 3600, tilt: 0 } };
  const optics = fc.constantFrom(LENS, HEAD, PANS, wide, aside);
  fc.assert(
    fc.property(double, double, double, optics, (x, y, size, one) => {
      const { settings, crop } = aimOf(regionOf({ x, y, size }, reachOf(one))!, one);
      for (const way of ["zoom", "pan", "tilt"] as const) {
        const [value, range] = [settings[way], one[way]];
        expect(value === undefined).toBe(range === null);
        if (value === undefined || range === null) continue;
        expect([value >= range.min, value <= range.max]).toEqual([true, true]);
      }
      for (const start of [crop.x, crop.y]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + crop.size).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test("what is seen at last is what was asked for, to the step of the head", () => {
  const double = fc.double({ min: -3, max: 4, noNaN: true });
  const size = fc.double({ min: 0.125, max: 0.9, noNaN: true });
  fc.assert(
    fc.property(double, double, size, fc.constantFrom(LENS, HEAD, PANS), (x, y, side, one) => {
      const asked = regionOf({ x, y, size: side }, reachOf(one))!;
      const { settings, crop } = aimOf(asked, one);
      const { zoom = ZOOM.min, pan = 0, tilt = 0 } = settings;
      const seen = ZOOM.min / zoom;
      const right = 0.5 + pan / (64 * 3600) + seen * (crop.x - 0.5);
      const down = 0.5 - tilt / (38 * 3600) + seen * (crop.y - 0.5);
      expect(seen * crop.size).toBeCloseTo(asked.size, 1);
      expect(Math.abs(right - asked.x)).toBeLessThan(0.02);
      expect(Math.abs(down - asked.y)).toBeLessThan(0.02);
    }),
  );
});
