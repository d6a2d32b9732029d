/** The browser's question which screen to share, and what a person answers. */

import { FakeStream, FakeTrack } from "./fake-media";

export class FakeScreens {
  /** The name of the browser's error; none if somebody chooses. */
  fails: string | null = null;
  hasSound = false;
  /** The person takes long: the answer comes with `answer()`. */
  waits = false;
  readonly asked: DisplayMediaStreamOptions[] = [];
  readonly given: FakeTrack[] = [];
  private answerNow: () => void = () => undefined;

  readonly display = async (wanted: DisplayMediaStreamOptions): Promise<MediaStream> => {
    this.asked.push(wanted);
    if (this.waits) await new Promise<void>((done) => (this.answerNow = done));
    if (this.fails !== null) throw new DOMException("", this.fails);
    const sound = this.hasSound ? [new FakeTrack("audio", "tab-sound")] : [];
    const tracks = [new FakeTrack("video", "screen"), ...sound];
    this.given.push(...tracks);
    return new FakeStream(tracks.map((track) => track.asTrack())).asStream();
  };

  answer(): void {
    this.answerNow();
  }

  /** The browser's own bar, or the window that is shared is closed. */
  stopFromOutside(): void {
    for (const track of this.given) if (track.readyState === "live") track.unplug();
  }

  live(): string[] {
    return this.given.filter((one) => one.readyState === "live").map(({ deviceId }) => deviceId);
  }
}
