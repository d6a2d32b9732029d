/** Whether somebody speaks now, from how loud the sound is: so that a drawn face moves with a voice. */

/** Of full scale; a quiet voice at a bed is well above, the hiss of a microphone below. */
const VOICE = 0.02;
/** A cough of the line is no word. */
const RISES_AFTER_MS = 120;
/** Between two words it goes on. */
const FALLS_AFTER_MS = 700;

export class Speaking {
  on = false;
  private loudSince: number | null = null;
  private lastLoudAt = Number.NEGATIVE_INFINITY;

  /** True if it speaks. `level` is the effective value, 0 to 1. */
  hears(level: number, nowMs: number): boolean {
    if (level >= VOICE) {
      this.loudSince ??= nowMs;
      this.lastLoudAt = nowMs;
      if (nowMs - this.loudSince >= RISES_AFTER_MS) this.on = true;
    } else {
      this.loudSince = null;
      if (nowMs - this.lastLoudAt >= FALLS_AFTER_MS) this.on = false;
    }
    return this.on;
  }
}

/** The effective value of one piece of sound. */
export function levelOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
}
