/** The camera: does it give a picture, and is that not just black? */

import { CaptureTest } from "./capture-test";
import { isDark } from "./darkness";
import type { Outcome } from "./outcomes";

/** A camera that is on, but gives nothing, is held by something else. */
export const NO_PICTURE_MS = 6000;
/** So many dark looks in a row: a camera needs a second to find its light. */
export const DARK_LOOKS = 6;

export class CameraTest extends CaptureTest {
  private looks = 0;
  private darkLooks = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(devices: MediaDevices) {
    super(devices, "videoinput");
  }

  get outcome(): Outcome<"camera"> {
    if (this.failure) return this.failure;
    if (this.looks === 0) return "untested";
    if (this.darkLooks >= DARK_LOOKS) return "dark";
    // Dark from the first look on: not sure yet.
    return this.darkLooks === this.looks ? "untested" : "works";
  }

  /** One look at the picture, as RGBA bytes; a few times a second. */
  see(pixels: Uint8ClampedArray): void {
    const before = this.outcome;
    clearTimeout(this.timer);
    this.looks++;
    this.darkLooks = isDark(pixels) ? this.darkLooks + 1 : 0;
    if (this.outcome !== before) this.changed();
  }

  protected constraints(id: string | null): MediaStreamConstraints {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    return { audio: false, video: id ? { ...size, deviceId: { exact: id } } : size };
  }

  protected begin(): void {
    this.looks = this.darkLooks = 0;
    this.timer = setTimeout(() => {
      this.fail("busy");
    }, NO_PICTURE_MS);
  }

  protected end(): void {
    clearTimeout(this.timer);
  }
}
