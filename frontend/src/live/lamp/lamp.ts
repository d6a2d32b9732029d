/** A lamp for the raised hand: what every kind of it can do. */

import type { Stop } from "../time";

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export const DARK: Rgb = [0, 0, 0];

export interface Lamp {
  /** Its make, as people know it. */
  readonly name: string;
  /** May be asked again and again. Rejects if the lamp is gone. */
  show(colour: Rgb): Promise<void>;
  /** Lets go of it, as it is. Never rejects. */
  close(): Promise<void>;
  /** As `close`, and the browser no longer gives it to this page. Never rejects. */
  forget(): Promise<void>;
}

/** One way from a browser to lamps. */
export interface LampPort {
  /** Those that somebody chose before and that are plugged in, the same object each time. */
  known(): Promise<readonly Lamp[]>;
  /** Asks the person; only in a press. Null if nothing was chosen. */
  choose(): Promise<Lamp | null>;
  /** A lamp was plugged in or out. */
  onPlug(listener: () => void): Stop;
}
