import { expect, test } from "vitest";
import { smallEnough } from "./still";

const MOST = 45_000;

function still(size: number, type = "image/jpeg"): Blob {
  return new Blob([new Uint8Array(size)], { type });
}

test("the first that is small enough: less quality, then less wide", async () => {
  const asked: string[] = [];
  const found = await smallEnough((width, quality) => {
    asked.push(`${width} ${quality}`);
    return Promise.resolve(still(width === 960 ? MOST : MOST + 1));
  }, MOST);
  expect(found?.size).toBe(MOST);
  expect(asked).toEqual([
    ...[
      "1920 0.3",
      "1920 0.1",
      "1600 0.1",
      "1440 0.1",
      "1280 0.2",
      "1280 0.1",
      "1280 0.05",
      "960 0.35",
    ],
  ]);
});

test.each(["image/jpeg", "image/webp"])("what this browser writes: %s", async (type) => {
  const found = await smallEnough(() => Promise.resolve(still(9, type)), MOST);
  expect(found?.type).toBe(type);
});

test("none, if none is", async () => {
  expect(await smallEnough(() => Promise.resolve(still(MOST + 1)), MOST)).toBe(null);
  expect(await smallEnough(() => Promise.resolve(null), MOST)).toBe(null);
  expect(await smallEnough(() => Promise.resolve(still(9, "image/png")), MOST)).toBe(null);
});
