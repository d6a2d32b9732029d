/** A day of lessons, for the style page. */

import type { LessonView } from "../live/view";

const MINUTE_MS = 60_000;

/** Five lessons, so that each state is there at any hour. */
export function lessonsAround(now: number): readonly LessonView[] {
  const at = (
    fromMinutes: number,
    subject: string,
    change: Partial<LessonView> = {},
  ): LessonView => ({
    id: subject,
    startsAt: now + fromMinutes * MINUTE_MS,
    endsAt: now + (fromMinutes + 50) * MINUTE_MS,
    subject,
    room: "B12",
    kind: "fixed",
    status: "on",
    link: "",
    halfDay: false,
    ...change,
  });
  return [
    at(-75, "Frans", { room: "B10" }),
    at(-10, "Wiskunde"),
    at(50, "Wereldoriëntatie"),
    at(110, "Turnen", { room: "sportzaal", status: "teacher_absent" }),
    at(170, "Muzische vorming", { status: "elsewhere", link: "https://teams.microsoft.com/x" }),
  ];
}
