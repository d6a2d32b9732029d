/**
 * A test: how long, with which aids, and when it stood still. Pure.
 *
 * The class's copy holds. Each side stops the test by itself when the line fails; the class joins
 * both moments to one stop, and only its press lets the time run again. All moments are on the
 * server's clock, so the clocks of the two devices may differ.
 */

import { MOST_STOPS, type Tool } from "./exam-words";
import type { WordOf } from "./words";

export type Exam = Omit<WordOf<"exam">, "type">;
export type ExamStop = Exam["stops"][number];
export type StopWhy = ExamStop["why"];
export type ExamChoice = Pick<Exam, "minutes" | "extra" | "aids" | "tools">;

const MINUTE_MS = 60_000;

export function begun(id: string, choice: ExamChoice, now: number): Exam {
  const { minutes, extra, aids, tools } = choice;
  const said = { id, rev: 1, minutes, extra, aids, tools };
  return { ...said, started_at: now, stops: [], ended_at: null, away: false };
}

export function isOn(exam: Exam | null): exam is Exam {
  return exam !== null && exam.ended_at === null;
}

/** The stop that it stands in now. */
export function openStop({ stops }: Exam): ExamStop | null {
  const last = stops.at(-1);
  return last?.until === null ? last : null;
}

/** Its time runs. */
export function runs(exam: Exam | null): exam is Exam {
  return isOn(exam) && openStop(exam) === null;
}

/** Between the start and `now`, without the stops. */
export function usedMs(exam: Exam, now: number): number {
  const end = Math.max(exam.started_at, exam.ended_at ?? now);
  const still = exam.stops.reduce(
    (sum, { at, until }) => sum + Math.max(0, Math.min(until ?? end, end) - at),
    0,
  );
  return Math.max(0, end - exam.started_at - still);
}

/** All of it, with the extra time. */
export function wholeMs({ minutes, extra }: ExamChoice): number {
  return Math.round(minutes * MINUTE_MS * (1 + extra / 100));
}

/** Never less than nothing: then the time is up. */
export function leftMs(exam: Exam, now: number): number {
  return Math.max(0, wholeMs(exam) - usedMs(exam, now));
}

/** The test stood still from `at` on; the same test if it is known already, or its time was up. */
export function stopped(exam: Exam, at: number, why: StopWhy): Exam {
  if (!isOn(exam) || at < exam.started_at) return exam;
  const later = exam.stops.findIndex(({ until }) => until === null || until > at);
  if (later >= 0) return since(exam, later, at);
  if (leftMs(exam, at) === 0) return exam;
  if (exam.stops.length === MOST_STOPS) return reopened(exam);
  return renewed(exam, { stops: [...exam.stops, { at, until: null, why }] });
}

/** The stop of that place began at `at` already, or knows of it. */
function since(exam: Exam, place: number, at: number): Exam {
  if ((exam.stops[place]?.at ?? at) <= at) return exam;
  return renewed(exam, {
    stops: exam.stops.map((stop, i) => (i === place ? { ...stop, at } : stop)),
  });
}

function reopened(exam: Exam): Exam {
  const stops = exam.stops.map((stop, i) =>
    i === MOST_STOPS - 1 ? { ...stop, until: null } : stop,
  );
  return renewed(exam, { stops });
}

/** Its time runs again. */
export function resumed(exam: Exam, now: number): Exam {
  const open = openStop(exam);
  if (!isOn(exam) || open === null) return exam;
  const until = Math.max(open.at, now);
  return renewed(exam, { stops: [...exam.stops.slice(0, -1), { ...open, until }] });
}

/** Over: a stop that was open ends with it. */
export function ended(exam: Exam, now: number): Exam {
  if (!isOn(exam)) return exam;
  const last = exam.stops.at(-1);
  const end = Math.max(exam.started_at, now, last?.until ?? last?.at ?? 0);
  const stops = exam.stops.map((stop) => ({ ...stop, until: stop.until ?? end }));
  return renewed(exam, { stops, ended_at: end });
}

/** Somebody in class is done with the report of a test that is over. */
export function putAway(exam: Exam): Exam {
  return exam.ended_at === null || exam.away ? exam : renewed(exam, { away: true });
}

/** Of the same test the later telling holds; another test takes the place of the one before. */
export function newer(mine: Exam | null, told: Exam): Exam {
  return mine?.id === told.id && mine.rev > told.rev ? mine : told;
}

/** May this be used now? */
export function mayUse(exam: Exam | null, tool: Tool): boolean {
  return !isOn(exam) || exam.tools.includes(tool);
}

function renewed(exam: Exam, change: Partial<Exam>): Exam {
  return { ...exam, ...change, rev: exam.rev + 1 };
}
