import { expect, it } from "vitest";
import { limitKbps, leastKbps } from "./file-pace";
import { Spare } from "./spare";

it("leaves a part of the line free, and what the pictures take", () => {
  const spare = new Spare();
  spare.note({ availableKbps: 5000, mediaKbps: 1000 }, 0);
  expect(spare.kbps).toBe(2000);
});

it("remembers what the line carried before a file pressed the estimate down", () => {
  const spare = new Spare();
  spare.note({ availableKbps: 5000, mediaKbps: 0 }, 0);
  spare.note({ availableKbps: 100, mediaKbps: 0 }, 10_000);
  expect(spare.kbps).toBe(3000);
  spare.note({ availableKbps: 100, mediaKbps: 0 }, 31_000);
  expect(spare.kbps).toBe(60);
});

it("knows nothing of a line that was not seen", () => {
  const spare = new Spare();
  spare.note({ availableKbps: null, mediaKbps: 40 }, 0);
  expect(spare.kbps).toBeNull();
  expect(limitKbps("whole", null)).toBe(30_000);
});

it("never holds a file below its least, nor lets it pass where sound alone does", () => {
  expect(limitKbps("whole", 0)).toBe(leastKbps("whole"));
  expect(limitKbps("whole", 4000)).toBe(4000);
  expect(limitKbps("face_slow", 4000)).toBe(600);
  expect(limitKbps("photo", 4000)).toBe(0);
});
