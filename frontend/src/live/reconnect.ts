/** When and whether the socket comes back (docs/protocol.md, "Close codes"). */

import type { BlockCode } from "./view";

const DELAYS_MS = [0, 500, 1000, 2000, 4000];
const LAST_DELAY_MS = 5000;
const JITTER = 0.5;
const FLOOD_DELAY_MS = 10_000;

/** How long to wait before attempt number `attempt`, from 0; `random` is in [0, 1). */
export function delayMs(attempt: number, random: number): number {
  const base = DELAYS_MS[attempt] ?? LAST_DELAY_MS;
  return base * (1 + JITTER * random);
}

/**
 * What a close code asks of us.
 *
 * - `again`: come back, with back-off and at least after `leastMs`
 * - `once`: the same, unless the same happened on the connection before
 * - `press`: another device or window has the seat; only a person may take it back
 * - `never`: coming back is useless, for the reason in `block`
 */
export type AfterClose =
  | { readonly then: "again"; readonly leastMs: number }
  | { readonly then: "once" }
  | { readonly then: "press" }
  | { readonly then: "done" }
  | { readonly then: "never"; readonly block: BlockCode };

const AFTER: Readonly<Record<number, AfterClose>> = {
  1000: { then: "done" },
  1009: { then: "once" },
  4400: { then: "never", block: "version" },
  4401: { then: "never", block: "unpaired" },
  4403: { then: "never", block: "right_ended" },
  4404: { then: "never", block: "no_line" },
  4409: { then: "press" },
  4429: { then: "again", leastMs: FLOOD_DELAY_MS },
};

export function afterClose(code: number): AfterClose {
  return AFTER[code] ?? { then: "again", leastMs: 0 };
}
