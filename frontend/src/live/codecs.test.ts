import { describe, expect, test } from "vitest";
import {
  candidatesFor,
  chosenAfter,
  type CodecChoice,
  type Effort,
  FIRST_CODEC,
  isAtItsEnd,
  preferredFor,
} from "./codecs";

const named = (...names: string[]): RTCRtpCodec[] =>
  names.map((name) => ({ mimeType: `video/${name}`, clockRate: 90_000 }));
const namesOf = (codecs: readonly RTCRtpCodec[]) => codecs.map(({ mimeType }) => mimeType.slice(6));

const ALL = named("VP8", "rtx", "VP9", "H264", "AV1", "red", "ulpfec");

describe("preferred", () => {
  test.each([
    ["board" as const, ["AV1", "VP9", "H264", "VP8"]],
    ["face" as const, ["H264", "VP8", "VP9", "AV1"]],
  ])("for a %s: %j, and the repairs last", (role, order) => {
    const preferred = preferredFor(role, ALL, ALL);
    expect(namesOf(preferred)).toEqual([...order, "rtx", "red", "ulpfec"]);
  });

  test("only what is both written and read; what we do not know comes after", () => {
    const preferred = preferredFor("board", named("VP8", "H265"), named("AV1", "H265", "VP8"));
    expect(namesOf(preferred)).toEqual(["VP8", "H265"]);
  });

  test("nothing where the browser does not tell", () => {
    expect(preferredFor("board", null, ALL)).toEqual([]);
  });
});

test("the candidates are of what was negotiated, one of each name", () => {
  expect(namesOf(candidatesFor("board", named("H264", "H264", "rtx", "VP9")))).toEqual([
    "VP9",
    "H264",
  ]);
});

const EASY: Effort = {
  framesPerS: 15,
  wantedPerS: 15,
  encodeMs: 30,
  besideShare: 0,
  isCpuLimited: false,
};

function after(seconds: number, effort: Partial<Effort>, count = 3): CodecChoice {
  let choice = FIRST_CODEC;
  for (let s = 1; s <= seconds; s++) {
    choice = chosenAfter(choice, { ...EASY, ...effort }, count, s * 1000);
  }
  return choice;
}

describe("the encoder", () => {
  test.each<[string, number, Partial<Effort>, number]>([
    ["keeps up", 60, {}, 0],
    ["is behind for nine seconds", 10, { encodeMs: 60 }, 0],
    ["is behind for ten", 11, { encodeMs: 60 }, 1],
    ["stays behind", 22, { encodeMs: 60 }, 2],
    ["is behind with the last", 60, { encodeMs: 60 }, 2],
    [
      "is slow, but one frame a second is all that is asked",
      60,
      { encodeMs: 60, framesPerS: 1, wantedPerS: 1 },
      0,
    ],
    ["makes few frames because the line is narrow", 60, { framesPerS: 3 }, 0],
    ["makes few because the processor is full", 11, { framesPerS: 3, isCpuLimited: true }, 1],
    ["makes no frames", 60, { encodeMs: null }, 0],
    [
      "makes none, and the second picture fills the processor",
      11,
      { encodeMs: null, besideShare: 0.9 },
      1,
    ],
    ["shares the processor with a second picture", 11, { besideShare: 0.5 }, 1],
    ["has room for a second picture", 60, { besideShare: 0.2 }, 0],
  ])("%s", (_name, seconds, effort, at) => {
    expect(after(seconds, effort).at).toBe(at);
  });

  test("is at its end with the last codec, after ten more seconds", () => {
    expect(isAtItsEnd(after(11, { encodeMs: 60 }, 1), 1, 11_000)).toBe(true);
    expect(isAtItsEnd(after(5, { encodeMs: 60 }, 1), 1, 5000)).toBe(false);
    expect(isAtItsEnd(after(11, { encodeMs: 60 }, 3), 3, 11_000)).toBe(false);
  });

  test("one good second begins the count anew", () => {
    const nine = after(10, { encodeMs: 60 });
    expect(chosenAfter(nine, EASY, 3, 11_000)).toEqual(FIRST_CODEC);
  });
});
