import { describe, expect, test } from "vitest";
import { SCENES } from "../style/scenes";
import { memoryStore } from "./choices";
import { isPressed, picturesFor } from "./nursery";
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
