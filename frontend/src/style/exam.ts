/** A test, for the style page: it runs, stands still or is over. */

import { begun, ended, type Exam, type ExamChoice, putAway, resumed, stopped } from "../live/exam";
import type { ExamCommands } from "../live/exam-desk";

const MINUTE_MS = 60_000;
const CHOICE: ExamChoice = {
  minutes: 50,
  extra: 25,
  aids: ["calculator", "dictionary", "reader"],
  tools: ["files"],
};

export function exam(now: number, is: "runs" | "still" | "over"): Exam {
  const start = now - 30 * MINUTE_MS;
  const before = resumed(
    stopped(begun("shown", CHOICE, start), start + 8 * MINUTE_MS, "line"),
    start + 10 * MINUTE_MS,
  );
  if (is === "runs") return before;
  return is === "over" ? ended(before, now) : stopped(before, now - MINUTE_MS, "line");
}

export function shownExam(get: () => Exam | null, show: (exam: Exam) => void): ExamCommands {
  const change = (act: (exam: Exam) => Exam): void => {
    const now = get();
    if (now !== null) show(act(now));
  };
  return {
    begin: (choice) => {
      show(begun("shown", choice, Date.now()));
    },
    pause: () => {
      change((one) => stopped(one, Date.now(), "hand"));
    },
    resume: () => {
      change((one) => resumed(one, Date.now()));
    },
    end: () => {
      change((one) => ended(one, Date.now()));
    },
    close: () => {
      change(putAway);
    },
  };
}
