/**
 * What a person should be told about the sound, and for how long. Pure.
 *
 * A microphone that is off by choice is no fault of the sound, on neither side.
 */

import { isDigitalSilence, type Piece } from "./sound-level";
import { isTalking, NO_VOICE, type Voice, voiceAfter } from "./sound-voice";

/**
 * - `muted`: I talk, and my microphone is off
 * - `silent`: my microphone is on, and gives nothing at all
 * - `teacher`: so does the teacher's, and the other one works
 * - `unheard`: theirs is on, and nothing of it arrives
 * - `clipping`: I am so loud that it crackles
 */
export const WARNINGS = ["muted", "silent", "teacher", "unheard", "clipping"] as const;
export type Warning = (typeof WARNINGS)[number];

/** What was heard in the last `ms`. */
export interface Heard {
  /** Of my microphone, the louder of two; null where it is closed, or can't be listened to. */
  readonly mine: Piece | null;
  /** Of the teacher's own, beside the one of the room; null if there is none. */
  readonly teacher: Piece | null;
  /** `off`: by choice, and still open; `none`: not in a lesson, hidden, refused, missing. */
  readonly microphone: "on" | "off" | "none";
  /** Null: unknown, off by their choice, or no line. */
  readonly theirs: "sound" | "silence" | null;
  readonly ms: number;
}

export interface Watch {
  readonly voice: Voice;
  readonly silentMs: number;
  readonly teacherMs: number;
  readonly unheardMs: number;
  readonly clippedMs: number;
  /** Until when it is shown: who looks up a moment later still finds it. */
  readonly mutedUntil: number;
  readonly clippingUntil: number;
  /** Until when it is not said again: the person has read it. */
  readonly readUntil: Readonly<Record<Warning, number>>;
}

/** Issue 5, B: no sound for so long. */
export const NO_SOUND_MS = 10_000;
const SHOWN_MS = 6000;
/** Two or three samples at the end of the scale are no crackle. */
const CLIPPED_SHARE = 0.002;
const CLIPPED_MS = 800;
const MOST_CLIPPED_MS = 1600;
/** Who has read that the talk is not heard may mean it so. */
const READ_MS = 60_000;

const NEVER = Object.fromEntries(WARNINGS.map((one) => [one, -Infinity])) as Watch["readUntil"];
export const NOTHING_HEARD: Watch = {
  ...{ voice: NO_VOICE, silentMs: 0, teacherMs: 0, unheardMs: 0, clippedMs: 0 },
  ...{ mutedUntil: -Infinity, clippingUntil: -Infinity, readUntil: NEVER },
};

export function watchAfter(watch: Watch, heard: Heard, now: number): Watch {
  const { mine, microphone, ms } = heard;
  const voice = mine === null ? NO_VOICE : voiceAfter(watch.voice, mine.db, ms, now);
  const clippedMs = clippedAfter(watch.clippedMs, heard);
  return {
    voice,
    silentMs: isSilent(heard) ? watch.silentMs + ms : 0,
    teacherMs: isTeacherSilent(heard) ? watch.teacherMs + ms : 0,
    unheardMs: heard.theirs === "silence" ? watch.unheardMs + ms : 0,
    clippedMs,
    mutedUntil: mutedUntil(watch, voice, microphone, now),
    clippingUntil: clippedMs >= CLIPPED_MS ? now + SHOWN_MS : watch.clippingUntil,
    readUntil: unreadOnceWell(watch, heard),
  };
}

function isSilent({ mine, microphone }: Heard): boolean {
  return mine !== null && microphone === "on" && isDigitalSilence(mine);
}

function isTeacherSilent(heard: Heard): boolean {
  const { teacher, microphone } = heard;
  return teacher !== null && microphone === "on" && isDigitalSilence(teacher) && !isSilent(heard);
}

function clippedAfter(before: number, { mine, microphone, ms }: Heard): number {
  if (mine === null || microphone !== "on") return 0;
  if (mine.clippedShare >= CLIPPED_SHARE) return Math.min(MOST_CLIPPED_MS, before + ms);
  return Math.max(0, before - ms / 2);
}

function mutedUntil(
  { mutedUntil: before }: Watch,
  voice: Voice,
  microphone: Heard["microphone"],
  now: number,
): number {
  if (microphone !== "off") return -Infinity;
  return isTalking(voice, now) ? now + SHOWN_MS : before;
}

/** What was read and went by may be said again at once when it comes back. */
function unreadOnceWell({ readUntil }: Watch, heard: Heard): Watch["readUntil"] {
  const { mine, teacher, microphone } = heard;
  const gives = (piece: Piece | null) =>
    microphone === "on" && piece !== null && !isDigitalSilence(piece);
  return {
    ...readUntil,
    silent: gives(mine) ? -Infinity : readUntil.silent,
    teacher: gives(teacher) ? -Infinity : readUntil.teacher,
    unheard: heard.theirs === "sound" ? -Infinity : readUntil.unheard,
  };
}

/** Crackles now, for as long as it takes to be sure. */
export function isClipping({ clippedMs }: Watch): boolean {
  return clippedMs >= CLIPPED_MS;
}

/** My microphone has given nothing for long: the other side is told so too. */
export function isMineSilent({ silentMs }: Watch): boolean {
  return silentMs >= NO_SOUND_MS;
}

/** The most urgent one; null if there is nothing to say. */
export function warningOf(watch: Watch, now: number): Warning | null {
  const isDue: Readonly<Record<Warning, boolean>> = {
    muted: now < watch.mutedUntil,
    silent: isMineSilent(watch),
    teacher: watch.teacherMs >= NO_SOUND_MS,
    unheard: watch.unheardMs >= NO_SOUND_MS,
    clipping: now < watch.clippingUntil,
  };
  return WARNINGS.find((one) => isDue[one] && now >= watch.readUntil[one]) ?? null;
}

/** The person has read this one. What is a fault stays read until it has gone by. */
export function read(watch: Watch, warning: Warning, now: number): Watch {
  const isHabit = warning === "muted" || warning === "clipping";
  const until = isHabit ? now + READ_MS : Infinity;
  return { ...watch, readUntil: { ...watch.readUntil, [warning]: until } };
}
