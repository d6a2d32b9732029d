import { describe, expect, it } from "vitest";

import { isTooLarge, percentOf } from "./sending";

describe("how far a form is", () => {
  it.each([
    [{ lengthComputable: true, loaded: 0, total: 10 }, 0],
    [{ lengthComputable: true, loaded: 999, total: 1000 }, 99],
    [{ lengthComputable: true, loaded: 12, total: 10 }, 100],
    [{ lengthComputable: false, loaded: 5, total: 0 }, null],
    [{ lengthComputable: true, loaded: 0, total: 0 }, null],
    [{}, null],
  ])("%j is %j", (progress, percent) => {
    expect(percentOf(progress)).toBe(percent);
  });
});

describe("what is too large", () => {
  it.each([
    [[], false],
    [[50, 50], false],
    [[51], true],
    [[50, 50, 1], true],
  ])("%j: %j", (sizes, large) => {
    expect(isTooLarge(sizes, 50, 100)).toBe(large);
  });
});
