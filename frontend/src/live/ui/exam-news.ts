/** What a screen reader says of a test. Pure. */

import { t } from "../../shared/texts";
import { type Exam, openStop } from "../exam";
import type { RoomView } from "../view";

export function examNews(before: RoomView | null, { exam, side }: RoomView): string {
  if (exam === null || exam.away) return "";
  const word = stateWord(exam, side);
  const was = before?.exam ?? null;
  return was !== null && stateWord(was, side) === word ? "" : word;
}

function stateWord(exam: Exam, side: RoomView["side"]): string {
  if (exam.ended_at !== null) return t("exam.over");
  const open = openStop(exam);
  if (open === null) return t("exam.runs");
  const still = t(side === "home" ? "exam.still.home" : `exam.still.class.${open.why}`);
  return side === "home" ? `${still} ${t(`exam.still.home.${open.why}`)}` : still;
}
