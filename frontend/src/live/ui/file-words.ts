/** What is said of a file: how large, how far, why not. Pure. */

import { t } from "../../shared/texts";
import { FILE_KINDS, type FileKind } from "../file-kinds";
import type { Why } from "../file-wire";
import type { FileState, FileView } from "../files-view";

const MB = 1024 * 1024;

/** In kB, or in MB with one figure behind the comma. */
export function sizeWord(bytes: number): string {
  if (bytes < MB) return t("files.kb", { size: Math.max(1, Math.round(bytes / 1024)) });
  return t("files.mb", { size: (Math.ceil((10 * bytes) / MB) / 10).toLocaleString("nl-BE") });
}

/** Never 100 before it is whole. */
export function percentOf({ done, bytes, state }: FileView): number {
  if (state === "here" || state === "sent") return 100;
  return Math.min(99, Math.floor((100 * done) / Math.max(1, bytes)));
}

const DRAWINGS: Readonly<Record<(typeof FILE_KINDS)[FileKind]["shows"], string>> = {
  picture: "image",
  sound: "volume-2",
  tab: "file-text",
  nowhere: "file-text",
};

export function fileDrawing(kind: FileKind | null): string {
  return DRAWINGS[kind === null ? "nowhere" : FILE_KINDS[kind].shows];
}

/** One sentence; the code for the helpdesk is apart. */
export function stateWord(file: FileView, linked: boolean): string {
  if (file.why !== null) return whyWord(file.why);
  if (file.halted === "thin") return t("files.thin");
  if (file.halted === "line") return t("files.line");
  return WORDS[file.state](file, linked);
}

const WORDS: Readonly<Record<FileState, (file: FileView, linked: boolean) => string>> = {
  checking: () => t("files.checking"),
  waiting: (_file, linked) => t(linked ? "files.queued" : "files.line"),
  asked: () => t("files.asked"),
  going: (file) => t(file.mine ? "files.going" : "files.coming", { percent: percentOf(file) }),
  here: () => t("files.here"),
  sent: () => t("files.sent"),
  refused: () => t("files.stopped"),
  stopped: () => t("files.stopped"),
};

const WHY_KEYS: Readonly<Record<Why, string>> = {
  "files.empty": "files.why.empty",
  "files.too_big": "files.why.too_big",
  "files.type": "files.why.type",
  "files.lies": "files.why.lies",
  "files.active": "files.why.active",
  "files.test": "files.why.test",
  "files.unreadable": "files.why.unreadable",
  "files.broken": "files.why.broken",
  "files.no_room": "files.why.no_room",
  "files.declined": "files.why.declined",
  "photo.off": "snap.why.off",
  "photo.no_camera": "snap.why.no_camera",
  "photo.busy": "snap.why.busy",
  "photo.failed": "snap.why.failed",
  "photo.taken_back": "snap.why.taken_back",
  "photo.no_answer": "snap.why.no_answer",
};

export function whyWord(why: Why): string {
  return t(WHY_KEYS[why]);
}
