import fc from "fast-check";
import { expect, test } from "vitest";
import { isDigitalSilence, levelIn, levelOf, LEVELS, pieceOf, shownAfter } from "./sound-level";
import { SILENCE, tone } from "./testing/fake-sound";

test.each([
  ["nothing at all", SILENCE, 0, true],
  ["a silent room with a real microphone", tone(0.0003), 0, false],
  ["somebody far away", tone(0.006), 2, false],
  ["a voice", tone(0.05), 3, false],
  ["a shout", tone(0.9), 5, false],
])("%s", (_name, samples, level, isSilent) => {
  const piece = pieceOf(samples);
  expect([levelOf(piece.db), isDigitalSilence(piece)]).toEqual([level, isSilent]);
});

test("one step of sixteen bits is sound: a room is never quite silent", () => {
  expect(isDigitalSilence(pieceOf(Float32Array.of(0, 1 / 32_768, 0)))).toBe(false);
});

test("only what stands at the end of the scale is clipped", () => {
  expect(pieceOf(Float32Array.of(0.5, 1, -1, 0.98)).clippedShare).toBe(0.5);
  expect(pieceOf(tone(0.9)).clippedShare).toBe(0);
});

test("nothing to listen to is silence, and no error", () => {
  expect(levelOf(pieceOf(new Float32Array()).db)).toBe(0);
});

test("louder is never a lower level, and a bar jumps up and falls slowly", () => {
  const db = fc.double({ min: -120, max: 0, noNaN: true });
  fc.assert(
    fc.property(db, db, (one, other) => {
      if (one <= other) expect(levelOf(one)).toBeLessThanOrEqual(levelOf(other));
      const shown = shownAfter(one, other, 100);
      expect(shown).toBeGreaterThanOrEqual(other);
      expect(shown).toBeLessThanOrEqual(Math.max(one, other));
    }),
  );
});

test("a level goes over the wire and back; all else is none", () => {
  expect(LEVELS.map((level) => levelIn(String(level)))).toEqual(LEVELS);
  expect(["", "6", "-1", "1.5", "99", "x"].map(levelIn)).toEqual(Array(6).fill(null));
});
