import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import type { PartyView, RoomView } from "../view";
import { NOWHERE } from "./page";
import { announcements } from "./announcements";
import { ourCameraNotes, theirCameraNotes } from "./camera-words";
import { maySwap, standingOf } from "./two-pictures";

const TWO: RoomView = SCENES["home-two"]!(1_795_000_000_000);
const PLACE = { ...NOWHERE, pupil: "Noor", avatar: "", className: "5A", phone: "" };

function other(change: Partial<PartyView>): RoomView {
  return { ...TWO, other: { ...TWO.other!, ...change } };
}

function me(change: Partial<PartyView>): RoomView {
  return { ...TWO, me: { ...TWO.me, ...change } };
}

test.each<[string, RoomView, string, string, boolean]>([
  ["both", TWO, "large", "small", true],
  ["the room large", me({ looks: "room" }), "small", "large", true],
  [
    "the room given up on a thin line",
    { ...TWO, moving: { board: true, room: false } },
    "large",
    "off",
    true,
  ],
  ["one camera", other({ room: null }), "large", "off", false],
  ["the class's pause", other({ paused: "class" }), "off", "off", false],
  ["my pause", me({ paused: "rest" }), "off", "off", false],
  ["a line that is away", { ...TWO, away: "line" }, "large", "off", false],
  ["before their first word", { ...TWO, other: null }, "off", "off", false],
])("%s", (_name, view, board, room, may) => {
  expect([standingOf(view, "board"), standingOf(view, "room"), maySwap(view)]).toEqual([
    board,
    room,
    may,
  ]);
});

test.each<[Partial<PartyView>, readonly string[], readonly string[]]>([
  [{}, [], []],
  [{ camera: "missing" }, ["cameras.lost"], ["cameras.lost.board"]],
  [{ room: { state: "missing", trouble: null } }, ["cameras.lost"], ["cameras.lost.room"]],
  [{ trouble: "black" }, ["cameras.black"], ["cameras.poor"]],
  [{ trouble: "upright" }, ["cameras.upright"], []],
  [{ room: { state: "on", trouble: "frozen" } }, ["cameras.frozen"], ["cameras.poor"]],
  [{ camera: "off" }, ["cameras.is_off"], []],
  [{ camera: "busy" }, ["cameras.busy"], []],
  [{ paused: "class", camera: "missing" }, [], []],
])("%o is said on both sides", (change, inClass, atHome) => {
  const klas = SCENES["class-two"]!(0);
  expect(ourCameraNotes({ ...klas, me: { ...klas.me, ...change } })).toEqual(inClass);
  expect(theirCameraNotes(other(change))).toEqual(atHome);
});

test("who can't see the screen hears what is large, and what was unplugged", () => {
  expect(announcements(TWO, me({ looks: "room" }), PLACE)).toEqual(["cameras.shown.room"]);
  expect(announcements(TWO, other({ camera: "missing" }), PLACE)).toEqual(["cameras.lost.board"]);
  expect(announcements(TWO, TWO, PLACE)).toEqual([]);
});
