/** Turns and zooms a camera that can: the last wish holds, ten a second at most. */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { type Aim, aimOf, type Optics, opticsOf, type Settings } from "./optics";
import type { Region } from "./region";
import { nothing, type Stop, type Time } from "./time";

const PACE_MS = 100;

export interface LensOptions {
  readonly camera: MediaStreamTrack;
  readonly time: Time;
  readonly logger: Logger;
  /** It does not turn any more: from now on only cut. */
  readonly onFailed: () => void;
}

/** Null if this camera stands still, or the person did not allow it to be turned. */
export function lensOf(options: LensOptions): Lens | null {
  const { camera } = options;
  // Not in every browser.
  if (!("getCapabilities" in camera)) return null;
  const optics = opticsOf(camera.getCapabilities(), camera.getSettings());
  return optics === null ? null : new Lens(options, optics);
}

interface Wish {
  readonly settings: Settings;
  readonly onThere: () => void;
}

export class Lens {
  private wish: Wish | null = null;
  private last = "";
  private isTurning = false;
  private stopPace: Stop = nothing;
  private isClosed = false;

  constructor(
    private readonly options: LensOptions,
    private readonly optics: Optics,
  ) {}

  aimAt(region: Region): Aim {
    return aimOf(region, this.optics);
  }

  /** `onThere`: the camera has taken it; not called if another wish came in between. */
  turn(settings: Settings, onThere: () => void): void {
    if (this.isClosed) return;
    this.wish = { settings, onThere };
    if (!this.isTurning) void this.next();
  }

  close(): void {
    this.isClosed = true;
    this.stopPace();
    this.wish = null;
  }

  private async next(): Promise<void> {
    const { wish } = this;
    this.wish = null;
    if (wish === null) return;
    const text = JSON.stringify(wish.settings);
    if (text === this.last) {
      wish.onThere();
      return;
    }
    this.isTurning = true;
    const taken = await this.apply(wish.settings);
    if (this.isClosed) return;
    if (!taken) {
      this.close();
      this.options.onFailed();
      return;
    }
    this.last = text;
    wish.onThere();
    this.stopPace = this.options.time.after(PACE_MS, () => {
      this.isTurning = false;
      void this.next();
    });
  }

  private async apply(settings: Settings): Promise<boolean> {
    try {
      const advanced = [settings as MediaTrackConstraintSet];
      await this.options.camera.applyConstraints({ advanced });
      return true;
    } catch (error) {
      this.options.logger.warn("lens.failed", { code: codeOf(error) });
      return false;
    }
  }
}
