/**
 * This line lets go of its camera for a moment, because another line of this device needs it alone.
 *
 * What that one films stands in for it, cut to the size that is sent. It takes the camera again when
 * it is told to, when that film ends, or when it has waited for too long. What can't be opened again
 * is a lost camera like any other.
 */

import { askCamera, type CaptureSource, letGo } from "./capture";
import type { Cropper, NewCropper } from "./cropper";
import type { Held } from "./held";
import type { Logger } from "./logger";
import { nothing, type Stop, type Time } from "./time";

/** Returns once the camera is open again, or lost. */
export type ComeBack = () => Promise<void>;

export interface Aside {
  /** Whether this line has the camera open. */
  holds(camera: string): boolean;
  /** `film`: of the same camera, and the other line's. Null: it is not open here, or nothing can stand in. */
  step(film: MediaStreamTrack): ComeBack | null;
}

export interface CameraAsideOptions {
  readonly source: Pick<CaptureSource, "devices" | "isSecure">;
  /** The board's. */
  readonly held: Held;
  readonly newCropper: NewCropper;
  readonly time: Pick<Time, "now" | "every">;
  readonly logger: Logger;
  /** Asks for the camera as if it had never been there. */
  readonly reopen: () => void;
  readonly onChange: () => void;
}

const LOOK_MS = 250;
/** More than a photo takes, whatever goes wrong with it. */
const LONGEST_MS = 10_000;

interface Standing {
  readonly cropper: Cropper;
  readonly comeBack: ComeBack;
}

export class CameraAside implements Aside {
  private standing: Standing | null = null;
  private stopWatch: Stop = nothing;

  constructor(private readonly options: CameraAsideOptions) {}

  holds(camera: string): boolean {
    return this.standing === null && this.options.held.device === camera;
  }

  step(film: MediaStreamTrack): ComeBack | null {
    const { held, newCropper, onChange } = this.options;
    const { deviceId = "" } = film.getSettings();
    const wanted = held.track?.getConstraints();
    if (wanted === undefined || !this.holds(deviceId)) return null;
    const cropper = newCropper(film, () => void comeBack());
    if (cropper === null) return null;
    let back: Promise<void> | null = null;
    const comeBack = () =>
      (back ??= this.takeBack(cropper, { ...wanted, deviceId: { exact: deviceId } }));
    this.standing = { cropper, comeBack };
    this.watch(film, comeBack);
    const own = held.standIn(cropper.track, () => this.over(cropper));
    onChange();
    own?.stop();
    return comeBack;
  }

  /** Its own camera again, if it is not. */
  async back(): Promise<void> {
    await this.standing?.comeBack();
  }

  private watch(film: MediaStreamTrack, comeBack: ComeBack): void {
    const { time } = this.options;
    const since = time.now();
    this.stopWatch = time.every(LOOK_MS, () => {
      const isLate = time.now() - since > LONGEST_MS;
      if (isLate || film.readyState === "ended") void comeBack();
    });
  }

  private async takeBack(cropper: Cropper, wanted: MediaTrackConstraints): Promise<void> {
    const { source, held, logger, reopen, onChange } = this.options;
    this.stopWatch();
    if (this.standing?.cropper !== cropper) return;
    const fresh = await askCamera(source, wanted);
    if (held.track !== cropper.track) {
      letGo(fresh);
    } else if (typeof fresh === "string") {
      logger.warn("camera.not_back", { code: fresh });
      reopen();
    } else {
      this.standing = null;
      held.let();
      held.keep(fresh);
      onChange();
      cropper.close();
    }
  }

  /** What stands in is not wanted any more. */
  private over(cropper: Cropper): void {
    if (this.standing?.cropper !== cropper) return;
    this.stopWatch();
    this.standing = null;
    cropper.close();
  }
}
