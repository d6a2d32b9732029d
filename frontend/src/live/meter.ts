/** Looks at the line once a second: what arrives, and by which route. */

import { energyOf, isAudible } from "./sound-arrival";
import { type Arrival, arrivedBetween, lineBetween, NO_LINE, type Sample, sampleOf } from "./stats";
import type { Time } from "./time";
import type { RouteView } from "./view";

const NOTHING: Arrival = { picture: false, room: false, sound: false };

export class Meter {
  line: RouteView = NO_LINE;
  /** In the last second, or the one before. */
  arrival: Arrival = NOTHING;
  /** Whether there is sound in their sound; null: unknown. */
  audible: boolean | null = null;
  private energy: number | null = null;
  private last: Sample | null = null;
  private lastArrival: Arrival = NOTHING;

  constructor(private readonly time: Time) {}

  /** Gives what it read; null if the browser did not tell. */
  async look(stats: () => Promise<RTCStatsReport>): Promise<RTCStatsReport | null> {
    const report = await stats().catch(() => null);
    if (report === null) return null;
    const sample = sampleOf(report, this.time.now());
    const arrival = arrivedBetween(this.last, sample);
    this.line = lineBetween(this.last, sample);
    const energy = energyOf(report);
    this.audible = isAudible(this.energy, energy);
    this.energy = energy;
    this.arrival = {
      picture: arrival.picture || this.lastArrival.picture,
      room: arrival.room || this.lastArrival.room,
      sound: arrival.sound || this.lastArrival.sound,
    };
    this.lastArrival = arrival;
    this.last = sample;
    return report;
  }

  /** Another call counts from zero. */
  reset(): void {
    this.last = this.energy = this.audible = null;
    this.lastArrival = this.arrival = NOTHING;
    this.line = NO_LINE;
  }
}
