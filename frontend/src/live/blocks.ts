/** When a lesson ends: lessons close to each other are one block (docs/protocol.md, "The plan"). */

import type { Lesson, Plan } from "./protocol";
import type { LessonView } from "./view";

const MINUTE_MS = 60_000;
/** A lesson that follows another within this belongs to the same block; so does who is early. */
export const GAP_MS = 15 * MINUTE_MS;
/** Outside the schedule: one lesson hour. */
export const ADHOC_MS = 50 * MINUTE_MS;
export const STAY_STEP_MS = 15 * MINUTE_MS;
/** Before the end. */
export const WARN_MS = 2 * MINUTE_MS;
/** After the end. */
export const GRACE_MS = MINUTE_MS;

interface Block {
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * The end of the block in which a connection that began at `startedAt` belongs.
 *
 * One that began outside all blocks lasts an hour of lesson, and goes on into a block that begins
 * meanwhile.
 */
export function endOf(plan: Plan, startedAt: number): number {
  const blocks = blocksOf(plan);
  const own = blocks.find((b) => b.startsAt - GAP_MS <= startedAt && startedAt < b.endsAt);
  if (own !== undefined) return own.endsAt;
  const adhocEnd = startedAt + ADHOC_MS;
  const next = blocks.find((b) => b.startsAt >= startedAt && b.startsAt <= adhocEnd + GAP_MS);
  return next?.endsAt ?? adhocEnd;
}

/** Whether a lesson counts as now: from a little before its block to the end of it. */
export function countsAt(plan: Plan, now: number): boolean {
  return blocksOf(plan).some((b) => b.startsAt - GAP_MS <= now && now < b.endsAt);
}

/** The lesson that is on now, and about which nobody has said anything; null if there is none. */
export function lessonAt(plan: Plan, now: number): Lesson | null {
  return plan.lessons.find((l) => l.status === "on" && isOn(l, now)) ?? null;
}

/** The lessons that are on now; if none is, those that are about to begin. */
export function nearAt(plan: Plan, now: number): readonly Lesson[] {
  const on = held(plan).filter((l) => isOn(l, now));
  if (on.length > 0) return on;
  return held(plan).filter((l) => now < l.starts_at && l.starts_at <= now + GAP_MS);
}

/** What to show as now: what takes place, else what would have. */
export function currentAt(plan: Plan, now: number): Lesson | null {
  return nearAt(plan, now)[0] ?? plan.lessons.find((l) => isOn(l, now)) ?? null;
}

/** The first lesson that begins after now, and takes place. */
export function nextAfter(plan: Plan, now: number): Lesson | null {
  const current = currentAt(plan, now);
  return held(plan).find((l) => l.starts_at > now && l !== current) ?? null;
}

/** As the screen knows it. */
export function lessonOf(lesson: Lesson): LessonView {
  const { starts_at: startsAt, ends_at: endsAt, half_day: halfDay, ...same } = lesson;
  return { ...same, startsAt, endsAt, halfDay };
}

function isOn(lesson: Lesson, now: number): boolean {
  return lesson.starts_at <= now && now < lesson.ends_at;
}

function blocksOf(plan: Plan): readonly Block[] {
  const blocks: Block[] = [];
  for (const { starts_at: startsAt, ends_at: endsAt } of held(plan)) {
    const last = blocks.at(-1);
    if (last === undefined || startsAt > last.endsAt + GAP_MS) blocks.push({ startsAt, endsAt });
    else blocks[blocks.length - 1] = { ...last, endsAt: Math.max(last.endsAt, endsAt) };
  }
  return blocks;
}

/** What takes place, here or elsewhere, with or without the pupil. */
function held(plan: Plan): readonly Lesson[] {
  return plan.lessons
    .filter(({ status }) => status !== "cancelled" && status !== "teacher_absent")
    .toSorted((a, b) => a.starts_at - b.starts_at);
}
