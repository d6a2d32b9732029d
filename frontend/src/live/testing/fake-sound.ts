/** Web Audio, with sounds that a test makes, and a look at what goes where. */

import { melody } from "../../shared/melody";
import type { Input, Limiter, Mixer, SoundKit } from "../sound-kit";
import type { Output } from "../sound-limit";
import { FakeTrack } from "./fake-media";

export const RATE = 44_100;
const SAMPLES = 2048;
const BELLS = melody(0.1);

export function tone(loudness: number, hertz = 300): Float32Array {
  return Float32Array.from(
    { length: SAMPLES },
    (_, i) => loudness * Math.sin((2 * Math.PI * hertz * i) / RATE),
  );
}

export const SILENCE = new Float32Array(SAMPLES);

export class FakeMixer implements Mixer {
  readonly fake = new FakeTrack("audio", "mixed");
  readonly track = this.fake.asTrack();
  inputs: readonly Input[] = [];

  set(inputs: readonly Input[]): void {
    this.inputs = inputs;
  }

  close(): void {
    this.fake.stop();
  }

  /** Which microphones go out, and how loud. */
  get named(): readonly string[] {
    return this.inputs.map(({ track, db }) => `${track.getSettings().deviceId} ${db}`);
  }
}

export class FakeLimiter implements Limiter {
  readonly track = new FakeTrack("audio", "limited").asTrack();
  heard: MediaStreamTrack | null = null;
  output: Output | null = null;

  hear(track: MediaStreamTrack | null): void {
    this.heard = track;
  }

  set(output: Output): void {
    this.output = output;
  }

  close(): void {
    this.heard = null;
  }
}

export class FakeKit implements SoundKit {
  isRunning = true;
  canSetVolume = true;
  readonly rate = RATE;
  readonly mixers: FakeMixer[] = [];
  readonly limiters: FakeLimiter[] = [];
  rings = 0;
  isClosed = false;
  /** What each microphone gives, by its id; silence of a real one if nothing is said. */
  readonly sounds = new Map<string, Float32Array>();
  /** Which ring of the bells comes back into every microphone. */
  echoes: (ring: number) => boolean = () => false;
  private rungAt = 0;

  constructor(private readonly now: () => number = () => 0) {}

  ear(track: MediaStreamTrack): { listen(): Float32Array; close(): void } {
    const id = track.getSettings().deviceId ?? "";
    const heard = () => this.sounds.get(id) ?? tone(0.0005);
    return { listen: () => this.echo() ?? heard(), close: () => undefined };
  }

  private echo(): Float32Array | null {
    if (this.rings === 0 || !this.echoes(this.rings)) return null;
    const end = Math.round(((this.now() - this.rungAt) * RATE) / 1000);
    return Float32Array.from({ length: SAMPLES }, (_, i) => BELLS[end - SAMPLES + i] ?? 0);
  }

  newMixer(): FakeMixer {
    const mixer = new FakeMixer();
    this.mixers.push(mixer);
    return mixer;
  }

  newLimiter(): FakeLimiter {
    const limiter = new FakeLimiter();
    this.limiters.push(limiter);
    return limiter;
  }

  ring(): Promise<boolean> {
    this.rings += 1;
    this.rungAt = this.now();
    return Promise.resolve(true);
  }

  close(): void {
    this.isClosed = true;
  }
}
