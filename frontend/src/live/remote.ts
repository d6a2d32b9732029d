/** Their pictures and sound, in streams that live as long as the page. */

import { type Lane, LANES } from "./kinds";

export class Remote {
  private readonly shown: Record<Lane, MediaStreamTrack | null> = {
    audio: null,
    video: null,
    room: null,
    mates: null,
  };

  /** Sound and the first picture. */
  readonly stream: MediaStream;
  /** The second picture. */
  readonly roomStream: MediaStream;
  /** Of other pupils. */
  readonly matesStream: MediaStream;

  constructor(
    newStream: () => MediaStream,
    private readonly onChange: () => void,
  ) {
    this.stream = newStream();
    this.roomStream = newStream();
    this.matesStream = newStream();
  }

  /**
   * A new call keeps the last picture of the one before until its own arrives: a frozen class is
   * less frightening than a black one.
   */
  receive(kind: Lane, track: MediaStreamTrack, isCurrent: () => boolean): void {
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
    for (const kind of LANES) this.show(kind, null);
  }

  private show(kind: Lane, track: MediaStreamTrack | null): void {
    const before = this.shown[kind];
    if (before === track) return;
    this.shown[kind] = track;
    const stream = this.streamOf(kind);
    if (before !== null) stream.removeTrack(before);
    if (track !== null) stream.addTrack(track);
    this.onChange();
  }

  private streamOf(kind: Lane): MediaStream {
    if (kind === "mates") return this.matesStream;
    return kind === "room" ? this.roomStream : this.stream;
  }
}
