/** The words of the talk about a test: what is agreed, how long, and when it stood still. */

import { bool, fields, id, listOf, oneOf, orNull, whole, wholeTo } from "./reading";

/** What a pupil may use beside the paper; each is agreed between school and family. */
export const AIDS = ["calculator", "dictionary", "spelling", "reader", "formulas"] as const;
export type Aid = (typeof AIDS)[number];

/** What of the lesson stays in a test. The hand and the helpdesk always do. */
export const TOOLS = [
  "chat",
  "react",
  "whisper",
  "files",
  "photo",
  "steer",
  "around",
  "draw",
] as const;
export type Tool = (typeof TOOLS)[number];

export const MOST_MINUTES = 480;
export const MOST_EXTRA = 100;
/** A test on a line that breaks more often goes on with the last stop. */
export const MOST_STOPS = 40;

const stop = fields({ at: whole, until: orNull(whole), why: oneOf("line", "hand") });

export const EXAM_WORDS = {
  exam: {
    id,
    rev: whole,
    minutes: wholeTo(MOST_MINUTES),
    extra: wholeTo(MOST_EXTRA),
    aids: listOf(oneOf(...AIDS), AIDS.length),
    tools: listOf(oneOf(...TOOLS), TOOLS.length),
    started_at: whole,
    stops: listOf(stop, MOST_STOPS),
    ended_at: orNull(whole),
    away: bool,
  },
  exam_stop: { id, at: whole },
} as const;
