import { describe, expect, test } from "vitest";
import { SCENES } from "../style/scenes";
import { memoryStore } from "./choices";
import { isPressed, picturesFor, placeOf, Settling } from "./nursery";
import { chooseNursery, isNursery, keepSettings, settingsIn, USUAL } from "./nursery-kept";

const NOW = 1_795_000_000_000;
const view = (scene: string) => SCENES[scene]!(NOW);

test.each([
  ["home-lobby", ["go"]],
  ["home-called", ["go"]],
  ["home-ended", ["go"]],
  ["home-not-now", ["later"]],
  ["home-offline", ["later"]],
  ["home-waiting", ["wait", "stop"]],
  ["home-connecting", ["wait", "stop"]],
  ["home-live", ["raise", "stop"]],
  ["home-away", ["raise", "stop"]],
  ["home-hand", ["seen", "stop"]],
  ["nursery-hand", ["raised", "stop"]],
  ["home-paused", ["go", "stop"]],
  ["nursery-guest-asked", ["keep_out", "let_in"]],
  ["nursery-guest", ["raise", "stop"]],
  ["home-missing", null],
  ["home-unpaired", null],
  ["home-taken", null],
  ["home-elsewhere", null],
])("%s", (scene, pictures) => {
  expect(picturesFor(view(scene))).toEqual(pictures);
});

test("there are never more than two, in any state of the home side", () => {
  const home = Object.keys(SCENES).filter((name) => view(name).side === "home");
  expect(home.length).toBeGreaterThan(20);
  for (const name of home) expect(picturesFor(view(name))?.length ?? 0).toBeLessThanOrEqual(2);
});

test("what only shows cannot be pressed", () => {
  expect([isPressed("wait"), isPressed("later"), isPressed("go")]).toEqual([false, false, true]);
});

test("no picture of a question is the one that stood there: a finger on that one presses neither", () => {
  const before = picturesFor(view("home-live"))!.map(placeOf);
  const asked = picturesFor(view("nursery-guest-asked"))!.map(placeOf);
  expect(asked.filter((place) => before.includes(place))).toEqual([]);
  // The hand stays the hand, also for who came to it by the keyboard.
  expect(new Set((["raise", "raised", "seen"] as const).map(placeOf)).size).toBe(1);
});

describe("a press that was begun for other pictures", () => {
  const [lesson, question] = [
    ["raise", "stop"],
    ["keep_out", "let_in"],
  ];

  test("counts for nothing when a question comes, and when it goes", () => {
    const settling = new Settling();
    expect([settling.drawn(lesson, 1000), settling.rests(1000)]).toEqual([false, false]);
    expect(settling.drawn(question, 5000)).toBe(true);
    expect(settling.drawn(question, 5500)).toBe(false);
    expect([settling.rests(6400), settling.rests(6500)]).toEqual([true, false]);
    expect(settling.drawn(lesson, 8000)).toBe(true);
    expect([settling.rests(9400), settling.rests(9500)]).toEqual([true, false]);
  });

  test("counts where only the hand goes up or down", () => {
    const settling = new Settling();
    settling.drawn(lesson, 0);
    expect(settling.drawn(["raised", "stop"], 5000)).toBe(false);
    expect(settling.rests(5000)).toBe(false);
  });
});

describe("on this device", () => {
  test.each([
    [true, null, true],
    [false, null, false],
    [true, false, false],
    [false, true, true],
  ])("traject %s, chosen here %s: %s", (ofTraject, chosen, expected) => {
    const store = memoryStore();
    if (chosen !== null) chooseNursery(store, chosen);
    expect(isNursery(store, ofTraject)).toBe(expected);
  });

  test("how the child presses is kept, and nonsense is as usual", () => {
    const store = memoryStore();
    expect(settingsIn(store)).toEqual(USUAL);
    const settings = { switches: 1, paceMs: 4000, holdMs: 500, dwellMs: 0, speaks: false } as const;
    keepSettings(store, settings);
    expect(settingsIn(store)).toEqual(settings);
    for (const text of ["{", "null", '{"switches": 9, "paceMs": 3}']) {
      store.setItem("sio.nursery.settings", text);
      expect(settingsIn(store)).toEqual(USUAL);
    }
  });
});
