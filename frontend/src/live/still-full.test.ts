import { expect, it } from "vitest";
import { fitting } from "./still-full";

/** An encoder of which the bytes grow with the quality, as a camera's noise does. */
function encoder(bytesOfBest: number) {
  const tried: number[] = [];
  const encode = (quality: number) => {
    tried.push(quality);
    return Promise.resolve(new Blob([new Uint8Array(Math.round(bytesOfBest * quality ** 1.4))]));
  };
  return { tried, encode };
}

it("is as sharp as fits", async () => {
  const { tried, encode } = encoder(300_000);
  expect((await fitting(encode, 450_000))?.size).toBeLessThan(300_000);
  expect(tried).toHaveLength(1);
});

it("is found in three tries at most, since each costs time", async () => {
  for (const best of [500_000, 700_000, 1_000_000, 1_500_000]) {
    const { tried, encode } = encoder(best);
    await fitting(encode, 450_000);
    expect(tried.length).toBeLessThanOrEqual(3);
  }
});

it("is as sharp as fits of a board with noise too, which goes sooner than letters", async () => {
  const sizes: Record<number, number> = {
    0.85: 845_000,
    0.7: 409_000,
    0.55: 244_000,
    0.4: 173_000,
  };
  const tried: number[] = [];
  const encode = (quality: number) => {
    tried.push(quality);
    return Promise.resolve(new Blob([new Uint8Array(sizes[quality] ?? 140_000)]));
  };
  expect((await fitting(encode, 450_000))?.size).toBe(409_000);
  expect((await fitting(encode, 300_000))?.size).toBe(173_000);
  expect(tried).toEqual([0.85, 0.55, 0.7, 0.85, 0.3, 0.4]);
});

it("stays at its size, and is sent larger where nothing fits", async () => {
  const { encode } = encoder(9_000_000);
  expect((await fitting(encode, 100_000))?.size).toBeGreaterThan(100_000);
});

it("is none where the browser writes none", async () => {
  expect(await fitting(() => Promise.resolve(null), 100_000)).toBeNull();
});
