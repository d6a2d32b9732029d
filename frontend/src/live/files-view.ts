/** The contract between the files of a lesson and what shows them (`view.ts` for the rest). */

import type { FileKind } from "./file-kinds";
import type { About, Why } from "./file-wire";

/**
 * - `checking`: it is looked at, here
 * - `waiting`: for its turn, for the line, or for the other side
 * - `asked`: it is large; it comes after a press here
 * - `going`: on its way
 * - `here`: it came whole, or `sent`: it is there whole
 * - `refused`: `why` says why not; `stopped`: somebody stopped it
 */
export type FileState =
  "checking" | "waiting" | "asked" | "going" | "here" | "sent" | "refused" | "stopped";

export interface FileView {
  readonly id: string;
  /** Sent by this side. */
  readonly mine: boolean;
  /** Clean, and not shortened. */
  readonly name: string;
  readonly kind: FileKind | null;
  readonly about: About;
  readonly bytes: number;
  /** So many bytes of it are there. */
  readonly done: number;
  readonly state: FileState;
  readonly why: Why | null;
  /** Under way, and standing still: the line is away, or has nothing to spare. */
  readonly halted: "line" | "thin" | null;
  /** Of the whole file, once it is here; else null. */
  readonly url: string | null;
}

/** This page was loaded anew: it sends the rest once the person has chosen the file again. */
export interface MissingFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly got: number;
}

/** Home: a photo of the board that was asked for and is not here. */
export interface SnapView {
  readonly id: string;
  /** Null while it is on its way. */
  readonly why: Why | null;
}

export interface FilesView {
  /** The other side can hear of files now. */
  readonly linked: boolean;
  /** Oldest first. */
  readonly items: readonly FileView[];
  readonly missing: readonly MissingFile[];
  readonly snap: SnapView | null;
  /** Class: a photo was just taken for the pupil; one press takes it back. */
  readonly shutter: string | null;
  /** The class lets photos be taken in this lesson. */
  readonly photos: boolean;
}

export interface FilesCommands {
  /** Gives the id of each; none in a test without files. */
  send(files: readonly File[]): readonly string[];
  /** Lets a large one come. */
  accept(id: string): void;
  /** Stops it; one that is over goes off the list. */
  stop(id: string): void;
  /** Home: a photo of the board, as sharp as its camera can. */
  askPhoto(): void;
  /** Home: the word about a photo that did not come has been read. */
  closePhoto(): void;
  /** Class: not this one. */
  takeBackPhoto(): void;
  /** Class: for the rest of the lesson. */
  allowPhotos(on: boolean): void;
}

/** Before a lesson, and on a page without a line. */
export const NO_FILES: FilesView = {
  linked: false,
  items: [],
  missing: [],
  snap: null,
  shutter: null,
  photos: true,
};
