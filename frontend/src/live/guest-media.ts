/** What comes in of one who is elsewhere: one stream that lives on, and what is said of it. */

import type { GuestWordOf } from "./guest-wire";

type Told = Pick<GuestWordOf<"told">, "picture" | "sound" | "wants">;

/** Until it says otherwise. */
export const UNTOLD: Told = { picture: true, sound: true, wants: true };

export class GuestMedia {
  told: Told = UNTOLD;

  constructor(
    readonly stream: MediaStream,
    private readonly onChange: () => void,
  ) {}

  get hasPicture(): boolean {
    return this.told.picture && this.stream.getVideoTracks().some(({ muted }) => !muted);
  }

  get hasSound(): boolean {
    return this.told.sound;
  }

  receive(track: MediaStreamTrack): void {
    for (const one of this.stream.getTracks()) {
      if (one.kind === track.kind) this.stream.removeTrack(one);
    }
    this.stream.addTrack(track);
    track.onmute = track.onunmute = () => this.onChange();
    this.onChange();
  }

  hear({ picture, sound, wants }: Told): void {
    this.told = { picture, sound, wants };
    this.onChange();
  }

  clear(): void {
    for (const track of this.stream.getTracks()) {
      track.onmute = track.onunmute = null;
      this.stream.removeTrack(track);
    }
    this.told = UNTOLD;
  }
}
