/** Their pictures and sound, in streams that live as long as the page. */

import { type Kind, KINDS } from "./kinds";

export class Remote {
  private readonly shown: Record<Kind, MediaStreamTrack | null> = {
    audio: null,
    video: null,
    room: null,
  };

  constructor(
    /** Sound and the first picture. */
    readonly stream: MediaStream,
    /** The second picture. */
    readonly roomStream: MediaStream,
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
    for (const kind of KINDS) this.show(kind, null);
  }

  private show(kind: Kind, track: MediaStreamTrack | null): void {
    const before = this.shown[kind];
    if (before === track) return;
    this.shown[kind] = track;
    const stream = kind === "room" ? this.roomStream : this.stream;
    if (before !== null) stream.removeTrack(before);
    if (track !== null) stream.addTrack(track);
    this.onChange();
  }
}
