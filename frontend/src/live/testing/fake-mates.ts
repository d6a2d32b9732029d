/** Draws nothing, and says what it was asked to draw. */

import type { MatesPicture } from "../classmates";
import { FakeTrack } from "./fake-media";

export class FakeMates {
  /** This browser can't. */
  isMissing = false;
  readonly made: FakePicture[] = [];

  open(): FakePicture | null {
    if (this.isMissing) return null;
    const picture = new FakePicture();
    this.made.push(picture);
    return picture;
  }

  /** Who is in it, by name; null: nothing of that one, or no picture at all. */
  get shown(): readonly (string | null)[] | null {
    const open = this.made.find(({ isClosed }) => !isClosed);
    if (open === undefined) return null;
    return open.pictures.map((track) => track?.getSettings().deviceId ?? null);
  }
}

class FakePicture implements MatesPicture {
  readonly track = new FakeTrack("video", "mates").asTrack();
  pictures: readonly (MediaStreamTrack | null)[] = [];
  isClosed = false;

  show(pictures: readonly (MediaStreamTrack | null)[]): void {
    this.pictures = pictures;
  }

  readonly close = (): void => {
    this.isClosed = true;
  };
}
