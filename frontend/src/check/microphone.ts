/** The microphone: a bar that moves with the voice. Nothing is kept or played back. */

import { type Ear, soundEar } from "../shared/ear";
import { Listener } from "../shared/loudness";
import { CaptureTest } from "./capture-test";
import type { Outcome } from "./outcomes";

export const LOOK_MS = 60;
/** The bar jumps up and falls back slowly, so that a word can be seen. */
const FALL = 5;
/** Nobody needs longer to say something when asked. */
export const SILENT_MS = 8000;

export class MicrophoneTest extends CaptureTest {
  /** From 0 to 100. */
  level = 0;
  private listener = new Listener();
  private waited = 0;
  private ear: Ear | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    devices: MediaDevices,
    private readonly earOf: (stream: MediaStream) => Ear = soundEar,
  ) {
    super(devices, "audioinput");
  }

  get outcome(): Outcome<"microphone"> {
    if (this.failure) return this.failure;
    if (this.listener.heard) return "works";
    return this.waited >= SILENT_MS ? "silent" : "untested";
  }

  protected constraints(id: string | null): MediaStreamConstraints {
    return { video: false, audio: id ? { deviceId: { exact: id } } : true };
  }

  protected begin(stream: MediaStream): void {
    this.listener = new Listener();
    this.waited = 0;
    this.ear = this.earOf(stream);
    this.timer = setInterval(() => {
      this.hear();
    }, LOOK_MS);
  }

  protected end(): void {
    clearInterval(this.timer);
    this.ear?.close();
    this.ear = null;
    this.level = 0;
  }

  private hear(): void {
    if (!this.ear) return;
    const level = this.listener.hear(this.ear.listen());
    this.level = Math.max(level, this.level - FALL);
    this.waited += LOOK_MS;
    this.changed();
  }
}
