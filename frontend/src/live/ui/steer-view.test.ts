import { describe, expect, test } from "vitest";
import { WHOLE } from "../region";
import { boxOf, FrameRegion, pointIn, transformOf } from "./steer-view";

const CORNER = { x: 0.5, y: 0.5, size: 0.5 };
const BOX = { x: 0, y: 100, width: 800, height: 450 };

describe("the picture in its element", () => {
  test("has black above and below, or beside it", () => {
    expect(boxOf({ width: 800, height: 650 }, { width: 1920, height: 1080 })).toEqual(BOX);
    expect(boxOf({ width: 1000, height: 450 }, { width: 1920, height: 1080 })?.x).toBe(100);
  });

  test("is nowhere before it is there", () => {
    expect(boxOf({ width: 800, height: 650 }, { width: 0, height: 0 })).toBeNull();
  });

  test("a finger is somewhere in it", () => {
    expect(pointIn(BOX, 400, 325)).toEqual({ x: 0.5, y: 0.5 });
  });
});

describe("until it comes", () => {
  test("nothing is moved that shows what was asked for", () => {
    expect(transformOf(BOX, CORNER, { ...CORNER })).toBe("");
  });

  test("the corner of what is there is shown larger", () => {
    // The middle of the picture, at 400, 325, goes to its left upper corner, at 0, 100.
    expect(transformOf(BOX, WHOLE, CORNER)).toBe("translate(-800.00px, -550.00px) scale(2)");
  });

  test("and smaller where more was asked for", () => {
    expect(transformOf(BOX, CORNER, WHOLE)).toBe("translate(400.00px, 275.00px) scale(0.5)");
  });
});

describe("which part a frame shows", () => {
  test("the first that came in after the word", () => {
    const frame = new FrameRegion(WHOLE);
    frame.told(CORNER, 1000);
    frame.framed(990, 1040);
    expect([frame.region, frame.isSettled]).toEqual([WHOLE, false]);
    frame.framed(1005, 1060);
    expect([frame.region, frame.isSettled]).toEqual([CORNER, true]);
  });

  test("where the browser does not say when, a little later", () => {
    const frame = new FrameRegion(WHOLE);
    frame.told(CORNER, 1000);
    frame.framed(undefined, 1040);
    expect(frame.region).toEqual(WHOLE);
    frame.framed(undefined, 1090);
    expect(frame.region).toEqual(CORNER);
  });

  test("without a frame at last", () => {
    const frame = new FrameRegion(WHOLE);
    frame.told(CORNER, 1000);
    frame.waited(1500);
    expect(frame.region).toEqual(WHOLE);
    frame.waited(1800);
    expect(frame.region).toEqual(CORNER);
  });

  test("of several words the latest before the frame", () => {
    const frame = new FrameRegion(WHOLE);
    const parts = [0, 0.1, 0.2].map((x) => ({ ...CORNER, x }));
    parts.forEach((part, i) => frame.told(part, 1000 + 50 * i));
    frame.framed(1060, 1100);
    expect(frame.region).toEqual(parts[1]);
  });
});
