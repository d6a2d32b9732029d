/** When break time can be, and whether it is: "blijf nog even", without lesson tools. Pure. */

import { isOn as isExamOn } from "./exam";
import type { LessonView, RoomView } from "./view";

/** Only in the lesson's line, and never while a lesson of the plan, or a test, is on. */
export function mayRecess({ phase, plan, exam }: RoomView, now: number): boolean {
  return phase === "live" && !isExamOn(exam) && !plan.lessons.some((lesson) => isOn(lesson, now));
}

/** The lesson that begins ends it; nobody has to press. */
export function isRecess(view: RoomView, now: number): boolean {
  return view.signs.recess && mayRecess({ ...view, phase: "live" }, now) && isInLesson(view);
}

function isInLesson({ phase }: RoomView): boolean {
  return phase === "live" || phase === "interrupted";
}

function isOn({ status, startsAt, endsAt }: LessonView, now: number): boolean {
  const counts = status === "on" || status === "pupil_absent";
  return counts && startsAt <= now && now < endsAt;
}
