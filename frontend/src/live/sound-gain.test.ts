import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AS_IT_IS, blendOf, factorOf, type OwnGain, ownGainAfter } from "./sound-gain";
import { pieceOf } from "./sound-level";
import {
  limitCurve,
  limited,
  makeupDb,
  needsLimiter,
  outputFor,
  plainVolume,
  USUAL,
} from "./sound-limit";
import { NO_VOICE } from "./sound-voice";
import { tone } from "./testing/fake-sound";

const LOUD = pieceOf(tone(1));
const CALM = pieceOf(tone(0.1));

function after(gain: OwnGain, seconds: number, isClipping: boolean, from: number): OwnGain {
  let next = gain;
  for (let ms = 0; ms < seconds * 1000; ms += 100)
    next = ownGainAfter(next, isClipping ? LOUD : CALM, isClipping, from + ms);
  return next;
}

test("what crackles is turned down a step at a time, no further than 18 dB, and comes back", () => {
  const once = after(AS_IT_IS, 1, true, 0);
  expect(once.db).toBe(-6);
  const most = after(once, 60, true, 1000);
  expect(most.db).toBe(-18);
  expect(after(most, 59, false, 100_000).db).toBe(-18);
  expect(after(most, 61, false, 100_000).db).toBe(-12);
  expect(after(most, 600, false, 100_000).db).toBe(0);
});

test("it is never made louder than it came in", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 90_000 }))), (steps) => {
      let gain = AS_IT_IS;
      let now = 0;
      for (const [isClipping, ms] of steps) {
        now += ms;
        gain = ownGainAfter(gain, isClipping ? LOUD : CALM, isClipping, now);
        expect(gain.db).toBeLessThanOrEqual(0);
        expect(gain.db).toBeGreaterThanOrEqual(-18);
      }
    }),
  );
});

describe("two microphones", () => {
  const talking = { ...NO_VOICE, voiceAt: 1000 };

  test.each([
    ["nobody talks", NO_VOICE, false, 1000, { teacherDb: 0, roomDb: 0 }],
    ["the teacher talks: the room steps back", talking, false, 1100, { teacherDb: 0, roomDb: -12 }],
    ["between two words too", talking, false, 1500, { teacherDb: 0, roomDb: -12 }],
    ["and comes back after", talking, false, 1700, { teacherDb: 0, roomDb: 0 }],
    ["a neighbour who whispers is in the room", talking, true, 1100, { teacherDb: 0, roomDb: 6 }],
  ])("%s", (_name, teacher, isWhispering, now, expected) => {
    expect(blendOf(teacher, isWhispering, now)).toEqual(expected);
  });
});

describe("how loud the pupil is in class", () => {
  test.each([
    ["as it came, by the player itself", USUAL, false, 1, false],
    ["softer, by the player itself", { volume: 60, cap: 100 }, false, factorOf(-6), false],
    ["not at all", { volume: 0, cap: 100 }, false, 0, false],
    ["louder than it came: never over full scale", { volume: 100, cap: 100 }, false, 1, true],
    ["as it came, with a limit", { volume: 80, cap: 60 }, false, factorOf(-12), true],
    ["a whisper", USUAL, true, factorOf(-24), true],
    [
      "a whisper on a device that is set softer still",
      { volume: 10, cap: 20 },
      true,
      factorOf(-24),
      true,
    ],
  ])("%s", (_name, loudness, isWhispering, plain, isLimited) => {
    const output = outputFor(loudness, isWhispering);
    expect(plainVolume(output)).toBeCloseTo(plain, 3);
    expect(needsLimiter(output)).toBe(isLimited);
  });

  test("whatever comes in, a shout or worse, nothing passes the limit", () => {
    const ceiling = fc.double({ min: 0.01, max: 1, noNaN: true });
    const sample = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(sample, ceiling, (one, most) => {
        expect(Math.abs(limited(one, most))).toBeLessThanOrEqual(most);
        expect(Math.sign(limited(one, most))).toBe(Math.sign(one));
      }),
    );
  });

  test("a voice well below the limit is not changed at all", () => {
    expect([0, 0.1, -0.3].map((one) => limited(one, 0.5))).toEqual([0, 0.1, -0.3]);
  });

  test("the table is the same curve, growing, and holds its ends", () => {
    const curve = limitCurve(0.25);
    expect([curve[0], curve[1024], curve.at(-1)]).toEqual([
      expect.closeTo(-0.25, 3),
      0,
      expect.closeTo(0.25, 3),
    ]);
    curve.forEach((one, i) => {
      expect(Math.abs(one)).toBeLessThanOrEqual(0.25);
      if (i > 0) expect(one).toBeGreaterThanOrEqual(curve[i - 1] ?? -1);
    });
  });

  test("what a compressor adds by itself is known", () => {
    expect(makeupDb(-20, 20)).toBeCloseTo(11.4, 5);
    expect(makeupDb(0, 20)).toBeCloseTo(0, 5);
  });

  test("any slider and any cap: softer with each, and never above the cap", () => {
    const part = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(part, part, fc.boolean(), (volume, cap, isWhispering) => {
        const output = outputFor({ volume, cap }, isWhispering);
        expect(plainVolume(output)).toBeLessThanOrEqual(output.ceiling);
        expect(output.ceiling).toBeLessThanOrEqual(1);
        const whispered = outputFor({ volume, cap }, true);
        expect(whispered.gain).toBeLessThanOrEqual(output.gain);
      }),
    );
  });
});
