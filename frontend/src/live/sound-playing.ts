/**
 * Their sound as this device plays it: as it came, or never louder than a limit.
 *
 * It is played by the page's one player in either case: the browser takes out of our microphone
 * what its players play.
 */

import type { Limiter, SoundKit } from "./sound-kit";
import { needsLimiter, type Output, plainVolume } from "./sound-limit";

export class Playing {
  private limiter: Limiter | null = null;
  private heard: MediaStreamTrack | null = null;
  private set: Output | null = null;
  /** What the player's own volume must be. */
  volume = 1;

  /** `stream`: lives as long as the page, as the player does. */
  constructor(
    readonly stream: MediaStream,
    private readonly kit: () => SoundKit | null,
  ) {}

  /** All tracks of `remote` are played, its sound as `output` says. */
  fit(remote: MediaStream, output: Output): void {
    const [sound = null] = remote.getAudioTracks();
    const limited = sound !== null && this.mayLimit(output) ? this.limit(sound, output) : null;
    if (limited === null) this.release();
    this.volume = limited === null ? plainVolume(output) : 1;
    const played = limited ?? sound;
    this.show([...remote.getVideoTracks(), ...(played === null ? [] : [played])]);
  }

  close(): void {
    this.limiter?.close();
    this.limiter = this.heard = this.set = null;
  }

  private mayLimit(output: Output): boolean {
    const kit = this.kit();
    if (kit?.isRunning !== true) return false;
    return needsLimiter(output) || (!kit.canSetVolume && plainVolume(output) < 1);
  }

  private limit(sound: MediaStreamTrack, output: Output): MediaStreamTrack | null {
    const limiter = (this.limiter ??= this.kit()?.newLimiter() ?? null);
    if (limiter === null) return null;
    if (this.heard !== sound) limiter.hear(sound);
    if (JSON.stringify(this.set) !== JSON.stringify(output)) limiter.set(output);
    this.heard = sound;
    this.set = output;
    return limiter.track;
  }

  private release(): void {
    if (this.heard !== null) this.limiter?.hear(null);
    this.heard = null;
  }

  private show(wanted: readonly MediaStreamTrack[]): void {
    const shown = this.stream.getTracks();
    for (const track of shown) if (!wanted.includes(track)) this.stream.removeTrack(track);
    for (const track of wanted) if (!shown.includes(track)) this.stream.addTrack(track);
  }
}
