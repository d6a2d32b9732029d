import { beforeEach, expect, test } from "vitest";
import type { Classmate, Passed } from "../live/classmates";
import type { Logger } from "../live/logger";
import type { FrameWord } from "../shared/frame-word";
import type { Hatch } from "../shared/frame-hatch";
import { Passing } from "./passing";

const OPEN: FrameWord = {
  ...{ sio: "line", traject: 1, state: "live", hand: "down", ask: null, exam: "none" },
  ...{ mayEnter: false, inside: true, agreed: true, together: "open", shows: true, speaks: true },
  ...{ guest: "none" },
};

function tracksOf(name: string): Passed {
  const track = (kind: string) => ({ kind, id: name }) as MediaStreamTrack;
  return { video: track("video"), audio: track("audio") };
}

/** A frame with a line in it, which may break. */
class Line implements Pick<Hatch, "passed" | "beside"> {
  others: readonly Classmate[] = [];
  told = 0;
  breaks = false;
  word: FrameWord | null = OPEN;

  constructor(
    readonly traject: number,
    readonly name: string,
  ) {}

  passed(): Passed {
    if (this.breaks) throw new Error("gone");
    return tracksOf(this.name);
  }

  beside(others: readonly Classmate[]): void {
    if (this.breaks) throw new Error("gone");
    this.told += 1;
    this.others = others;
  }

  get names(): readonly string[] {
    return this.others.map(({ name }) => name);
  }

  /** Of whom a picture and a voice come in now. */
  get gets(): readonly (string | undefined)[][] {
    return this.others.map((one) => {
      const { video, audio } = one.passed();
      return [video?.id, audio?.id];
    });
  }
}

let ao: Line;
let bo: Line;
let cas: Line;
let passing: Passing<Line>;
let warned: string[];

beforeEach(() => {
  [ao, bo, cas] = [new Line(1, "Ao"), new Line(2, "Bo"), new Line(3, "Cas")];
  warned = [];
  const logger: Logger = { info: () => undefined, warn: (event) => warned.push(event) };
  passing = new Passing([ao, bo, cas], (line) => line, logger);
});

test("each line is told who is beside it, once, and gets them from their lines", () => {
  expect(passing.passOn().map(({ name }) => name)).toEqual(["Ao", "Bo", "Cas"]);
  passing.passOn();
  expect([ao.names, bo.names, cas.names]).toEqual([
    ["Bo", "Cas"],
    ["Ao", "Cas"],
    ["Ao", "Bo"],
  ]);
  expect([ao.told, bo.told, cas.told]).toEqual([1, 1, 1]);
  expect(ao.gets).toEqual([
    ["Bo", "Bo"],
    ["Cas", "Cas"],
  ]);
});

test("a line that breaks keeps no other from being told, and is told again", () => {
  passing.passOn();
  ao.breaks = true;
  cas.word = { ...OPEN, agreed: false };
  passing.passOn();
  expect([ao.names, bo.names, cas.names]).toEqual([["Bo", "Cas"], [], []]);
  expect(warned).toEqual(["mates.not_told"]);
  ao.breaks = false;
  passing.passOn();
  expect(ao.names).toEqual([]);
});

test("a line with an old list gets nothing of who is not beside it now", () => {
  passing.passOn();
  ao.breaks = true;
  bo.word = { ...OPEN, shows: false };
  cas.word = { ...OPEN, together: "off" };
  passing.passOn();
  expect([ao.names, ao.gets]).toEqual([
    ["Bo", "Cas"],
    [
      [undefined, "Bo"],
      [undefined, undefined],
    ],
  ]);
  ao.word = { ...OPEN, agreed: false };
  expect(ao.gets.flat().every((one) => one === undefined)).toBe(true);
});

test("of a line that breaks nothing comes in, and the one that asks goes on", () => {
  passing.passOn();
  bo.breaks = true;
  expect(ao.gets).toEqual([
    [undefined, undefined],
    ["Cas", "Cas"],
  ]);
});

test("a new page in a frame is told anew", () => {
  passing.passOn();
  ao.word = null;
  passing.renewed(ao);
  passing.passOn();
  expect([bo.names, ao.told]).toEqual([["Cas"], 1]);
  ao.word = OPEN;
  passing.passOn();
  expect([ao.names, ao.told]).toEqual([["Bo", "Cas"], 2]);
});
