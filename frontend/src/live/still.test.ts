import { expect, test } from "vitest";
import { MAX_STILL_BYTES, smallEnough } from "./still";

function still(size: number, type = "image/jpeg"): Blob {
  return new Blob([new Uint8Array(size)], { type });
}

test("the first that is small enough: less quality, then less wide", async () => {
  const asked: string[] = [];
  const found = await smallEnough((width, quality) => {
    asked.push(`${width} ${quality}`);
    return Promise.resolve(still(width === 960 ? MAX_STILL_BYTES : MAX_STILL_BYTES + 1));
  });
  expect(found?.size).toBe(MAX_STILL_BYTES);
  expect(asked).toEqual(["1920 0.3", "1920 0.1", "1280 0.5", "1280 0.2", "960 0.35"]);
});

test.each(["image/jpeg", "image/webp"])("what this browser writes: %s", async (type) => {
  const found = await smallEnough(() => Promise.resolve(still(9, type)));
  expect(found?.type).toBe(type);
});

test("none, if none is", async () => {
  expect(await smallEnough(() => Promise.resolve(still(MAX_STILL_BYTES + 1)))).toBe(null);
  expect(await smallEnough(() => Promise.resolve(null))).toBe(null);
  expect(await smallEnough(() => Promise.resolve(still(9, "image/png")))).toBe(null);
});
