/**
 * A photo for which this line has the camera alone: the other lines of this device, which have the
 * same one open, step aside meanwhile. One photo at a time.
 */

import type { Aside, CameraAside, ComeBack } from "./camera-aside";
import { codeOf } from "./errors";
import type { TakeFull } from "./files";
import type { Logger } from "./logger";
import { within } from "./within";

export interface Neighbours {
  /** Those that there are now. */
  readonly lines: () => readonly Aside[];
  /** Waits until no other line takes a photo; null if that takes too long. */
  readonly turn: () => Promise<(() => void) | null>;
  /** Nobody is asked when a camera is opened once more. */
  readonly isAllowed: () => Promise<boolean>;
}

export interface AloneOptions {
  readonly takeFull: TakeFull;
  readonly neighbours: Neighbours;
  readonly aside: Pick<CameraAside, "back">;
  readonly board: () => MediaStreamTrack | null;
  readonly logger: Logger;
}

/** Longer than a camera takes to open. */
const BACK_WITHIN_MS = 4000;

export function aloneOnCamera(options: AloneOptions): TakeFull {
  const { takeFull, neighbours, aside, board, logger } = options;
  return async (_asked, maxBytes, keepSize) => {
    const [done, isAllowed] = await Promise.all([neighbours.turn(), neighbours.isAllowed()]);
    const others = new Others(done !== null && isAllowed ? neighbours.lines() : [], logger);
    try {
      await aside.back();
      // While it waited for its turn it may have been opened anew.
      const track = board();
      return track && (await takeFull(track, maxBytes, keepSize, others));
    } finally {
      void others.over.then(() => done?.());
    }
  };
}

/** The other lines that may have the camera open. */
export class Others {
  private away: ComeBack[] = [];
  private finish: (() => void) | null = null;
  /** All are back, or what was waited for them was enough. */
  over: Promise<void> = Promise.resolve();

  constructor(
    private readonly lines: readonly Aside[],
    private readonly logger: Logger,
  ) {}

  hold(camera: MediaStreamTrack): boolean {
    const { deviceId } = camera.getSettings();
    return deviceId !== undefined && this.of((line) => line.holds(deviceId)).includes(true);
  }

  /** Until they are told to come back. */
  stepAside(camera: MediaStreamTrack): void {
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
    this.away = this.of((line) => line.step(camera)).filter((comeBack) => comeBack !== null);
  }

  async comeBack(): Promise<void> {
    const all = this.away.map(async (comeBack) => comeBack());
    this.away = [];
    await within(BACK_WITHIN_MS, Promise.allSettled(all));
    this.finish?.();
  }

  /** A frame whose page is going keeps none from being asked. */
  private of<T>(ask: (line: Aside) => T): T[] {
    return this.lines.flatMap((line) => {
      try {
        return [ask(line)];
      } catch (error) {
        this.logger.warn("camera.not_asked", { code: codeOf(error) });
        return [];
      }
    });
  }
}
