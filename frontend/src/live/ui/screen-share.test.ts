import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import { asRoom, ShownRoom } from "../../style/room";
import type { PartyView, RoomView } from "../view";
import { announcements } from "./announcements";
import { NOWHERE } from "./page";
import { mayShareScreen, screenKeys, screenNews, toggleScreen } from "./screen-share";

const NOW = 1_795_000_000_000;
const HOME: RoomView = SCENES["home-live"]!(NOW);
const KLAS: RoomView = SCENES["class-live"]!(NOW);
const PLACE = { ...NOWHERE, pupil: "Noor", avatar: "", className: "5A", phone: "" };

function room(view: RoomView): ReturnType<typeof asRoom> {
  return asRoom(new ShownRoom(view, null, null, null, null, null));
}

function klas(me: Partial<PartyView>): RoomView {
  return { ...KLAS, me: { ...KLAS.me, ...me } };
}

test.each<[string, RoomView, boolean]>([
  ["in a lesson", KLAS, true],
  ["without a camera", klas({ camera: "missing" }), true],
  ["with the board off", klas({ camera: "off" }), false],
  ["in a pause", klas({ paused: "class" }), false],
  ["hidden", klas({ watching: true }), false],
  ["in break time", SCENES["class-recess"]!(Date.now()), false],
  ["while it is shown", SCENES["class-screen"]!(NOW), true],
])("the key %s", (_name, view, isThere) => {
  expect([mayShareScreen(room(view)), screenKeys(room(view)).length]).toEqual([
    isThere,
    isThere ? 1 : 0,
  ]);
});

test("one key begins and ends it", () => {
  const here = room(KLAS);
  toggleScreen(here);
  expect([here.view.screen.state, screenKeys(here)[0]?.word]).toEqual(["on", "screen.stop"]);
  toggleScreen(here);
  expect([here.view.screen.state, screenKeys(here)[0]?.word]).toEqual(["off", "screen.share"]);
});

test("who can't see the screen hears that it begins, that it ends, and why it does not come", () => {
  const shown: RoomView = SCENES["home-screen"]!(NOW);
  expect(announcements(HOME, shown, PLACE)).toContain("screen.theirs");
  expect(screenNews(shown, HOME, "Noor")).toBe("screen.over");
  expect(screenNews(KLAS, klas({ screen: true }), "Noor")).toBe("screen.mine");
  const refused: RoomView = { ...KLAS, screen: { state: "off", note: "refused" } };
  expect(screenNews(KLAS, refused, "Noor")).toBe("screen.refused");
  expect(screenNews(refused, refused, "Noor")).toBe("");
});
