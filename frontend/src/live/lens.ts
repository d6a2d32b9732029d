/** Turns and zooms a camera that can: the last wish holds, ten a second at most. */

import type { AimMemory } from "./aim-memory";
import { codeOf } from "./errors";
import type { Logger } from "./logger";
import {
  type Ability,
  abilityOf,
  type Aim,
  aimOf,
  type Optics,
  opticsOf,
  reachOf,
  type Settings,
} from "./optics";
import { type Reach, type Region, WHOLE } from "./region";
import { nothing, type Stop, type Time } from "./time";

const PACE_MS = 100;

export interface LensOptions {
  readonly camera: MediaStreamTrack;
  readonly memory: AimMemory;
  readonly time: Time;
  readonly logger: Logger;
  /** It does not turn any more: from now on only cut. */
  readonly onFailed: () => void;
}

/** Null if this camera stands still, or the person did not allow it to be turned. */
export function lensOf(options: LensOptions): Lens | null {
  const { camera, memory } = options;
  const optics = opticsIn(camera);
  if (optics === null) return null;
  const start = memory.startOf(deviceOf(camera), optics.start);
  return new Lens(options, { ...optics, start });
}

/** It can, and the person has allowed it. */
export function turns(camera: MediaStreamTrack): boolean {
  return opticsIn(camera) !== null;
}

/** What the person allowed of what it can. */
export function abilityIn(camera: MediaStreamTrack): Ability {
  return abilityOf("getCapabilities" in camera ? camera.getCapabilities() : null);
}

function opticsIn(camera: MediaStreamTrack): Optics | null {
  // Not in every browser.
  if (!("getCapabilities" in camera)) return null;
  return opticsOf(camera.getCapabilities(), camera.getSettings());
}

function deviceOf(camera: MediaStreamTrack): string {
  return camera.getSettings().deviceId ?? "";
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

  get reach(): Reach {
    return reachOf(this.optics);
  }

  aimAt(region: Region): Aim {
    return aimOf(region, this.optics);
  }

  /** `onThere`: the camera has taken it; not called if another wish came in between. */
  turn(settings: Settings, onThere: () => void): void {
    if (this.isClosed) return;
    this.wish = { settings, onThere };
    if (!this.isTurning) void this.next();
  }

  /** Nobody looks through it any more: as the class had aimed it, for whatever it shows next. */
  home(): void {
    if (this.last === "" || this.options.camera.readyState === "ended") return;
    void this.apply(this.aimAt(WHOLE).settings);
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
      this.remember(settings);
      return true;
    } catch (error) {
      this.options.logger.warn("lens.failed", { code: codeOf(error) });
      return false;
    }
  }

  private remember({ pan, tilt }: Settings): void {
    const { options, optics } = this;
    const { start } = optics;
    const turned = { pan: pan ?? start.pan, tilt: tilt ?? start.tilt };
    options.memory.keep(deviceOf(options.camera), start, turned);
  }
}
