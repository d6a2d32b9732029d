/** How old the still of the board is. Pure. */

import { t } from "../../shared/texts";

const STEP_MS = 5_000;

export class PhotoAge {
  private address: string | null = null;
  private since = 0;

  /** Milliseconds since this one came in. */
  of(address: string | null, now: number): number {
    if (address !== this.address) {
      this.address = address;
      this.since = now;
    }
    return address === null ? 0 : Math.max(0, now - this.since);
  }
}

/** By fives: a number that jumps each second draws the eye from the board. */
export function photoWord(ageMs: number): string {
  const seconds = Math.floor(ageMs / STEP_MS) * (STEP_MS / 1000);
  return seconds === 0 ? t("photo.new") : t("photo.age", { seconds });
}
