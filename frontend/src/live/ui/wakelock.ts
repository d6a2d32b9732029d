/** Keeps the screen on during a lesson, silently: where it can't, nothing is said. */

export class WakeLock {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;
  private readonly onVisible = (): void => {
    if (document.visibilityState === "visible") void this.take();
  };

  constructor() {
    // The browser lets go whenever the page is hidden.
    document.addEventListener("visibilitychange", this.onVisible);
  }

  want(on: boolean): void {
    if (on === this.wanted) return;
    this.wanted = on;
    if (on) void this.take();
    else void this.release();
  }

  close(): void {
    this.want(false);
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  private async take(): Promise<void> {
    if (!this.wanted || (this.lock && !this.lock.released)) return;
    if (!("wakeLock" in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.lock = lock;
      if (!this.isWanted()) await this.release();
    } catch {
      this.lock = null; // Low battery or not allowed: the screen may then go dark.
    }
  }

  /** Asked again after waiting: it may have changed meanwhile. */
  private isWanted(): boolean {
    return this.wanted;
  }

  private async release(): Promise<void> {
    const lock = this.lock;
    this.lock = null;
    await lock?.release().catch(() => undefined);
  }
}
