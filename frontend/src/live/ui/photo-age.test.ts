import fc from "fast-check";
import { expect, test } from "vitest";
import { PhotoAge, photoWord } from "./photo-age";

test("each photo is as old as it is shown", () => {
  const age = new PhotoAge();
  expect(age.of(null, 1_000)).toBe(0);
  expect(age.of("blob:1", 2_000)).toBe(0);
  expect(age.of("blob:1", 9_500)).toBe(7_500);
  expect(age.of("blob:2", 12_000)).toBe(0);
  expect(age.of(null, 13_000)).toBe(0);
  expect(age.of("blob:2", 20_000)).toBe(0);
});

test("a clock that is set back makes none of them negative", () => {
  const moments = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 2 });
  fc.assert(
    fc.property(moments, (all) => {
      const age = new PhotoAge();
      for (const now of all) expect(age.of("blob:1", now)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([
  [0, "photo.new"],
  [4_999, "photo.new"],
  [5_000, "photo.age"],
  [61_000, "photo.age"],
])("%d ms: %s", (ms, word) => {
  expect(photoWord(ms)).toBe(word);
});
