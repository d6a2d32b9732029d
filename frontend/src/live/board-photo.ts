/**
 * A still of the board every ten seconds, as soon as it has left, while the line carries no moving picture.
 *
 * Only of a track that would be sent: a camera that is off, paused or hidden gives none.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { bytesFor, FIRST_PACE, kbpsOf, type Pace, paceAfter } from "./photo-pace";
import type { Time } from "./time";

const PERIOD_MS = 10_000;
/** Who looks once a second may be a little early. */
const EARLY_MS = 500;

/** Null if the camera gives no picture, or none that is small enough. */
export type TakeStill = (track: MediaStreamTrack, maxBytes: number) => Promise<Blob | null>;

/** The call over which it goes. */
export interface PhotoLine {
  readonly isFree: boolean;
  /** When the end of the last one was given to the browser. */
  readonly leftAt: number | null;
  send(picture: Uint8Array<ArrayBuffer>, kbps: number): void;
  stop(): void;
}

export interface BoardPhotoOptions {
  readonly takeStill: TakeStill;
  readonly time: Time;
  readonly logger: Logger;
}

/** One track over one line: when it ends, what was taken of it is not sent any more. */
interface Sitting {
  readonly track: MediaStreamTrack;
  readonly line: PhotoLine;
  takenAt: number | null;
  isTaking: boolean;
  /** The one that is on its way. */
  sent: { readonly at: number; readonly bytes: number; readonly kbps: number } | null;
  kbps: number | null;
  pace: Pace;
}

export class BoardPhoto {
  private sitting: Sitting | null = null;

  constructor(private readonly options: BoardPhotoOptions) {}

  /** How fast the last photo left; 0 until the first has, null if none is taken. */
  get kbps(): number | null {
    return this.sitting?.kbps ?? null;
  }

  /** Once a second, and whenever one of both may have changed; null takes no photo. */
  look(track: MediaStreamTrack | null, line: PhotoLine | null): void {
    if (track === null || line === null || !isSeeing(track)) {
      this.stop();
      return;
    }
    if (this.sitting?.track !== track || this.sitting.line !== line) {
      this.stop();
      const fresh = { takenAt: null, isTaking: false, sent: null };
      this.sitting = { track, line, ...fresh, kbps: 0, pace: FIRST_PACE };
    }
    this.noteLeft(this.sitting);
    if (this.isDue(this.sitting)) void this.take(this.sitting);
  }

  stop(): void {
    this.sitting?.line.stop();
    this.sitting = null;
  }

  private noteLeft(sitting: Sitting): void {
    const { sent, line } = sitting;
    if (sent === null || !line.isFree) return;
    const now = this.options.time.now();
    const ms = Math.max(1, (line.leftAt ?? now) - sent.at);
    sitting.kbps = (8 * sent.bytes) / ms;
    sitting.pace = paceAfter(sitting.pace, sent.kbps, sitting.kbps, now);
    sitting.sent = null;
  }

  private isDue({ takenAt, isTaking, line }: Sitting): boolean {
    if (isTaking || !line.isFree) return false;
    return takenAt === null || this.options.time.now() - takenAt >= PERIOD_MS - EARLY_MS;
  }

  private async take(sitting: Sitting): Promise<void> {
    const { takeStill, time, logger } = this.options;
    sitting.takenAt = time.now();
    sitting.isTaking = true;
    try {
      const still = await takeStill(sitting.track, bytesFor(sitting.pace));
      const picture = still && new Uint8Array(await still.arrayBuffer());
      if (!picture) sitting.kbps = null;
      else if (this.sitting === sitting && isSeeing(sitting.track)) this.send(sitting, picture);
    } catch (error) {
      logger.warn("photo.not_taken", { code: codeOf(error) });
    }
    sitting.isTaking = false;
  }

  private send(sitting: Sitting, picture: Uint8Array<ArrayBuffer>): void {
    const at = this.options.time.now();
    const kbps = kbpsOf(sitting.pace, at);
    sitting.line.send(picture, kbps);
    sitting.sent = { at, bytes: picture.length, kbps };
  }
}

function isSeeing({ enabled, muted, readyState }: MediaStreamTrack): boolean {
  return enabled && !muted && readyState === "live";
}
