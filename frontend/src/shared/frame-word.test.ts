import { describe, expect, it } from "vitest";
import { frameWord, shellWord } from "./frame-word";

const WORD = {
  sio: "line",
  traject: 7,
  state: "live",
  hand: "up",
  ask: "lost",
  exam: "still",
  mayEnter: false,
} as const;

describe("words between a line and the page around it", () => {
  it("are read whole, and nothing beside", () => {
    expect(frameWord({ ...WORD, more: "no" })).toEqual(WORD);
    expect(frameWord({ ...WORD, ask: null })?.ask).toBeNull();
  });

  it.each([
    null,
    "line",
    {},
    { ...WORD, sio: "other" },
    { ...WORD, state: "flying" },
    { ...WORD, hand: true },
    { ...WORD, traject: "7" },
    { ...WORD, exam: "later" },
    { ...WORD, exam: true },
    { ...WORD, exam: undefined },
  ])("are dropped if they are something else: %j", (data) => {
    expect(frameWord(data)).toBeNull();
  });

  it("press a button only if that is what they say", () => {
    expect(shellWord({ sio: "enter" })).toEqual({ sio: "enter" });
    expect(shellWord({ sio: "tell" })).toEqual({ sio: "tell" });
    expect(shellWord({ sio: "leave" })).toBeNull();
    expect(shellWord(undefined)).toBeNull();
  });
});
