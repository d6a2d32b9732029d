import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ALPHABET, codeOf } from "./code";
import { helpKeys } from "./help";
import { nothingTested, type Outcomes, PART_NAMES, PARTS } from "./outcomes";
import { tonesOf, verdictOf } from "./tones";

const FOLDER = resolve(import.meta.dirname, "../../../tests/protocol/check");

interface Example {
  readonly code: string;
  readonly outcomes: Outcomes;
  readonly tones: Record<string, string>;
  readonly verdict: string;
  readonly help: readonly string[];
}

const examples = readdirSync(FOLDER).map((name) => {
  const example = JSON.parse(readFileSync(resolve(FOLDER, name), "utf8")) as Example;
  return [name, example] as const;
});

describe.each(examples)("%s", (_name, example) => {
  test("gives the code that the helpdesk reads", () => {
    expect(codeOf(example.outcomes)).toBe(example.code);
  });

  test("is as bad as the helpdesk is told", () => {
    expect(tonesOf(example.outcomes)).toEqual(example.tones);
    expect(verdictOf(example.outcomes)).toBe(example.verdict);
    expect(helpKeys(example.outcomes)).toEqual(example.help);
  });
});

test("the order of the parts is the golden one", () => {
  expect(examples.map(([, example]) => Object.keys(example.outcomes))).toEqual(
    examples.map(() => PART_NAMES),
  );
});

test("every word of every part gives a code of its own", () => {
  const codes = PART_NAMES.flatMap((part) =>
    PARTS[part].map((word) => codeOf({ ...nothingTested("home"), [part]: word })),
  );
  const words = PART_NAMES.reduce((count, part) => count + PARTS[part].length, 0);
  expect(new Set(codes).size).toBe(words - (PART_NAMES.length - 1));
  for (const code of codes) expect(code).toMatch(new RegExp(`^[${ALPHABET}]{4}-[${ALPHABET}]{4}$`));
});
