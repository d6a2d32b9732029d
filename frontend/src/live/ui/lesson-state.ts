/** How a lesson of today stands now. Pure. */

import type { LessonView } from "../view";

export type LessonState = "done" | "now" | "next" | "later" | "elsewhere" | "off";

/** `next` is only the first one that is still to come and is on. */
export function lessonStates(lessons: readonly LessonView[], now: number): readonly LessonState[] {
  const coming = lessons.find((lesson) => isOn(lesson) && lesson.startsAt > now);
  return lessons.map((lesson) => stateOf(lesson, coming, now));
}

function stateOf(lesson: LessonView, coming: LessonView | undefined, now: number): LessonState {
  if (lesson.endsAt <= now) return "done";
  if (lesson.status === "elsewhere") return "elsewhere";
  if (!isOn(lesson)) return "off";
  if (lesson.startsAt <= now) return "now";
  return lesson === coming ? "next" : "later";
}

function isOn(lesson: LessonView): boolean {
  return lesson.status === "on" || lesson.status === "elsewhere";
}

const PLACES: readonly (readonly [string, string])[] = [
  ["teams.", "Teams"],
  ["meet.google.", "Meet"],
  ["smartschool.", "Smartschool"],
  ["zoom.", "Zoom"],
];

/** The name of the place where a link leads, or empty if we do not know it. */
export function placeName(link: string): string {
  let host: string;
  try {
    host = new URL(link).hostname;
  } catch {
    return "";
  }
  return PLACES.find(([part]) => host.includes(part))?.[1] ?? "";
}
