/**
 * Home: the exercise book in the place of the face.
 *
 * Over the rear camera where there is one, else over the same camera. Whoever has the camera off
 * shows the book alone: no other camera than the rear one is opened for it, and none is on after
 * it. Whatever hides this person ends it.
 */

import {
  capture,
  type Captured,
  type CaptureSource,
  type Chosen,
  type Failure,
  failureOf,
  type Outcome,
  pictureWanted,
  type Wanted,
} from "./capture";
import { type Choices, isHidden } from "./choices";
import { nothing, type Stop, type Time } from "./time";
import type { Turn } from "./turns";
import type { Side } from "./view";

/** Which camera may show it. */
export type NotebookCamera = "rear" | "any";

/** `no_rear`: the camera is off, and this device has no other one; `failed`: it can't be opened. */
export type NotebookNote = "no_rear" | "failed";

export interface NotebookCommands {
  show(): void;
  /** Back to what it was. */
  hide(): void;
  /** A quarter. */
  turn(): void;
}

interface NotebookMedia {
  /** Null: the face. */
  showNotebook(camera: NotebookCamera | null): void;
  readonly showsNotebook: boolean;
  readonly notebookFailure: Failure | null;
}

export interface NotebookOptions {
  readonly side: Side;
  readonly media: NotebookMedia;
  readonly choices: () => Choices;
  readonly choose: (change: Pick<Choices, "notebook">) => void;
  readonly time: Time;
  readonly onChange: () => void;
}

const NOTE_MS = 12_000;

export class Notebook implements NotebookCommands {
  /** Why there is none; null after a while. */
  note: NotebookNote | null = null;
  private stopNote: Stop = nothing;

  constructor(private readonly options: NotebookOptions) {}

  show(): void {
    const choices = this.options.choices();
    if (this.options.side !== "home" || isHidden(choices) || choices.notebook !== null) return;
    this.tell(null);
    this.options.choose({ notebook: 0 });
  }

  hide(): void {
    this.options.choose({ notebook: null });
  }

  turn(): void {
    const { notebook } = this.options.choices();
    if (notebook !== null) this.options.choose({ notebook: ((notebook + 90) % 360) as Turn });
  }

  /** A camera is wanted for what is shown. */
  get wantsCamera(): boolean {
    const { camera, notebook } = this.options.choices();
    return camera || notebook !== null;
  }

  /** What comes in of the camera is what this person wants to show. */
  get films(): boolean {
    const { camera, notebook } = this.options.choices();
    return notebook === null ? camera : this.options.media.showsNotebook;
  }

  /** Null until its own camera gives it. */
  get shown(): Turn | null {
    return this.options.media.showsNotebook ? this.options.choices().notebook : null;
  }

  /** After every change of the room, before anything is sent. */
  fit(): void {
    const { camera, notebook } = this.options.choices();
    const { media } = this.options;
    media.showNotebook(notebook === null ? null : camera ? "any" : "rear");
    const failure = media.notebookFailure;
    if (notebook === null || failure === null) return;
    this.tell(!camera && failure === "missing" ? "no_rear" : "failed");
    this.hide();
  }

  close(): void {
    this.stopNote();
  }

  private tell(note: NotebookNote | null): void {
    this.stopNote();
    this.note = note;
    if (note === null) return;
    this.stopNote = this.options.time.after(NOTE_MS, () => {
      this.note = null;
      this.options.onChange();
    });
  }
}

/** What is sent of it keeps its size: see `lanes.ts`. */
export const TEXT_HINT = "text";

/** As `capture`, and the exercise book where one is to be shown. */
export async function captureAs(
  notebook: NotebookCamera | null,
  source: CaptureSource,
  wanted: Wanted,
  chosen: Chosen,
): Promise<Captured> {
  if (notebook === null || !wanted.video) return capture(source, wanted, chosen);
  const sound = wanted.audio ? await capture(source, { ...wanted, video: false }, chosen) : {};
  return { ...sound, video: await captureNotebook(source, notebook, chosen.video) };
}

/** The camera that looks away from the person; where none does, the one that is used for the face. */
export async function captureNotebook(
  { devices, isSecure }: Pick<CaptureSource, "devices" | "isSecure">,
  camera: NotebookCamera,
  chosen: string | null,
): Promise<Outcome> {
  if (devices === undefined) return isSecure ? "unsupported" : "insecure";
  const rear = { ...pictureWanted("video", true, null), facingMode: { exact: "environment" } };
  const found = await ask(devices, rear);
  if (found !== "missing" || camera === "rear") return found;
  return ask(devices, pictureWanted("video", true, chosen === null ? null : { ideal: chosen }));
}

async function ask(
  devices: NonNullable<CaptureSource["devices"]>,
  video: MediaTrackConstraints,
): Promise<Outcome> {
  try {
    const [track] = (await devices.getUserMedia({ video })).getVideoTracks();
    if (track === undefined) return "missing";
    track.contentHint = TEXT_HINT;
    return track;
  } catch (error) {
    return failureOf(error);
  }
}
