/** When break time can be, and whether it is: "blijf nog even", without lesson tools. Pure. */

import { isOn as isExamOn } from "./exam";
import type { LessonView, RoomView, Side } from "./view";

type Lessons = readonly LessonView[];

/** Only in the lesson's line, and never while a lesson hour of the plan, or a test, is on. */
export function mayRecess({ phase, plan, exam }: RoomView, now: number): boolean {
  return phase === "live" && !isExamOn(exam) && hasRoom(plan.lessons, now);
}

/** A half day has breaks of which the plan knows nothing: there the class alone says when. */
export function mayBeginRecess(view: RoomView, now: number): boolean {
  return mayRecess(view, now) && mayBegin(view.side, view.plan.lessons, now);
}

/** The lesson that begins ends it; nobody has to press. */
export function isRecess(view: RoomView, now: number): boolean {
  return view.signs.recess && mayRecess({ ...view, phase: "live" }, now) && isInLesson(view);
}

/** May this side begin one, as far as the plan goes? */
export function mayBegin(side: Side, lessons: Lessons, now: number): boolean {
  const on = onAt(lessons, now);
  return on.length === 0 || (side === "class" && hasRoom(on, now));
}

/** No lesson hour stands in the way. */
export function hasRoom(lessons: Lessons, now: number): boolean {
  return onAt(lessons, now).every(({ halfDay }) => halfDay);
}

/** Names what of the plan is on. A break that began in one ends with it. */
export function spanAt(lessons: Lessons, now: number): string {
  return onAt(lessons, now)
    .map(({ id }) => id)
    .join();
}

function isInLesson({ phase }: RoomView): boolean {
  return phase === "live" || phase === "interrupted";
}

function onAt(lessons: Lessons, now: number): Lessons {
  return lessons.filter(
    ({ status, startsAt, endsAt }) => HELD.includes(status) && startsAt <= now && now < endsAt,
  );
}

const HELD: readonly LessonView["status"][] = ["on", "pupil_absent"];
