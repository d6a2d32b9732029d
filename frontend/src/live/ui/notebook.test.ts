import { expect, test } from "vitest";
import { asRoom, ShownRoom } from "../../style/room";
import { SCENES } from "../../style/scenes";
import type { PartyView, RoomView } from "../view";
import { announcements } from "./announcements";
import { notebookKeys, notebookNews, toggleNotebook, turnNotebook } from "./notebook";
import { NOWHERE } from "./page";

const NOW = 1_795_000_000_000;
const HOME: RoomView = SCENES["home-live"]!(NOW);
const KLAS: RoomView = SCENES["class-live"]!(NOW);
const PLACE = { ...NOWHERE, pupil: "Noor", avatar: "", className: "5A", phone: "" };

function room(view: RoomView): ReturnType<typeof asRoom> {
  return asRoom(new ShownRoom(view, null, null, null, null, null));
}

function me(change: Partial<PartyView>): RoomView {
  return { ...HOME, me: { ...HOME.me, ...change } };
}

test.each<[string, Partial<PartyView>, readonly string[]]>([
  ["the face", {}, ["notebook.show"]],
  ["the camera off", { camera: "off" }, ["notebook.show"]],
  ["the book", { notebook: 90 }, ["notebook.hide"]],
  ["a pause", { paused: "rest" }, []],
  ["watching", { watching: true }, []],
])("%s", (_name, change, words) => {
  expect(notebookKeys(room(me(change))).map(({ word }) => word)).toEqual(words);
});

test("one press shows it, one turns it, one gives the face back", () => {
  const here = room(HOME);
  turnNotebook(here);
  expect(here.view.me.notebook).toBeNull();
  toggleNotebook(here);
  turnNotebook(here);
  expect(here.view.me.notebook).toBe(90);
  toggleNotebook(here);
  expect(here.view.me.notebook).toBeNull();
});

test("who can't see the screen hears of it on both sides", () => {
  const [shown, turned] = [me({ notebook: 0 }), me({ notebook: 90 })];
  expect(announcements(HOME, shown, PLACE)).toContain("notebook.on");
  expect(notebookNews(shown, turned, "Noor")).toBe("notebook.turned");
  expect(notebookNews(turned, HOME, "Noor")).toBe("notebook.over");
  expect(notebookNews(HOME, { ...HOME, notebookNote: "no_rear" }, "Noor")).toBe("notebook.no_rear");
  const theirs: RoomView = SCENES["class-notebook"]!(NOW);
  expect(notebookNews(KLAS, theirs, "Noor")).toBe("notebook.theirs");
  expect(notebookNews(theirs, theirs, "Noor")).toBe("");
});
