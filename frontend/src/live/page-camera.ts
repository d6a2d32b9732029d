/**
 * A camera before a page of paper, for a photo of it: nothing of what it sees is sent.
 *
 * It is the one that looks away from the person; where none does, a twin of the lesson's own, so that
 * what is sent stays as it is. A device may give one camera at a time: then the lesson's steps aside,
 * and comes back after it.
 *
 * For the photo, and no longer, the camera films as large as it can. Chromium makes a camera no larger
 * while two tracks use it, nor for a second capture: so the twin goes first, and the lesson's own grows.
 */

import { type CaptureSource, type Failure, letGo, type Outcome } from "./capture";
import type { TakeFull } from "./files";
import { grow } from "./full-size";
import type { Held } from "./held";
import { captureNotebook } from "./notebook";

export interface PageCameraCommands {
  /** What it sees; why there is nothing to see; null if it was closed meanwhile. */
  open(onLost: () => void): Promise<MediaStream | Failure | null>;
  /** In its full resolution; null if it gives none: then it is to be opened anew. */
  take(): Promise<Blob | null>;
  close(): void;
}

export interface PageCameraOptions {
  readonly source: Pick<CaptureSource, "devices" | "isSecure">;
  /** The lesson's camera, and the way to ask it back. */
  readonly lesson: {
    readonly first: Held;
    readonly showsNotebook: boolean;
    wake(): void;
  };
  /** Not what is a class's board: it is open as large as it is wanted, and others cut out of it. */
  readonly mayGrow: boolean;
  readonly takeFull: TakeFull;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
}

/** Some four times what a camera of 8 MP makes of a page; a file may be 50 MB. */
const MAX_BYTES = 8_000_000;

export class PageCamera implements PageCameraCommands {
  private track: MediaStreamTrack | null = null;
  private isTwin = false;
  /** Of the last wish, to open or to close: what comes for an earlier one is let go. */
  private wish = 0;

  constructor(private readonly options: PageCameraOptions) {}

  async open(onLost: () => void): Promise<MediaStream | Failure | null> {
    this.close();
    const { wish } = this;
    const outcome = await this.find();
    if (wish !== this.wish) {
      letGo(outcome);
      this.options.lesson.wake();
      return null;
    }
    if (typeof outcome === "string") {
      this.close();
      return outcome;
    }
    this.track = outcome;
    outcome.onended = () => {
      this.close();
      onLost();
    };
    return this.options.newStream([outcome]);
  }

  async take(): Promise<Blob | null> {
    const { track } = this;
    const own = this.isTwin && this.options.mayGrow ? this.live : null;
    if (own !== null) this.stop();
    const camera = own ?? track;
    if (camera === null) return null;
    const mayGrow = own !== null || !this.isTwin;
    const back = mayGrow ? await grow(camera) : () => Promise.resolve();
    try {
      return await this.options.takeFull(camera, MAX_BYTES);
    } finally {
      await back();
    }
  }

  close(): void {
    this.wish += 1;
    this.stop();
    const { first } = this.options.lesson;
    if (!first.isLent) return;
    first.giveBack();
    this.options.lesson.wake();
  }

  private stop(): void {
    if (this.track === null) return;
    this.track.onended = null;
    this.track.stop();
    this.track = null;
  }

  private async find(): Promise<Outcome> {
    const { first, showsNotebook } = this.options.lesson;
    this.isTwin = false;
    if (showsNotebook || looksAway(first.track)) return this.twin() ?? "busy";
    first.lend();
    const rear = await this.capture("rear");
    if (rear === "missing") return this.twin() ?? this.capture("any");
    if (rear !== "busy" || first.track === null) return rear;
    first.drop();
    return this.capture("any");
  }

  private capture(camera: "rear" | "any"): Promise<Outcome> {
    const { source, lesson } = this.options;
    return captureNotebook(source, camera, lesson.first.chosen);
  }

  private twin(): MediaStreamTrack | null {
    const twin = this.live?.clone() ?? null;
    this.isTwin = twin !== null;
    return twin;
  }

  /** The lesson's; null of one that another program has taken. */
  private get live(): MediaStreamTrack | null {
    const { track } = this.options.lesson.first;
    return track?.readyState === "live" && !track.muted ? track : null;
  }
}

function looksAway(track: MediaStreamTrack | null): boolean {
  return track?.getSettings().facingMode === "environment";
}
