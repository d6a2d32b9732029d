/** A test in the words and drawings of both sides. */

import { t } from "../../shared/texts";
import { type Exam, type ExamStop, usedMs } from "../exam";
import type { Aid, Tool } from "../exam-words";
import { pageLanguage, timeOf } from "./clock";

export const AID_ICONS: Readonly<Record<Aid, string>> = {
  calculator: "calculator",
  dictionary: "book-open",
  spelling: "pencil",
  reader: "volume-2",
  formulas: "file-text",
};

export function aidWord(aid: Aid): string {
  return t(`exam.aid.${aid}`);
}

export function toolWord(tool: Tool): string {
  return t(`exam.tool.${tool}`);
}

export function stopWord({ at, until, why }: ExamStop): string {
  const language = pageLanguage();
  const times = { from: timeOf(at, language), until: timeOf(until ?? at, language) };
  return t(`exam.stop.${why}`, times);
}

export function tookWord(exam: Exam): string {
  const minutes = Math.round(usedMs(exam, exam.ended_at ?? 0) / 60_000);
  return minutes === 1 ? t("exam.took.one") : t("exam.took", { minutes });
}

/** For paper, or for a message to somebody else in school. No name is in it. */
export function reportOf(exam: Exam): string {
  const stops = exam.stops.map((stop) => `- ${stopWord(stop)}`);
  return [t("exam.over"), tookWord(exam), ...(stops.length ? stops : [t("exam.no_stops")])].join(
    "\n",
  );
}
