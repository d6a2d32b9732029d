/** Their picture and sound in one stream that lives as long as the page. */

import type { Kind } from "./capture";

export class Remote {
  private readonly shown: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null };

  constructor(
    readonly stream: MediaStream,
    private readonly onChange: () => void,
  ) {}

  /**
   * A new call keeps the last picture of the one before until its own arrives: a frozen class is
   * less frightening than a black one.
   */
  receive(kind: Kind, track: MediaStreamTrack, isCurrent: () => boolean): void {
    if (this.shown[kind] === null || !track.muted) {
      this.show(kind, track);
      return;
    }
    track.onunmute = () => {
      track.onunmute = null;
      if (isCurrent()) this.show(kind, track);
    };
  }

  clear(): void {
    for (const kind of ["audio", "video"] as const) this.show(kind, null);
  }

  private show(kind: Kind, track: MediaStreamTrack | null): void {
    const before = this.shown[kind];
    if (before === track) return;
    this.shown[kind] = track;
    if (before !== null) this.stream.removeTrack(before);
    if (track !== null) this.stream.addTrack(track);
    this.onChange();
  }
}
