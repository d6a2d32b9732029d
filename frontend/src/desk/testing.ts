/** Figures of a line that is well, to be changed by a test. */

import type { Sent } from "./protocol";

export const NOW = 1_795_000_000_000;

export function sent(change: Partial<Sent> = {}): Sent {
  return {
    ...{ side: "home", at: NOW, question: 1, line: "flowing", route: "direct" },
    ...{ round_trip_ms: 40, lost_in_permille: 0, lost_out_permille: 0 },
    ...{ in_kbps: 900, out_kbps: 600, available_kbps: 2000, in_frames: 24, out_frames: 24 },
    ...{ in_codec: "av1", out_codec: "h264", step: "whole", battery_percent: 80 },
    ...{ browser: "chrome", browser_version: 156 },
    ...change,
  };
}
