import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Heard,
  heardBetween,
  heardOf,
  LONGEST_MS,
  neededMs,
  NO_WAIT,
  type SoundWait,
  waitAfter,
} from "./sound-wait";

const GOOD: Heard = { askedShare: 0, madeUpShare: 0, roundTripMs: 50 };
const LOSSY: Heard = { ...GOOD, askedShare: 0.24 };
const NEEDED = 300;

/** So many seconds of it, each heard at its end. */
function after(from: SoundWait, seconds: number, heard: Heard, begin = 0): SoundWait {
  let wait = from;
  for (let s = 1; s <= seconds; s++) wait = waitAfter(wait, heard, false, begin + s * 1000);
  return wait;
}

describe("what is needed", () => {
  test.each([
    { line: "no round trip", roundTripMs: 0, isLong: false, ms: 100 },
    { line: "a short one", roundTripMs: 20, isLong: false, ms: 180 },
    { line: "asked for three times", roundTripMs: 50, isLong: false, ms: NEEDED },
    { line: "time to ask twice", roundTripMs: 100, isLong: false, ms: 320 },
    { line: "long frames", roundTripMs: 50, isLong: true, ms: 320 },
    { line: "time to ask once", roundTripMs: 200, isLong: false, ms: 240 },
    { line: "no time to ask: the copy alone", roundTripMs: 380, isLong: false, ms: 40 },
  ])("$line: $ms ms", ({ roundTripMs, isLong, ms }) => {
    expect(neededMs(roundTripMs, isLong)).toBe(ms);
  });

  test("is never more than people can talk with", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.boolean(), (roundTripMs, isLong) => {
        expect(neededMs(roundTripMs, isLong)).toBeLessThanOrEqual(LONGEST_MS);
      }),
    );
  });
});

describe("waiting", () => {
  test.each<[string, Heard, number]>([
    ["a good line", GOOD, 0],
    ["little lost, which RED makes up for", { ...GOOD, askedShare: 0.04 }, 0],
    ["much lost", LOSSY, NEEDED],
    [
      "bursts: seldom asked, much made up",
      { ...GOOD, askedShare: 0.02, madeUpShare: 0.03 },
      NEEDED,
    ],
    ["made up, and nothing to ask for: it was late", { ...GOOD, madeUpShare: 0.03 }, 0],
  ])("%s", (_line, heard, ms) => {
    expect(after(NO_WAIT, 20, heard).ms).toBe(ms);
  });

  test("begins after three bad seconds, not after one that passes", () => {
    expect(after(NO_WAIT, 4, LOSSY).ms).toBe(0);
    expect(after(NO_WAIT, 5, LOSSY).ms).toBe(NEEDED);
    expect(after(after(NO_WAIT, 1, LOSSY), 60, GOOD, 1000).ms).toBe(0);
  });

  test("ends when half a minute was well", () => {
    const wait = after(NO_WAIT, 10, LOSSY);
    expect(after(wait, 30, GOOD, 10_000).ms).toBe(NEEDED);
    expect(after(wait, 45, GOOD, 10_000).ms).toBe(0);
  });

  test("goes on with less loss than it began with", () => {
    const wait = after(NO_WAIT, 10, LOSSY);
    expect(after(wait, 300, { ...GOOD, askedShare: 0.06 }, 10_000).ms).toBe(NEEDED);
    expect(after(wait, 300, { ...GOOD, askedShare: 0.02 }, 10_000).ms).toBe(0);
  });

  test("that ended too soon lasts twice as long the next time, up to four minutes", () => {
    let wait = NO_WAIT;
    const rests: number[] = [];
    for (let s = 1; s <= 1500; s++) {
      const was = wait.ms;
      // Bursts, which are heard only where nothing waits.
      const heard = { ...GOOD, askedShare: 0.02, madeUpShare: wait.ms === 0 ? 0.04 : 0 };
      wait = waitAfter(wait, heard, false, s * 1000);
      if (was === 0 && wait.ms > 0) rests.push(wait.restMs / 1000);
    }
    expect(rests.slice(0, 6)).toEqual([30, 60, 120, 240, 240, 240]);
  });

  test("follows a round trip that grows, or shrinks by much", () => {
    const wait = after(NO_WAIT, 10, LOSSY);
    const on = (roundTripMs: number | null) =>
      waitAfter(wait, { ...LOSSY, roundTripMs }, false, 11_000).ms;
    expect([on(60), on(45), on(10), on(null)]).toEqual([340, NEEDED, 140, NEEDED]);
  });

  test("is none, or what some line needs, whatever comes", () => {
    const share = fc.double({ min: 0, max: 3, noNaN: true });
    const roundTripMs = fc.option(fc.integer({ min: 0, max: 9000 }));
    const heards = fc.array(fc.record({ askedShare: share, madeUpShare: share, roundTripMs }));
    fc.assert(
      fc.property(heards, fc.boolean(), (heards, isLong) => {
        let wait = NO_WAIT;
        heards.forEach((heard, i) => {
          wait = waitAfter(wait, heard, isLong, i * 1000);
          expect(wait.ms).toBeGreaterThanOrEqual(0);
          expect(wait.ms).toBeLessThanOrEqual(LONGEST_MS);
        });
      }),
    );
  });
});

describe("between two readings", () => {
  const reading = (at: number, counters: object) =>
    heardOf(
      new Map<string, unknown>([
        ["T", { id: "T", type: "transport", selectedCandidatePairId: "P" }],
        ["P", { id: "P", type: "candidate-pair", currentRoundTripTime: 0.05 }],
        ["A", { id: "A", type: "inbound-rtp", kind: "audio", ...counters }],
        ["V", { id: "V", type: "inbound-rtp", kind: "video", packetsReceived: 900, nackCount: 90 }],
      ]),
      at,
    );
  const before = reading(0, { packetsReceived: 100, nackCount: 1, totalSamplesReceived: 4800 });

  test("what was asked for again, and made up, of the sound alone", () => {
    const more = { packetsReceived: 150, nackCount: 11, totalSamplesReceived: 52_800 };
    expect(heardBetween(before, reading(1000, { ...more, concealedSamples: 480 }))).toEqual({
      askedShare: 0.2,
      madeUpShare: 0.01,
      roundTripMs: 50,
    });
  });

  test("nothing without one before, without packets, or with counters that began anew", () => {
    expect(heardBetween(null, before)).toBeNull();
    expect(heardBetween(before, before)).toBeNull();
    expect(heardBetween(before, reading(1000, {}))).toBeNull();
  });
});
