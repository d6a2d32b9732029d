import { describe, expect, it } from "vitest";
import type { FrameWord } from "../shared/frame-word";
import { frameWord } from "../shared/frame-word";
import { besideOf, circleOf, type Known } from "./mates";

const OPEN: FrameWord = {
  ...{ sio: "line", traject: 1, state: "live", hand: "down", ask: null, exam: "none" },
  guest: "none",
  ...{ mayEnter: false, inside: true, agreed: true, together: "open", shows: true, speaks: true },
};

function pupil(name: string, change: Partial<FrameWord> | null = {}): Known {
  const traject = name.charCodeAt(0);
  return { traject, name, word: change && { ...OPEN, traject, ...change } };
}

const names = (all: readonly Known[]) => circleOf(all).map(({ name }) => name);
const AO = pupil("Ao");
const BO = pupil("Bo");

describe("who sees and hears each other", () => {
  it("is everybody, if all families agreed", () => {
    expect(names([AO, BO, pupil("Cas")])).toEqual(["Ao", "Bo", "Cas"]);
  });

  it.each([
    ["one who is in the lesson has no agreement", { agreed: false }],
    ["one without comes in", { agreed: false, state: "waiting", together: null }],
    ["one without is away for a while", { agreed: false, state: "away", together: null }],
  ] as const)("is nobody while %s", (_why, change) => {
    expect(names([AO, BO, pupil("Cas", change)])).toEqual([]);
  });

  it.each([
    ["who is not in the lesson", { inside: false, agreed: false, together: null }],
    ["of whose frame nothing is known", null],
    ["who does not want to", { together: "off" }],
    ["who is in a test, in a pause, or has a page of before", { together: null }],
  ] as const)("leaves out %s, and the others go on", (_why, change) => {
    expect(names([AO, BO, pupil("Cas", change)])).toEqual(["Ao", "Bo"]);
    expect(names([AO, pupil("Cas", change)])).toEqual([]);
  });
});

describe("what one has of the others", () => {
  it("is never anything of its own", () => {
    const cas = pupil("Cas");
    const circle = circleOf([AO, BO, cas]);
    for (const one of circle)
      expect(besideOf(one, circle).map(({ name }) => name)).not.toContain(one.name);
    expect(besideOf(AO, circle).length).toBe(2);
  });

  it("is said as it is: camera off, microphone off, who hides the others", () => {
    const dark = pupil("Ao", { shows: false });
    const mute = pupil("Bo", { speaks: false });
    const hides = pupil("Cas", { together: "hidden" });
    const circle = circleOf([dark, mute, hides]);
    const said = (one: Known) =>
      besideOf(one, circle).map(({ name, sees, hears, picture, voice }) =>
        [name, sees && "sees", hears && "hears", picture && "picture", voice && "voice"]
          .filter((word) => word !== false)
          .join(" "),
      );
    expect(said(dark)).toEqual(["Bo hears picture", "Cas picture voice"]);
    expect(said(mute)).toEqual(["Ao sees voice", "Cas picture voice"]);
    expect(said(hides)).toEqual(["Ao sees hears voice", "Bo sees hears picture"]);
  });

  it("is nothing for who is not among them", () => {
    const off = pupil("Cas", { together: "off" });
    expect(besideOf(off, circleOf([AO, BO, off]))).toEqual([]);
  });
});

it("a line that does not say is in the lesson, and without agreement", () => {
  const { sio, traject, state, hand, ask, exam } = OPEN;
  const word = frameWord({ sio, traject, state, hand, ask, exam });
  expect(word).toMatchObject({ inside: true, agreed: false, together: null, shows: false });
  expect(frameWord({ ...OPEN, together: "always" })?.together).toBeNull();
});
