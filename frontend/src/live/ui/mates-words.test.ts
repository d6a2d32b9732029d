import { expect, test, vi } from "vitest";
import { asRoom, ShownRoom } from "../../style/room";
import { SCENES } from "../../style/scenes";
import type { Mate } from "../mates";
import type { RoomView } from "../view";
import { announcements } from "./announcements";
import { mateWord, matesChoice, matesIn, matesKeys, matesNews, toggleMates } from "./mates-words";
import { NOWHERE } from "./page";

const NOW = 1_795_000_000_000;
const ONE: RoomView = SCENES["home-mate"]!(NOW);
const TWO: RoomView = SCENES["home-mates"]!(NOW);
const HIDDEN: RoomView = SCENES["home-mates-hidden"]!(NOW);
const OFF: RoomView = SCENES["home-mates-off"]!(NOW);
const ALONE: RoomView = SCENES["home-live"]!(NOW);
const BO: Mate = { name: "Bo", sees: true, hears: true, shown: true };

const room = (view: RoomView) => asRoom(new ShownRoom(view, null, null, null, null, null));
const names = (view: RoomView) => matesIn(view).map(({ name }) => name);

test.each([
  [{}, "mates.both"],
  [{ hears: false }, "mates.sees"],
  [{ sees: false }, "mates.hears"],
  [{ sees: false, hears: false }, "mates.neither"],
] as const)("%j is said as it is", (change, word) => {
  expect(mateWord({ ...BO, ...change })).toBe(word);
});

test("who sees and hears is said while it is so, also of who is hidden here", () => {
  expect([names(ONE), names(TWO), names(HIDDEN)]).toEqual([
    ["Bo"],
    ["Bo", "Mohammed-Amine"],
    ["Bo"],
  ]);
});

test.each<[string, RoomView]>([
  ["alone", ALONE],
  ["not together", OFF],
  ["where the family said no", { ...ONE, me: { ...ONE.me, together: null } }],
  ["while the line is away", { ...ONE, phase: "interrupted" }],
  ["in class", { ...ONE, side: "class" }],
])("nobody is beside %s", (_why, view) => {
  expect(names(view)).toEqual([]);
});

test("one key ends it for this lesson, and stays in sight to take that back", () => {
  const keys = (view: RoomView) => matesKeys(room(view)).map(({ word, state }) => [word, state]);
  expect(keys(ONE)).toEqual([["mates.off", "on"]]);
  expect(keys(OFF)).toEqual([["mates.on", "busy"]]);
  expect(keys(ALONE)).toEqual([]);
  const shown = room(ONE);
  matesKeys(shown)[0]?.press();
  expect(shown.view.me.together).toBe("off");
  matesKeys(shown)[0]?.press();
  expect(shown.view.me.together).toBe("open");
});

test("before going in it is chosen, where the families agreed and nowhere else", () => {
  const lobby: RoomView = SCENES["home-lobby"]!(NOW);
  expect(matesChoice(room(lobby))).toBeNull();
  const mayChoose = room({ ...lobby, me: { ...lobby.me, together: "hidden" } });
  const choice = () => matesChoice(mayChoose)?.values ?? [];
  expect(choice()).toEqual(expect.arrayContaining([false, "mates.none", "mates.none.text"]));
  const change = choice().find((value) => typeof value === "function") as (event: unknown) => void;
  change({ target: { checked: true } });
  expect([mayChoose.view.me.together, choice()[0]]).toEqual(["off", true]);
  change({ target: { checked: false } });
  expect(mayChoose.view.me.together).toBe("open");
});

test("one press hides them, the next shows them; alone it does nothing", () => {
  const shown = room(ONE);
  toggleMates(shown);
  expect(shown.view.me.together).toBe("hidden");
  toggleMates(shown);
  expect(shown.view.me.together).toBe("open");
  const alone = room(ALONE);
  const set = vi.spyOn(alone, "setTogether");
  toggleMates(alone);
  expect(set).not.toHaveBeenCalled();
});

test("who comes, changes and goes is read aloud", () => {
  expect(matesNews(ALONE, ONE)).toEqual(["mates.both"]);
  expect(matesNews(ONE, ONE)).toEqual([]);
  expect(matesNews(ONE, ALONE)).toEqual(["mates.gone"]);
  expect(announcements(ALONE, ONE, NOWHERE)).toContain("mates.both");
});

test("of two of one name each that comes or goes is told", () => {
  const beside = (...mates: readonly Mate[]): RoomView => ({
    ...ONE,
    other: { ...ONE.other!, mates },
  });
  const both = beside(BO, { ...BO });
  expect(matesNews(beside(BO), both)).toEqual(["mates.both"]);
  expect(matesNews(both, both)).toEqual([]);
  // The one who stays is told again, for the sentence before names no other.
  expect(matesNews(both, beside(BO))).toEqual(["mates.gone", "mates.both"]);
  expect(matesNews(both, beside(BO, { ...BO, sees: false }))).toEqual(["mates.hears"]);
});
