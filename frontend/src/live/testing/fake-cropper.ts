/** Cuts nothing, and says what it was asked to cut. */

import type { Cropper, NewCropper } from "../cropper";
import type { Region } from "../region";
import { FakeTrack } from "./fake-media";

export class FakeCroppers {
  /** This browser can't. */
  isMissing = false;
  /** No picture leaves until it is let go. */
  isHeld = false;
  areCheap = true;
  readonly made: FakeCropper[] = [];

  readonly create: NewCropper = (camera, onFailed) => {
    if (this.isMissing) return null;
    const cropper = new FakeCropper(camera, onFailed, () => this.isHeld, this.areCheap);
    this.made.push(cropper);
    return cropper;
  };

  get open(): readonly FakeCropper[] {
    return this.made.filter(({ isClosed }) => !isClosed);
  }
}

export class FakeCropper implements Cropper {
  readonly track: MediaStreamTrack;
  readonly asked: Region[] = [];
  isClosed = false;
  private waiting: (() => void) | null = null;

  constructor(
    camera: MediaStreamTrack,
    readonly onFailed: () => void,
    private readonly isHeld: () => boolean,
    readonly isCheap: boolean,
  ) {
    const name = `part of ${camera.getSettings().deviceId ?? ""}`;
    this.track = new FakeTrack("video", name).asTrack();
  }

  show(region: Region, onShown: () => void): void {
    this.asked.push(region);
    this.waiting = onShown;
    if (!this.isHeld()) this.frame();
  }

  /** A picture leaves. */
  frame(): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.();
  }

  close(): void {
    this.isClosed = true;
  }
}
