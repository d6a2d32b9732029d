import { describe, expect, it } from "vitest";
import { frameWord, shellWord } from "./frame-word";

const WORD = {
  sio: "line",
  traject: 7,
  state: "live",
  hand: "up",
  ask: "lost",
  exam: "still",
  guest: "asked",
  mayEnter: false,
  inside: true,
  agreed: true,
  together: "open",
  shows: true,
  speaks: true,
} as const;

describe("words between a line and the page around it", () => {
  it("are read whole, and nothing beside", () => {
    expect(frameWord({ ...WORD, more: "no" })).toEqual(WORD);
    expect(frameWord({ ...WORD, ask: null })?.ask).toBeNull();
  });

  it("say that a line passes nothing on, if they say nothing of it", () => {
    const { inside, agreed, shows, speaks, ...before } = WORD;
    const heard = frameWord({ ...before, together: "always" });
    expect(heard).toMatchObject({ inside, agreed: !agreed, together: null });
    expect(heard).toMatchObject({ shows: !shows, speaks: !speaks });
  });

  it("say that there is no guest, if they say nothing of one", () => {
    expect(frameWord({ ...WORD, guest: undefined })?.guest).toBe("none");
    expect(frameWord({ ...WORD, guest: "hidden" })?.guest).toBe("none");
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
