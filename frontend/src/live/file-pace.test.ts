import { expect, it } from "vitest";
import {
  firstRate,
  leastKbps,
  mostKbps,
  photoBytes,
  pieceBytes,
  type Rate,
  rateAfter,
} from "./file-pace";
import { STEPS } from "./policy";

/** A line with a queue before it: what a file at this pace does to it, in steps of 20 ms. */
function run(
  lineKbps: number,
  oneWayMs: number,
  ms: number,
  others: (at: number) => number = () => 0,
  lateMs: (at: number) => number = () => 0,
) {
  let rate: Rate = firstRate(0);
  let [queuedBits, sent] = [0, 0];
  const waits: number[] = [];
  for (let at = 0; at < ms; at += 20) {
    const bits = rate.kbps * 20;
    const free = Math.max(0, (lineKbps - others(at)) * 20);
    const gone = Math.min(free, queuedBits + bits);
    queuedBits = Math.min(300 * lineKbps, queuedBits + bits - gone);
    sent += gone;
    const waitMs = queuedBits / lineKbps;
    waits.push(waitMs);
    const arrivedKbps = gone / 20;
    const tookMs = 2 * oneWayMs + waitMs + lateMs(at);
    rate = rateAfter(rate, { tookMs, arrivedKbps, leastKbps: 24 }, at);
  }
  return { sentKbps: sent / ms, waits: waits.slice(waits.length / 4), rate };
}

it.each([
  [500, 20],
  [2000, 40],
  [5000, 20],
  [20_000, 60],
])("takes most of a line of %i kbit/s, and lets the sound pass", (kbps, oneWayMs) => {
  const { sentKbps, waits } = run(kbps, oneWayMs, 20_000);
  expect(sentKbps).toBeGreaterThan(0.6 * kbps);
  const sorted = waits.toSorted((a, b) => a - b);
  expect(sorted[Math.floor(0.95 * sorted.length)]).toBeLessThan(150);
});

it("gives way to who comes, and takes the place again", () => {
  const { rate } = run(3000, 20, 10_000, (at) => (at > 5000 ? 2700 : 0));
  expect(rate.kbps).toBeLessThan(700);
  const after = run(3000, 20, 30_000, (at) => (at > 5000 && at < 10_000 ? 2700 : 0));
  expect(after.rate.kbps).toBeGreaterThan(1200);
});

it("never stands still by itself", () => {
  const { rate } = run(30, 20, 10_000);
  expect(rate.kbps).toBeGreaterThanOrEqual(24);
});

it("takes less the more the policy gives up, and nothing where sound alone passes", () => {
  const most = STEPS.map(mostKbps);
  expect(most).toEqual(most.toSorted((a, b) => b - a));
  expect(STEPS.filter((step) => mostKbps(step) === 0)).toEqual(["photo", "sound", "away"]);
  const photos = STEPS.map((step) => photoBytes(step, 0));
  expect(photos).toEqual(photos.toSorted((a, b) => b - a));
});

it("makes a photo as large as goes in 1.2 s of what a file was seen to take, up to 4 MB", () => {
  expect(photoBytes("whole", 0)).toBe(450_000);
  expect(photoBytes("whole", 3000)).toBe(450_000);
  expect(photoBytes("whole", 12_000)).toBe(1_800_000);
  expect(photoBytes("whole", 100_000)).toBe(4_000_000);
  // What the policy gave up something on may take little, whatever went before.
  for (const step of STEPS.slice(1)) expect(photoBytes(step, 12_000)).toBe(photoBytes(step, 0));
});

it("cuts small where the line is narrow", () => {
  expect(pieceBytes(60, 16_384)).toBe(1024);
  expect(pieceBytes(30_000, 16_384)).toBe(16_384);
});

it("gives up less than a line with moving pictures has left, whatever it thinks it sees", () => {
  expect(leastKbps("whole")).toBe(200);
  expect(leastKbps("board_slow")).toBe(30);
  for (const step of STEPS.slice(0, -3))
    expect(leastKbps(step)).toBeLessThanOrEqual(mostKbps(step));
  // A device that is late by half a second, now and then for seconds on end.
  const { sentKbps } = run(
    4000,
    20,
    20_000,
    () => 0,
    (at) => (at % 5000 > 3000 ? 500 : 0),
  );
  expect(sentKbps).toBeGreaterThan(400);
});
