import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  begun,
  DOWN_MS,
  ladderOf,
  needKbps,
  type Picture,
  PICTURES,
  placeOf,
  type Policy,
  type Reading,
  RUNGS,
  rungOf,
  soundOf,
  type Step,
  STEPS,
  UP_MS,
} from "./policy";

const CLASS: readonly Picture[] = ["board"];
const HOME: readonly Picture[] = ["face"];
const ALL: readonly Picture[] = ["board", "room", "face"];

const GOOD: Reading = {
  availableKbps: 4000,
  sentKbps: 900,
  lostShare: 0,
  againShare: 0,
  roundTripMs: 20,
  isUnheard: false,
  isBehind: false,
  isFrozen: false,
  battery: null,
  photoKbps: null,
};

/** `seconds` readings, the last at the end of them. */
function after(policy: Policy, seconds: number, reading: Partial<Reading>, from = 0): Policy {
  let next = policy;
  for (let s = 1; s <= seconds; s++) next = advance(next, { ...GOOD, ...reading }, from + s * 1000);
  return next;
}

function at(roles: readonly Picture[], step: Step): Policy {
  return { ...begun(roles, 0), at: placeOf(step, ladderOf(roles)), calmSince: null };
}

/** One reading a second, bad where there is an x. */
function through(policy: Policy, seconds: string): Policy {
  let next = policy;
  for (let i = 0; i < seconds.length; i++)
    next = after(next, 1, seconds[i] === "x" ? { lostShare: 0.9 } : {}, 1000 * i);
  return next;
}

test.each([
  ["three bad seconds", "xxxx", "photo"],
  ["of one frame a second every other report speaks of no packet", "x.x.x", "photo"],
  ["a bad second passes", "x....x....x", "board_slowest"],
  ["so do two", "xx...xx...xx", "board_slowest"],
])("%s: %s", (_what, seconds, step) => {
  expect(rungOf(through(at(CLASS, "board_slowest"), seconds)).step).toBe(step);
});

describe("the ladders", () => {
  test.each([
    [CLASS, ["whole", "face_slow", "board_slow", "board_slowest", "photo", "sound", "away"]],
    [HOME, ["whole", "face_slow", "face_off", "sound", "away"]],
    [
      ["board", "room"] as const,
      "whole face_slow room_small room_off board_slow board_slowest photo sound away".split(" "),
    ],
    [ALL, [...STEPS]],
    [[], ["whole", "sound", "away"]],
  ])("%j", (roles, steps) => {
    expect(ladderOf(roles).map(({ step }) => step)).toEqual(steps);
  });

  test("are in the order of giving up, each needing no more than the one before", () => {
    expect(RUNGS.map(({ step }) => step)).toEqual([...STEPS]);
    const needs = RUNGS.map((rung) => needKbps(rung, ALL));
    expect(needs).toEqual([...needs].sort((a, b) => b - a));
  });

  test("the board keeps its size as long as it is sent, and is a photo only after", () => {
    expect(RUNGS.every(({ pictures }) => (pictures.board?.scale ?? 1) === 1)).toBe(true);
    expect(RUNGS.filter(({ photo }) => photo).map(({ step }) => step)).toEqual(["photo"]);
    expect(rungOf(at(CLASS, "board_slowest")).pictures.board?.framesPerS).toBe(1);
  });

  test("sound is on wherever anything is", () => {
    expect(RUNGS.every(({ sound }) => sound.kbps >= 12)).toBe(true);
  });
});

describe("where a side stands when a step is asked of it", () => {
  test.each<[Step, Step]>([
    ["whole", "whole"],
    ["board_slow", "face_slow"],
    ["face_off", "face_off"],
    ["photo", "face_off"],
    ["away", "away"],
  ])("%s asked of home: %s", (asked, stands) => {
    expect(ladderOf(HOME)[placeOf(asked, ladderOf(HOME))]?.step).toBe(stands);
  });
});

interface Case {
  readonly from: Step;
  readonly reading: Partial<Reading>;
  readonly seconds: number;
  readonly to: Step;
}

const narrow = (availableKbps: number, sentKbps = availableKbps) => ({ availableKbps, sentKbps });

describe("the class", () => {
  test.each<[string, Case]>([
    ["a good line keeps all", { from: "whole", reading: {}, seconds: 60, to: "whole" }],
    [
      "two bad seconds are nothing",
      { from: "whole", reading: narrow(100), seconds: 3, to: "whole" },
    ],
    ["a narrow line", { from: "whole", reading: narrow(200), seconds: 4, to: "board_slow" }],
    [
      "a very narrow line, at once",
      { from: "whole", reading: narrow(120), seconds: 4, to: "board_slowest" },
    ],
    [
      "too narrow for any picture",
      { from: "whole", reading: narrow(60), seconds: 4, to: "board_slowest" },
    ],
    ["and then a photo", { from: "whole", reading: narrow(60), seconds: 8, to: "photo" }],
    [
      "the sound's own rate says nothing",
      { from: "photo", reading: { ...narrow(60), lostShare: 0.25 }, seconds: 60, to: "photo" },
    ],
    [
      "a photo that does not get through",
      { from: "photo", reading: { roundTripMs: 2100 }, seconds: 4, to: "sound" },
    ],
    ["some loss", { from: "whole", reading: { lostShare: 0.05 }, seconds: 60, to: "whole" }],
    [
      "a fifth lost costs frames only",
      { from: "whole", reading: { lostShare: 0.18 }, seconds: 60, to: "board_slow" },
    ],
    [
      "a fifth lost",
      { from: "whole", reading: { lostShare: 0.22 }, seconds: 60, to: "board_slowest" },
    ],
    ["half lost", { from: "sound", reading: { lostShare: 0.5 }, seconds: 4, to: "away" }],
    [
      "a full queue",
      { from: "whole", reading: { roundTripMs: 900 }, seconds: 30, to: "board_slow" },
    ],
    [
      "a frozen picture: home's frames first",
      { from: "whole", reading: { isFrozen: true }, seconds: 4, to: "face_slow" },
    ],
    [
      "still frozen: the board's",
      { from: "whole", reading: { isFrozen: true }, seconds: 8, to: "board_slow" },
    ],
    [
      "a slow picture is no frozen one",
      {
        from: "board_slow",
        reading: { ...narrow(200), isFrozen: true },
        seconds: 60,
        to: "board_slow",
      },
    ],
    [
      "a weak processor",
      { from: "whole", reading: { isBehind: true }, seconds: 30, to: "board_slowest" },
    ],
    [
      "an empty battery",
      { from: "whole", reading: { battery: 0.08 }, seconds: 1, to: "board_slow" },
    ],
    ["half a battery", { from: "whole", reading: { battery: 0.5 }, seconds: 9, to: "whole" }],
    [
      "nothing known",
      {
        from: "whole",
        reading: {
          ...narrow(0),
          availableKbps: null,
          sentKbps: null,
          lostShare: null,
          roundTripMs: null,
        },
        seconds: 60,
        to: "whole",
      },
    ],
    ["up, one at a time", { from: "photo", reading: {}, seconds: 17, to: "board_slowest" }],
    ["up, and up again", { from: "photo", reading: {}, seconds: 33, to: "board_slow" }],
    ["up to the top", { from: "away", reading: {}, seconds: 90, to: "whole" }],
    ["sound is back soon", { from: "away", reading: {}, seconds: 5, to: "sound" }],
    ["no room above", { from: "board_slow", reading: narrow(330), seconds: 60, to: "board_slow" }],
    [
      "unfilled, so it is tried",
      { from: "board_slow", reading: narrow(340, 90), seconds: 33, to: "whole" },
    ],
    [
      "loss that is gone only a little",
      { from: "board_slow", reading: { lostShare: 0.1 }, seconds: 60, to: "board_slow" },
    ],
  ])("%s", (_name, { from, reading, seconds, to }) => {
    expect(rungOf(after(at(CLASS, from), seconds, reading)).step).toBe(to);
  });
});

describe("home", () => {
  test.each<[string, Case]>([
    ["a narrow line", { from: "whole", reading: narrow(140), seconds: 4, to: "face_slow" }],
    ["narrower", { from: "whole", reading: narrow(90), seconds: 8, to: "face_off" }],
    ["a low battery", { from: "whole", reading: { battery: 0.2 }, seconds: 1, to: "face_slow" }],
    [
      "no photo of a face",
      { from: "face_off", reading: { roundTripMs: 2100 }, seconds: 4, to: "sound" },
    ],
  ])("%s", (_name, { from, reading, seconds, to }) => {
    expect(rungOf(after(at(HOME, from), seconds, reading)).step).toBe(to);
  });
});

describe("the sound", () => {
  const LOSSY = { lostShare: 0.2 };
  const thin = { kbps: 16, isLong: true, isTwice: false };

  test.each<[Step, object]>([
    ["whole", { kbps: 32, isLong: false, isTwice: true }],
    ["board_slowest", { kbps: 24, isLong: false, isTwice: true }],
    ["photo", thin],
    ["sound", { kbps: 12, isLong: true, isTwice: false }],
  ])("of the class's %s", (step, sound) => {
    expect(soundOf(at(CLASS, step), "whole")).toEqual(sound);
  });

  test("of home saves what the class saves, never less than its own step", () => {
    expect(soundOf(begun(HOME, 0), "photo")).toEqual(thin);
    expect(soundOf(at(HOME, "sound"), "photo").kbps).toBe(12);
    expect(soundOf(at(HOME, "face_off"), "whole")).toEqual({ ...thin, isTwice: true });
  });

  const told = (seconds: readonly number[], reading: Partial<Reading>) => {
    let policy = at(CLASS, "photo");
    for (let s = 1; s <= 60; s++) {
      const none = { availableKbps: null, lostShare: null, roundTripMs: null };
      const heard = seconds.includes(s) ? reading : none;
      policy = advance(policy, { ...GOOD, photoKbps: 20, ...heard }, s * 1000);
      if (s === Math.max(...seconds)) break;
    }
    return soundOf(policy, "whole").isTwice;
  };

  test.each<[string, readonly number[], Partial<Reading>, boolean]>([
    ["much is lost", [5, 10], LOSSY, true],
    ["much is sent again", [5, 10, 15], { lostShare: 0.02, againShare: 0.9 }, true],
    ["much was lost once", [5], LOSSY, false],
    ["little is lost", [5, 10, 15], { lostShare: 0.05 }, false],
    [
      "a full queue loses what is sent again",
      [5, 10],
      { ...LOSSY, againShare: 0.9, roundTripMs: 900 },
      false,
    ],
    ["a full queue loses it", [5, 10, 15], { ...LOSSY, roundTripMs: 900 }, false],
  ])("is said twice on a thin line where %s: %j", (_what, seconds, reading, isTwice) => {
    expect(told(seconds, reading)).toBe(isTwice);
  });

  test("is said once where a queue that was full is empty again", () => {
    const full = { againShare: 0.5, lostShare: 0.3, roundTripMs: 900, photoKbps: 20 };
    const empty = { againShare: 0, lostShare: 0, roundTripMs: 50, photoKbps: 20 };
    const drained = after(at(CLASS, "photo"), 20, full);
    expect(soundOf(after(drained, 10, empty, 20_000), "whole").isTwice).toBe(false);
  });

  test("is said once again when half a minute lost little", () => {
    const lossy = after(at(CLASS, "photo"), 6, { ...LOSSY, photoKbps: 20 });
    const clean = { lostShare: 0, photoKbps: 20 };
    expect(soundOf(after(lossy, 29, clean, 6000), "whole").isTwice).toBe(true);
    expect(soundOf(after(lossy, 31, clean, 6000), "whole").isTwice).toBe(false);
  });
});

test("a climb that was a mistake makes the next one wait longer, one that holds does not", () => {
  let policy = at(CLASS, "face_slow");
  const climbs: number[] = [];
  for (let s = 1; s <= 400; s++) {
    const was = policy.at;
    // The line carries no whole picture, and only shows it when one is tried.
    const reading = policy.at === 0 ? narrow(250) : narrow(340, 90);
    policy = advance(policy, { ...GOOD, ...reading }, s * 1000);
    if (policy.at < was && policy.at === 0) climbs.push(s);
  }
  // That the rung below it holds, each time, proves nothing about this one.
  expect(climbs).toEqual([16, 67, 148, 289]);
});

const reading = fc.record({
  availableKbps: fc.option(fc.integer({ min: 0, max: 5000 })),
  sentKbps: fc.option(fc.integer({ min: 0, max: 5000 })),
  againShare: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
  lostShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  roundTripMs: fc.option(fc.integer({ min: 0, max: 8000 })),
  isUnheard: fc.boolean(),
  isBehind: fc.boolean(),
  isFrozen: fc.boolean(),
  battery: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  photoKbps: fc.option(fc.integer({ min: 0, max: 60 })),
});
const roles = fc.subarray([...PICTURES]);

describe("whatever the line does", () => {
  test("it is on a rung of its ladder; up one at a time, and never within fifteen seconds", () => {
    fc.assert(
      fc.property(roles, fc.array(reading, { maxLength: 120 }), (roles, readings) => {
        let policy = begun(roles, 0);
        let movedAt = 0;
        readings.forEach((reading, i) => {
          const now = (i + 1) * 1000;
          const next = advance(policy, reading, now);
          expect(ladderOf(roles)[next.at]).toBeDefined();
          if (next.at < policy.at) {
            expect(policy.at - next.at).toBe(1);
            const waitMs = rungOf(policy).step === "away" ? 4000 : UP_MS;
            expect(now - movedAt).toBeGreaterThanOrEqual(waitMs);
          }
          if (next.at !== policy.at) movedAt = now;
          policy = next;
        });
      }),
    );
  });

  test("falling takes three seconds, unless the battery asks for it", () => {
    const onMains = reading.map((r) => ({ ...r, battery: null }));
    fc.assert(
      fc.property(roles, fc.array(onMains, { maxLength: 60 }), (roles, readings) => {
        let policy = begun(roles, 0);
        let movedAt = 0;
        readings.forEach((reading, i) => {
          const now = (i + 1) * 1000;
          const next = advance(policy, reading, now);
          if (next.at > policy.at) expect(now - movedAt).toBeGreaterThanOrEqual(DOWN_MS);
          if (next.at !== policy.at) movedAt = now;
          policy = next;
        });
      }),
    );
  });

  test("what a thin line says twice it says twice for half a minute", () => {
    const thin = reading.map((r) => ({ ...r, photoKbps: 20, battery: null }));
    fc.assert(
      fc.property(fc.array(thin, { maxLength: 120 }), (readings) => {
        let policy = at(CLASS, "photo");
        let twiceSince: number | null = null;
        readings.forEach((reading, i) => {
          policy = { ...advance(policy, reading, 1000 * i), at: placeOf("photo", ladderOf(CLASS)) };
          const { isTwice } = soundOf(policy, "whole");
          if (!isTwice && twiceSince !== null) expect(i - twiceSince).toBeGreaterThanOrEqual(30);
          twiceSince = isTwice ? (twiceSince ?? i) : null;
        });
      }),
    );
  });

  test("the same reading over and over settles, or is tried ever less often", () => {
    fc.assert(
      fc.property(roles, reading, fc.nat(9), (roles, reading, start) => {
        const last = ladderOf(roles).length - 1;
        let policy: Policy = { ...begun(roles, 0), at: Math.min(start, last) };
        let moves = 0;
        for (let s = 1; s <= 1200; s++) {
          const next = advance(policy, reading, s * 1000);
          if (s > 600 && next.at !== policy.at) moves += 1;
          policy = next;
        }
        // Ten minutes: a try every two minutes, there and back.
        expect(moves).toBeLessThanOrEqual(12);
      }),
    );
  });
});
