/** Why sound and picture don't come through now. Pure. */

import type { AwayWhy, Phase } from "./view";

export interface LineFacts {
  readonly phase: Phase;
  /** Our socket is open. */
  readonly isOnline: boolean;
  /** The other side's socket is open, as far as the server knows. */
  readonly otherThere: boolean;
  /** One of both sides has given up all but the trying. */
  readonly isThin: boolean;
}

/** Null while they do come through, or before they ever did. */
export function awayWhy({ phase, isOnline, otherThere, isThin }: LineFacts): AwayWhy | null {
  if (phase === "live") return isThin ? "thin" : null;
  if (phase !== "interrupted") return null;
  if (!isOnline) return "mine";
  return otherThere ? "line" : "theirs";
}
