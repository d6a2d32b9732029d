/** What the screens say about a state. Every text comes from the page's catalogue. */

import { t } from "../../shared/texts";
import type {
  BlockCode,
  EndWhy,
  LessonStatus,
  MediaProblem,
  Missing,
  PartyView,
  PauseReason,
  RoomView,
} from "../view";
import type { LessonState } from "./lesson-state";

export interface Words {
  readonly title: string;
  readonly text: string;
}

export function lessonStateWord(state: LessonState, status: LessonStatus): string {
  switch (state) {
    case "done":
      return t("lesson.done");
    case "now":
      return t("lesson.now");
    case "next":
      return t("lesson.next");
    case "later":
      return "";
    case "elsewhere":
      return t("lesson.elsewhere");
    case "off":
      return offWord(status);
  }
}

function offWord(status: LessonStatus): string {
  if (status === "pupil_absent") return t("lesson.pupil_absent");
  if (status === "teacher_absent") return t("lesson.teacher_absent");
  return t("lesson.cancelled");
}

export function blockWords(code: BlockCode): Words {
  switch (code) {
    case "version":
      return { title: t("block.version"), text: t("block.version.text") };
    case "unpaired":
      return { title: t("block.unpaired"), text: t("block.unpaired.text") };
    case "missing":
      return { title: t("block.missing"), text: t("block.missing.text") };
    case "traject_ended":
    case "right_ended":
    case "revoked":
    case "no_line":
      return { title: t("block.ended"), text: t("block.ended.text") };
  }
}

/** What is missing, and who can do it. */
export function missingWord(missing: Missing): string {
  switch (missing) {
    case "agreement.home":
      return t("missing.agreement_home");
    case "agreement.class":
      return t("missing.agreement_class");
    case "traject":
      return t("missing.traject");
  }
}

export function endWord(why: EndWhy, side: RoomView["side"], pupil: string): string {
  const words = side === "home" ? HOME_ENDS : CLASS_ENDS;
  return words[why](pupil);
}

type EndWords = Readonly<Record<EndWhy, (name: string) => string>>;

const BOTH_ENDS = {
  over: () => t("ended.over"),
  revoked: () => t("ended.right"),
  traject_ended: () => t("ended.right"),
  no_server: () => t("ended.no_server"),
  taken: () => t("ended.taken"),
};

const HOME_ENDS: EndWords = {
  ...BOTH_ENDS,
  left: () => t("ended.left.home"),
  other_left: () => t("ended.by_class"),
  other_gone: () => t("ended.class_gone"),
};

const CLASS_ENDS: EndWords = {
  ...BOTH_ENDS,
  left: () => t("ended.left.class"),
  other_left: (name) => t("ended.by_pupil", { name }),
  other_gone: (name) => t("ended.pupil_gone", { name }),
};

export function mediaWords(problem: Exclude<MediaProblem, null>): Words {
  switch (problem) {
    case "refused":
      return { title: t("media.refused"), text: t("media.refused.text") };
    case "missing":
      return { title: t("media.missing"), text: t("media.missing.text") };
    case "busy":
      return { title: t("media.busy"), text: t("media.busy.text") };
    case "insecure":
      return { title: t("media.insecure"), text: t("media.insecure.text") };
    case "unsupported":
      return { title: t("media.unsupported"), text: t("media.unsupported.text") };
  }
}

export function pauseWord(reason: PauseReason): string {
  switch (reason) {
    case "rest":
      return t("pause.rest");
    case "care":
      return t("pause.care");
    case "meal":
      return t("pause.meal");
    case "class":
      return t("pause.other");
  }
}

/** The sign that is always on in class: does the pupil see and hear us now? */
export function pupilSign(other: PartyView | null, name: string): string {
  if (!other) return t("sign.coming", { name });
  if (other.sees && other.hears) return t("sign.both", { name });
  if (other.hears) return t("sign.hears", { name });
  if (other.sees) return t("sign.sees", { name });
  return t("sign.none", { name });
}

/** What the class should know of the pupil beside that; empty if nothing. */
export function pupilNote(other: PartyView | null, name: string): string {
  if (!other) return "";
  if (other.paused) return t("note.paused", { name, why: pauseWord(other.paused) });
  if (other.watching) return t("note.watching", { name });
  if (other.microphone !== "on") return t("note.muted", { name });
  return "";
}

/**
 * Does the class see me? What I have just switched off is gone at once, before the class says so.
 */
export function isSeen({ me, other }: RoomView): boolean {
  return me.camera === "on" && isShared(me) && (other?.sees ?? false);
}

export function isHeard({ me, other }: RoomView): boolean {
  return me.microphone === "on" && isShared(me) && (other?.hears ?? false);
}

function isShared(me: PartyView): boolean {
  return !me.watching && me.paused === null;
}

/** Two sentences, always on. */
export function seenWord(view: RoomView): string {
  return isSeen(view) ? t("state.seen") : t("state.unseen");
}

export function heardWord(view: RoomView): string {
  return isHeard(view) ? t("state.heard") : t("state.unheard");
}
