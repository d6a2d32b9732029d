/** What shows a guest and leads to it: fetched when one is asked, and again until it is here. */

import type { Time } from "./time";

const AGAIN_AFTER_MS = 3000;

export interface GuestReadyOptions {
  /** Its tile and its line, over the network. */
  readonly prepare: () => Promise<unknown>;
  readonly time: Time;
}

export class GuestReady {
  private isFetched = false;
  private isUnderWay = false;
  private triedAt = -Infinity;

  constructor(
    private readonly options: GuestReadyOptions,
    private readonly onHere: () => void,
  ) {}

  get isHere(): boolean {
    return this.isFetched;
  }

  /** Somebody is asked, or inside. */
  want(): void {
    const now = this.options.time.now();
    if (this.isFetched || this.isUnderWay || now - this.triedAt < AGAIN_AFTER_MS) return;
    this.triedAt = now;
    this.isUnderWay = true;
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    this.isFetched = await this.options.prepare().then(
      () => true,
      () => false,
    );
    this.isUnderWay = false;
    if (this.isFetched) this.onHere();
  }
}
