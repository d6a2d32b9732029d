import { expect, test } from "vitest";
import { SCENES } from "../style/scenes";
import { hasRoomCamera, spotsToGo, spotsToKeep } from "./spot-looks";
import { type Spot, SPOTS } from "./spots";
import type { PartyView, RoomView } from "./view";

const NOW = 1_795_000_000_000;
const HOME = SCENES["home-two"]!(NOW);
const KLAS = SCENES["class-two"]!(NOW);

function kept(spots: readonly Spot[], view: RoomView = HOME): RoomView {
  return { ...view, steering: { ...HOME.steering!, spots } };
}

function other(change: Partial<PartyView>): RoomView {
  return { ...HOME, other: { ...HOME.other!, ...change } };
}

const atRoom: RoomView = { ...HOME, me: { ...HOME.me, looks: "room" } };
const noRoom = other({ room: null });
const exam = SCENES["home-exam"]!(NOW).exam!;
const inExam: RoomView = { ...HOME, exam: { ...exam, tools: ["steer"] } };

test.each<[string, RoomView, readonly Spot[]]>([
  ["one camera, nothing kept", kept([], noRoom), []],
  ["one camera: what was kept", kept(["board", "class"], noRoom), ["board", "class"]],
  ["two: the class is always there", kept([]), ["class"]],
  ["two: what was kept, and the class once", kept(["teacher", "class"]), ["teacher", "class"]],
  ["from the room: back to the board", kept([], atRoom), ["board"]],
  ["from the room: what was kept", kept(SPOTS, atRoom), ["board", "teacher"]],
  ["unplugged", kept(["class"], other({ room: { state: "missing", trouble: null } })), ["class"]],
  ["a test without looking around", kept([], inExam), []],
])("%s", (_which, view, spots) => {
  expect(spotsToGo(view)).toEqual(spots);
});

test("where the class has a camera of its own, no part of the board's is kept as the class", () => {
  expect(spotsToKeep(noRoom)).toEqual(SPOTS);
  expect([spotsToKeep(HOME), spotsToKeep(KLAS)]).toEqual([
    ["board", "teacher"],
    ["board", "teacher"],
  ]);
  expect(hasRoomCamera({ ...KLAS, me: { ...KLAS.me, room: null } })).toBe(false);
});
