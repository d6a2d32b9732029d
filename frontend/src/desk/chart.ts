/** A small line of the last minutes, as the path of an SVG. Pure. */

import { type Amount, SHOWN_MS } from "./history";
import type { Sent } from "./protocol";

export const WIDTH = 120;
export const HEIGHT = 28;
/** A hole in time is a hole in the line. */
const HOLE_MS = 6000;
/** So that small noise does not fill the whole height. */
const LEAST_TOP: Readonly<Record<Amount, number>> = {
  round_trip_ms: 200,
  lost_in_permille: 50,
  lost_out_permille: 50,
  in_kbps: 500,
  out_kbps: 500,
  available_kbps: 500,
  in_frames: 30,
  out_frames: 30,
};

/** Empty if nothing is known; the right end is `now`, the bottom zero. */
export function pathOf(sent: readonly Sent[], amount: Amount, now: number): string {
  const points = sent.flatMap(({ at, [amount]: value }) => (value === null ? [] : [{ at, value }]));
  const top = Math.max(LEAST_TOP[amount], ...points.map(({ value }) => value));
  return points
    .map(({ at, value }, i) => {
      const before = points[i - 1];
      const isFirst = before === undefined || at - before.at > HOLE_MS;
      const x = rounded(WIDTH * (1 - (now - at) / SHOWN_MS));
      const y = rounded((HEIGHT - 2) * (1 - value / top) + 1);
      return `${isFirst ? "M" : "L"}${x} ${y}`;
    })
    .join("");
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
