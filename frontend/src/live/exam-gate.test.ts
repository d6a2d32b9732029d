import { describe, expect, it, test } from "vitest";
import { begun, type Exam, ended } from "./exam";
import { isRefused, within } from "./exam-gate";
import type { Tool } from "./exam-words";
import type { State, Word } from "./words";

const examWith = (...tools: readonly Tool[]): Exam =>
  begun("t", { minutes: 50, extra: 0, aids: [], tools }, 0);
// What a word says beside its type does not count.
const word = (type: Word["type"]): Word => ({ type }) as Word;

describe("a word of the other side in a test", () => {
  it.each([
    ["chat", "chat"],
    ["react", "react"],
    ["look", "steer"],
    ["spot", "steer"],
    ["drawing", "draw"],
    ["ink", "draw"],
    ["typed", "draw"],
    ["rub", "draw"],
  ] as const)("%s is heard with the tool %s alone", (type, tool) => {
    expect(isRefused(examWith(), word(type))).toBe(true);
    expect(isRefused(examWith(tool), word(type))).toBe(false);
    expect(isRefused(null, word(type))).toBe(false);
  });

  it.each(["recess", "game"] as const)("%s never is", (type) => {
    expect(isRefused(examWith("react", "draw"), word(type))).toBe(true);
  });

  it.each(["hand", "answer", "state", "stay", "bye", "exam_stop"] as const)(
    "%s always is",
    (type) => {
      expect(isRefused(examWith(), word(type))).toBe(false);
    },
  );

  it("is heard again once the test is over", () => {
    expect(isRefused(ended(examWith(), 1), word("chat"))).toBe(false);
  });
});

test("a whisper and a look at the room are not shown where they were not agreed", () => {
  const state = { whisper: true, looks: "room" } as State;
  expect(within(examWith(), state)).toMatchObject({ whisper: false, looks: "board" });
  expect(within(examWith("whisper", "around"), state)).toEqual(state);
  expect(within(null, state)).toEqual(state);
});
