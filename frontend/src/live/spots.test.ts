import { expect, test } from "vitest";
import { memoryStore, type Store } from "./choices";
import { SPOTS, Spots } from "./spots";

const PART = { x: 0.5, y: 0.25, size: 0.25 };

test("each classroom has its own, also after a reload", () => {
  const store = memoryStore();
  const spots = new Spots(store, "k");
  spots.keep("B12", "board", PART);
  spots.keep("B12", "teacher", { ...PART, x: 0 });
  spots.keep("", "class", PART);
  const again = new Spots(store, "k");
  expect(again.in("B12")).toEqual(["board", "teacher"]);
  expect(again.at("B12", "teacher")).toEqual({ ...PART, x: 0 });
  expect(again.in("")).toEqual(["class"]);
  expect([again.at("B13", "board"), again.in("B13")]).toEqual([null, []]);
});

test("kept anew it is the latest", () => {
  const spots = new Spots(memoryStore(), "k");
  spots.keep("B12", "board", PART);
  spots.keep("B12", "board", { ...PART, y: 0 });
  expect(spots.at("B12", "board")).toEqual({ ...PART, y: 0 });
});

test("the rooms of long ago go", () => {
  const spots = new Spots(memoryStore(), "k");
  for (let room = 0; room <= 40; room++) spots.keep(String(room), "board", PART);
  expect([spots.in("0"), spots.in("1")]).toEqual([[], ["board"]]);
});

test.each([
  "",
  "no json",
  "{}",
  "[1, null, []]",
  '[["B12", 7]]',
  '[["B12", {"board": {"x": "0"}}]]',
  '[["B12", {"board": {"x": null, "y": 1, "size": 1}, "roof": {"x": 0, "y": 0, "size": 1}}]]',
])("%s: what cannot be read is nothing", (text) => {
  const store = memoryStore();
  store.setItem("k", text);
  expect(new Spots(store, "k").in("B12")).toEqual([]);
});

test("what lies outside all that a camera can see is put within", () => {
  const store = memoryStore();
  store.setItem("k", '[["B12", {"board": {"x": 90, "y": -0.5, "size": 0.5}}]]');
  expect(new Spots(store, "k").at("B12", "board")).toEqual({ x: 8.5, y: -0.5, size: 0.5 });
});

test("without a disk they last as long as the page", () => {
  const fails = () => {
    throw new DOMException("", "QuotaExceededError");
  };
  const store: Store = { getItem: fails, setItem: fails, removeItem: fails };
  const spots = new Spots(store, "k");
  for (const spot of SPOTS) spots.keep("B12", spot, PART);
  expect(spots.in("B12")).toEqual(SPOTS);
});
