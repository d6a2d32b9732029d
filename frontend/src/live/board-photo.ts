/**
 * A still of the board every ten seconds, while the line carries no moving picture.
 *
 * Only of a track that would be sent: a camera that is off, paused or hidden gives none.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import type { Time } from "./time";

const PERIOD_MS = 10_000;
/** Who looks once a second may be a little early. */
const EARLY_MS = 500;

/** Null if the camera gives no picture, or none that is small enough. */
export type TakeStill = (track: MediaStreamTrack) => Promise<Blob | null>;

/** The call over which it goes. */
export interface PhotoLine {
  readonly isFree: boolean;
  send(jpeg: Uint8Array<ArrayBuffer>): void;
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
}

export class BoardPhoto {
  private sitting: Sitting | null = null;

  constructor(private readonly options: BoardPhotoOptions) {}

  /** Once a second, and whenever one of both may have changed; null takes no photo. */
  look(track: MediaStreamTrack | null, line: PhotoLine | null): void {
    if (track === null || line === null || !isSeeing(track)) {
      this.stop();
      return;
    }
    if (this.sitting?.track !== track || this.sitting.line !== line) {
      this.stop();
      this.sitting = { track, line, takenAt: null, isTaking: false };
    }
    if (this.isDue(this.sitting)) void this.take(this.sitting);
  }

  stop(): void {
    this.sitting?.line.stop();
    this.sitting = null;
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
      const still = await takeStill(sitting.track);
      const jpeg = still && new Uint8Array(await still.arrayBuffer());
      if (jpeg && this.sitting === sitting && isSeeing(sitting.track)) sitting.line.send(jpeg);
    } catch (error) {
      logger.warn("photo.not_taken", { code: codeOf(error) });
    }
    sitting.isTaking = false;
  }
}

function isSeeing({ enabled, muted, readyState }: MediaStreamTrack): boolean {
  return enabled && !muted && readyState === "live";
}
