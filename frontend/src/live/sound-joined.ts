/**
 * Class: our own sound with voices of other pupils in it, for the line of one pupil and no other.
 *
 * A mix of its own, over what goes out anyway: whatever else is given our sound has none of them in it.
 */

import type { Mixer, SoundKit } from "./sound-kit";

export class JoinedSound {
  private mixer: Mixer | null = null;

  constructor(private readonly kit: () => SoundKit | null) {}

  /** Our own as it is, where there is nobody or Web Audio does not run. */
  of(own: MediaStreamTrack | null, voices: readonly MediaStreamTrack[]): MediaStreamTrack | null {
    const kit = this.kit();
    if (voices.length === 0 || kit?.isRunning !== true) {
      this.close();
      return own;
    }
    this.mixer ??= kit.newMixer();
    const all = own === null ? voices : [own, ...voices];
    this.mixer.set(all.map((track) => ({ track, db: 0 })));
    return this.mixer.track;
  }

  close(): void {
    this.mixer?.close();
    this.mixer = null;
  }
}
