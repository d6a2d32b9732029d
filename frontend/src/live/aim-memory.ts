/**
 * Where the class had aimed a camera that is turned away from there, on this device's disk.
 *
 * A page that crashes leaves the camera as the pupil had turned it; the next one must not take that
 * for what the class chose. Once somebody aimed it anew, what was kept holds no more. No names, and
 * nothing of a lesson.
 */

import type { Store } from "./choices";
import { type Direction, directionOf } from "./optics";

/** Of the device, not of a line: whoever comes next has the same camera. */
export const AIM_KEY = "sio.aim";

export class AimMemory {
  constructor(private readonly store: Store) {}

  /** `now`: where it looks. */
  startOf(device: string, now: Direction): Direction {
    const kept = this.read();
    return kept?.device === device && isSame(kept.turned, now) ? kept.start : now;
  }

  keep(device: string, start: Direction, turned: Direction): void {
    try {
      if (isSame(start, turned)) this.store.removeItem(AIM_KEY);
      else this.store.setItem(AIM_KEY, JSON.stringify({ device, start, turned }));
    } catch {
      // A full disk: after a crash the class aims it again.
    }
  }

  private read(): { device: unknown; start: Direction; turned: Direction } | null {
    try {
      const json: unknown = JSON.parse(this.store.getItem(AIM_KEY) ?? "null");
      if (typeof json !== "object" || json === null) return null;
      const { device, start, turned } = json as Readonly<Record<string, unknown>>;
      return { device, start: directionOf(start), turned: directionOf(turned) };
    } catch {
      return null;
    }
  }
}

function isSame(one: Direction, other: Direction): boolean {
  return one.pan === other.pan && one.tilt === other.tilt;
}
