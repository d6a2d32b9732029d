/** What a class last agreed on for a test: offered again, on this device. */

import type { Store } from "./choices";
import type { ExamChoice } from "./exam";
import { AIDS, MOST_EXTRA, MOST_MINUTES, TOOLS } from "./exam-words";

const KEY = "sio.exam";

export const USUAL_EXAM: ExamChoice = { minutes: 50, extra: 0, aids: [], tools: ["files"] };

/** What cannot be read is as usual. */
export function choiceIn(store: Store): ExamChoice {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? "{}") as Readonly<Record<string, unknown>>;
    return {
      minutes: numberIn(kept.minutes, 1, MOST_MINUTES) ?? USUAL_EXAM.minutes,
      extra: numberIn(kept.extra, 0, MOST_EXTRA) ?? USUAL_EXAM.extra,
      aids: chosenIn(kept.aids, AIDS) ?? USUAL_EXAM.aids,
      tools: chosenIn(kept.tools, TOOLS) ?? USUAL_EXAM.tools,
    };
  } catch {
    return USUAL_EXAM;
  }
}

export function keepChoice(store: Store, choice: ExamChoice): void {
  try {
    store.setItem(KEY, JSON.stringify(choice));
  } catch {
    // Then the next test begins as usual.
  }
}

function numberIn(value: unknown, least: number, most: number): number | null {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
    ? Number(value)
    : null;
}

function chosenIn<T extends string>(value: unknown, all: readonly T[]): readonly T[] | null {
  return Array.isArray(value) ? all.filter((one) => value.includes(one)) : null;
}
