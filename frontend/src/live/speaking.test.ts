import { expect, test } from "vitest";
import { levelOf, Speaking } from "./speaking";

/** Where it turned on or off, in ms, for levels 100 ms apart. */
function turns(levels: readonly number[]): number[] {
  const speaking = new Speaking();
  const states = levels.map((level, n) => speaking.hears(level, n * 100));
  return states.flatMap((on, n) => (on === (states[n - 1] ?? false) ? [] : [n * 100]));
}

test("a voice turns it on, silence turns it off a while later", () => {
  expect(turns([0, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0, 0, 0, 0])).toEqual([300, 1000]);
});

test("it goes on between two words, and a click is no voice", () => {
  expect(turns([0.1, 0.1, 0.1, 0, 0, 0, 0.1, 0, 0, 0])).toEqual([200]);
  expect(turns([0, 0.5, 0, 0, 0.5, 0])).toEqual([]);
});

test("a microphone that only hisses never turns it on", () => {
  expect(turns(Array.from({ length: 100 }, () => 0.01))).toEqual([]);
});

test("the level of silence is nothing, of a full square wave one", () => {
  expect(levelOf(new Float32Array(10))).toBe(0);
  expect(levelOf(Float32Array.from([1, -1, 1, -1]))).toBe(1);
  expect(levelOf(new Float32Array(0))).toBe(0);
});
