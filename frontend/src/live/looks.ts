/** Which picture of the class stands large at home. */

import type { Looks } from "./kinds";
import type { PartyView } from "./view";

type Theirs = Pick<PartyView, "camera" | "room"> | null;

/** Both pictures are there, so there is something to switch between. */
export function hasBoth(other: Theirs): boolean {
  return other?.camera === "on" && other.room?.state === "on";
}

/** The pupil's own wish, unless that camera shows nothing and the other one does. */
export function largeOf(wish: Looks, other: Theirs): Looks {
  if (other?.room?.state !== "on") return "board";
  return other.camera === "on" ? wish : "room";
}

export function otherThan(looks: Looks): Looks {
  return looks === "board" ? "room" : "board";
}
