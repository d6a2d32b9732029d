/** One echo check: listens to the room, has the bells played, listens for them. */

import type { SoundKit } from "./sound-kit";
import { AFTER_MS, BEFORE_MS, echoIn, type EchoVerdict, type Tones, tonesOf } from "./sound-echo";

export class EchoCheck {
  private readonly heard: Tones[] = [];
  private readonly begunAt: number;
  private rungAt: number | null = null;
  private isRinging = false;
  /** Null while it goes on. */
  verdict: EchoVerdict | null = null;

  constructor(
    private readonly kit: SoundKit,
    private readonly speaker: string | null,
    private readonly now: () => number,
  ) {
    this.begunAt = now();
  }

  hear(samples: Float32Array): void {
    if (this.verdict !== null) return;
    const now = this.now();
    const atMs = this.rungAt === null ? -1 : now - this.rungAt;
    if (samples.length > 0) this.heard.push(tonesOf(samples, this.kit.rate, atMs));
    if (now - this.begunAt >= BEFORE_MS) void this.ring();
    if (atMs >= AFTER_MS) this.verdict = echoIn(this.heard);
  }

  private async ring(): Promise<void> {
    if (this.isRinging) return;
    this.isRinging = true;
    const isPlayed = await this.kit.ring(this.speaker);
    if (isPlayed) this.rungAt = this.now();
    else this.verdict = "unsure";
  }
}
