import { expect, it } from "vitest";
import { leastKbps, limitKbps } from "./file-pace";
import { Spare } from "./spare";

const calm = { sentKbps: 0, mediaKbps: 0 };

it("leaves a part of the line free, and what the pictures take", () => {
  const spare = new Spare();
  spare.note({ availableKbps: 5000, mediaKbps: 1000, sentKbps: 1000 }, 0);
  expect(spare.kbps).toBe(2000);
});

it("remembers what the line carried before a file pressed the estimate down", () => {
  const spare = new Spare();
  spare.note({ ...calm, availableKbps: 5000 }, 0);
  spare.note({ ...calm, availableKbps: 100 }, 10_000);
  expect(spare.kbps).toBe(3000);
  spare.note({ ...calm, availableKbps: 100 }, 31_000);
  expect(spare.kbps).toBe(60);
});

/** A file takes all that it may; the estimate falls once the line is full. */
function seconds(spare: Spare, count: number, estimate: number, mediaKbps: number, line: number) {
  const totals: number[] = [];
  let availableKbps = estimate;
  for (let s = 0; s < count; s += 1) {
    const total = Math.min(line, mediaKbps + (spare.kbps ?? 0));
    totals.push(total);
    availableKbps = total >= line ? mediaKbps : Math.min(estimate, availableKbps * 1.3);
    spare.note({ availableKbps, mediaKbps, sentKbps: total }, s * 1000);
  }
  return totals;
}

it("tries for more on a line of which the estimate knows only what the pictures may ask", () => {
  const totals = seconds(new Spare(), 20, 3000, 1500, 100_000);
  expect(totals[2]).toBeLessThan(3000);
  expect(totals.at(-1)).toBeGreaterThan(10_000);
});

it("finds the end of a line once, and stays below it for a minute", () => {
  const totals = seconds(new Spare(), 60, 5500, 500, 5000);
  const full = totals.flatMap((kbps, s) => (kbps >= 5000 ? [s] : []));
  expect(full).toHaveLength(1);
  expect(Math.min(...totals.slice(10))).toBeGreaterThan(2000);
});

it("leaves it at that for photos, which are soon there", () => {
  const spare = new Spare();
  for (let s = 0; s < 60; s += 1) {
    const isPhoto = s % 4 > 1;
    const sentKbps = 200 + (isPhoto ? (spare.kbps ?? 0) : 0);
    spare.note({ availableKbps: 5000, mediaKbps: 200, sentKbps }, s * 1000);
  }
  expect(spare.kbps).toBe(2800);
});

it("tries again after that minute, from below", () => {
  const totals = seconds(new Spare(), 180, 5500, 500, 5000);
  const full = totals.flatMap((kbps, s) => (kbps >= 5000 ? [s] : []));
  expect(full.length).toBeLessThanOrEqual(3);
  expect(full.every((s, i) => i === 0 || s - (full[i - 1] ?? 0) >= 60)).toBe(true);
});

it("blames a file that went though it was held back by what came back of it", () => {
  const spare = new Spare();
  spare.note({ availableKbps: 6000, mediaKbps: 200, sentKbps: 200 }, 0);
  // More than the line: the file's own pace keeps it at what the line carries.
  for (let s = 1; s < 8; s += 1)
    spare.note({ availableKbps: 6000, mediaKbps: 200, sentKbps: 100_000 }, s * 1000);
  spare.note({ availableKbps: 100, mediaKbps: 100, sentKbps: 4800 }, 8000);
  expect(spare.isToBlame(9000)).toBe(true);
  expect(spare.kbps).toBe(3500);
  expect(spare.isToBlame(24_000)).toBe(false);
});

it("proves by what a file took, and not by what it said or might try", () => {
  const spare = new Spare();
  spare.note({ availableKbps: 8600, mediaKbps: 200, sentKbps: 200 }, 0);
  expect([spare.kbps, spare.provenKbps]).toEqual([4960, 0]);
  for (let s = 1; s < 30; s += 1) {
    const sentKbps = 200 + Math.min(18_000, spare.kbps ?? 0);
    spare.note({ availableKbps: 8600, mediaKbps: 200, sentKbps }, s * 1000);
  }
  expect(spare.kbps).toBeGreaterThan(18_000);
  expect(spare.provenKbps).toBe(18_000);
});

it.each([3000, 5000, 20_000])("proves of %i kbit/s no more than it carries", (line) => {
  const spare = new Spare();
  seconds(spare, 90, 5600, 300, line);
  expect(spare.provenKbps).toBeLessThanOrEqual(line - 300);
});

it("proves nothing any more once a file filled the line", () => {
  const spare = new Spare();
  seconds(spare, 6, 3000, 300, 5000);
  expect(spare.provenKbps).toBeGreaterThan(1500);
  spare.note({ availableKbps: 100, mediaKbps: 100, sentKbps: 4800 }, 6000);
  expect(spare.provenKbps).toBe(0);
});

it("grows by nothing that was not used", () => {
  const spare = new Spare();
  for (let s = 0; s < 60; s += 1)
    spare.note({ availableKbps: 5000, mediaKbps: 500, sentKbps: 600 }, s * 1000);
  expect(spare.kbps).toBe(2500);
});

it("knows nothing of a line that was not seen", () => {
  const spare = new Spare();
  spare.note({ availableKbps: null, mediaKbps: 40, sentKbps: null }, 0);
  expect(spare.kbps).toBeNull();
  expect(limitKbps("whole", null)).toBe(30_000);
});

it("never holds a file below its least, nor lets it pass where sound alone does", () => {
  expect(limitKbps("whole", 0)).toBe(leastKbps("whole"));
  expect(limitKbps("whole", 4000)).toBe(4000);
  expect(limitKbps("face_slow", 4000)).toBe(600);
  expect(limitKbps("photo", 4000)).toBe(0);
});
