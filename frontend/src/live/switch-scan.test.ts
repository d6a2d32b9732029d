import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dwell, NO_SCAN, Scanner, type ScanSettings } from "./switch-scan";

const scanner = (settings: Partial<ScanSettings>): Scanner => {
  const one = new Scanner({ ...NO_SCAN, ...settings });
  one.begin(0);
  return one;
};

function press(one: Scanner, key: string, at: number, heldMs = 50) {
  const down = one.down(key, at, 2);
  return one.up(key, at + heldMs, 2) ?? down;
}

describe("one switch", () => {
  test("the light moves by itself, at its pace, and round", () => {
    const one = scanner({ switches: 1, paceMs: 1000 });
    const seen = Array.from({ length: 45 }, (_, n) => {
      one.tick(n * 100, 2);
      return one.at;
    });
    expect([seen[9], seen[10], seen[19], seen[20], seen[30]]).toEqual([0, 1, 1, 0, 1]);
  });

  test.each([" ", "Enter"])("%j chooses where the light stands", (key) => {
    const one = scanner({ switches: 1, paceMs: 1000 });
    one.tick(1000, 2);
    expect([press(one, key, 1100), one.at]).toEqual(["pick", 1]);
  });

  test("the light waits while a press is held", () => {
    const one = scanner({ switches: 1, paceMs: 1000, holdMs: 500 });
    one.down(" ", 900, 2);
    expect(one.tick(1300, 2)).toBe(false);
    expect([one.up(" ", 1500, 2), one.at]).toEqual(["pick", 0]);
  });
});

test("with two switches one moves it on, the other chooses, and nothing moves by itself", () => {
  const two = scanner({ switches: 2, paceMs: 1000 });
  expect(two.tick(60_000, 2)).toBe(false);
  expect([press(two, " ", 60_000), two.at]).toEqual(["next", 1]);
  expect([press(two, "Enter", 61_000), two.at]).toEqual(["pick", 1]);
});

test("without switches no key is ours", () => {
  const none = scanner({ switches: 0 });
  expect([none.isOurs(" "), press(none, " ", 10), none.tick(9e9, 2)]).toEqual([false, null, false]);
  expect(scanner({ switches: 1 }).isOurs("h")).toBe(false);
});

test("a tremor is no press, a press that is held long enough is", () => {
  const one = scanner({ switches: 1, holdMs: 500 });
  expect([press(one, " ", 0, 499), press(one, " ", 1000, 500)]).toEqual([null, "pick"]);
});

test("however a hand trembles, it chooses at most once in a second and a half", () => {
  const presses = fc.array(fc.tuple(fc.nat(2000), fc.nat(900)), { maxLength: 50 });
  fc.assert(
    fc.property(presses, fc.constantFrom(0, 250, 1000), (all, holdMs) => {
      const one = scanner({ switches: 1, holdMs });
      let now = 0;
      const picks: number[] = [];
      for (const [gap, heldMs] of all) {
        now += gap;
        const down = one.down(" ", now, 2);
        if (down === "pick") picks.push(now);
        now += heldMs;
        if (one.up(" ", now, 2) === "pick") picks.push(now);
      }
      return picks.every((at, n) => n === 0 || at - picks[n - 1]! >= 1500);
    }),
  );
});

test("with nothing to press nothing is chosen", () => {
  const one = scanner({ switches: 1 });
  expect(one.down(" ", 10, 0)).toBeNull();
});

test("a pointer that rests long enough chooses once", () => {
  const dwell = new Dwell();
  dwell.on("go", 0);
  expect([dwell.tick(999, 1000), dwell.share("go", 500, 1000)]).toEqual([null, 0.5]);
  expect([dwell.share("stop", 500, 1000), dwell.share("go", 500, 0)]).toEqual([0, 0]);
  expect([dwell.tick(1000, 1000), dwell.tick(5000, 1000)]).toEqual(["go", null]);
  dwell.on(null, 5000);
  dwell.on("go", 6000);
  expect([dwell.tick(6500, 1000), dwell.tick(7000, 1000)]).toEqual([null, "go"]);
});

test("a pointer that passes over chooses nothing, nor does one where it is off", () => {
  const dwell = new Dwell();
  dwell.on("go", 0);
  dwell.on("stop", 900);
  expect([dwell.tick(1000, 1000), dwell.tick(99_999, 0)]).toEqual([null, null]);
});

describe("when a question takes the place of the pictures", () => {
  test("the switch rests, and then the light stands on its first for a whole pace", () => {
    const one = scanner({ switches: 1, paceMs: 1000 });
    one.tick(1000, 2);
    one.begin(1200, 1500);
    expect([one.tick(2600, 2), press(one, " ", 2600), one.at]).toEqual([false, null, 0]);
    expect([one.tick(3600, 2), press(one, " ", 3600), one.at]).toEqual([false, "pick", 0]);
  });

  test("a switch that is still held for what stood there chooses nothing", () => {
    const one = scanner({ switches: 1, paceMs: 1000, holdMs: 500 });
    one.down(" ", 900, 2);
    one.begin(1000, 1500);
    expect([one.up(" ", 4000, 2), press(one, " ", 4100, 600)]).toEqual([null, "pick"]);
  });

  test("a pointer that rests there begins anew", () => {
    const dwell = new Dwell();
    dwell.on("let_in", 0);
    dwell.begin(1500);
    expect([dwell.tick(2400, 1000), dwell.tick(2500, 1000)]).toEqual([null, "let_in"]);
  });
});
