import { beforeEach, describe, expect, test } from "vitest";
import { type Region, WHOLE, zoomOf } from "../region";
import { closer, further, pressedKey, Touch, wheeled } from "./steer-gestures";

const PART: Region = { x: 0.25, y: 0.25, size: 0.5 };
const MIDDLE = { x: 0.5, y: 0.5 };

describe("keys", () => {
  test.each([
    ["ArrowLeft", { x: 0.15, y: 0.25, size: 0.5 }],
    ["ArrowRight", { x: 0.35, y: 0.25, size: 0.5 }],
    ["ArrowUp", { x: 0.25, y: 0.15, size: 0.5 }],
    ["ArrowDown", { x: 0.25, y: 0.35, size: 0.5 }],
    ["0", WHOLE],
    ["Home", WHOLE],
    ["+", closer(PART)],
    ["=", closer(PART)],
    ["-", further(PART)],
    ["_", further(PART)],
    ["h", null],
    ["Enter", null],
  ])("%s", (key, next) => {
    expect(pressedKey(PART, key)).toEqual(next);
  });

  test("closer and back is where it was", () => {
    expect(further(closer(PART))).toEqual(PART);
  });
});

describe("a wheel", () => {
  test("up is closer, down is further", () => {
    expect(zoomOf(wheeled(PART, -100, 0, MIDDLE))).toBeCloseTo(3, 1);
    expect(zoomOf(wheeled(PART, 3, 1, MIDDLE))).toBeCloseTo(1.33, 1);
  });

  test("however wild, it goes a little at a time", () => {
    expect(zoomOf(wheeled(WHOLE, -1e9, 2, MIDDLE))).toBeCloseTo(2.25, 1);
  });

  test.each([NaN, Infinity])("%d: in a unit of which nobody knows", (pixels) => {
    expect(wheeled(PART, pixels, 7, MIDDLE).size).toBeGreaterThan(0);
  });
});

describe("fingers", () => {
  let touch: Touch;

  beforeEach(() => {
    touch = new Touch(() => 16 / 9);
  });

  test("one draws the picture along", () => {
    touch.down(1, MIDDLE, PART);
    expect(touch.move(1, { x: 0.3, y: 0.5 })).toEqual({ x: 0.35, y: 0.25, size: 0.5 });
    expect(touch.up(1, PART, 0)).toBeNull();
    expect(touch.isOn).toBe(false);
  });

  test("that trembles only touches", () => {
    touch.down(1, MIDDLE, PART);
    expect(touch.move(1, { x: 0.505, y: 0.5 })).toBeNull();
  });

  test("two draw it larger", () => {
    touch.down(1, { x: 0.4, y: 0.5 }, WHOLE);
    touch.down(2, { x: 0.6, y: 0.5 }, WHOLE);
    touch.move(1, { x: 0.3, y: 0.5 });
    expect(touch.move(2, { x: 0.7, y: 0.5 })?.size).toBeCloseTo(0.5);
  });

  test("the one that stays goes on from what is seen then", () => {
    touch.down(1, { x: 0.4, y: 0.5 }, WHOLE);
    touch.down(2, { x: 0.6, y: 0.5 }, WHOLE);
    touch.move(2, { x: 0.8, y: 0.5 });
    expect(touch.up(2, PART, 0)).toBeNull();
    expect(touch.move(1, { x: 0.4, y: 0.5 })).toEqual(PART);
  });

  test("a third is not counted", () => {
    for (const id of [1, 2, 3]) touch.down(id, MIDDLE, WHOLE);
    expect(touch.move(3, { x: 0, y: 0 })).toBeNull();
    expect(touch.up(3, WHOLE, 0)).toBeNull();
  });

  test("two quick touches: closer there, and all again", () => {
    const tap = (region: Region, now: number) => {
      touch.down(1, { x: 1, y: 1 }, region);
      return touch.up(1, region, now);
    };
    expect(tap(WHOLE, 0)).toBeNull();
    expect(tap(WHOLE, 200)).toMatchObject({ x: 0.6667, y: 0.6667 });
    expect(tap(PART, 5000)).toBeNull();
    expect(tap(PART, 5200)).toEqual(WHOLE);
    expect(tap(PART, 9000)).toBeNull();
    expect(tap(PART, 9900)).toBeNull();
  });

  test("what the browser takes for itself is over", () => {
    touch.down(1, MIDDLE, PART);
    touch.cancel();
    expect(touch.move(1, { x: 0, y: 0 })).toBeNull();
  });
});
