/**
 * In which of the class's pictures a place to look at is.
 *
 * Where a class has a second camera, on itself, "class" is what that one sees, whole; the other places
 * are parts of the board camera's picture. Without it all three are.
 */

import { mayUse } from "./exam";
import { hasBoth } from "./looks";
import { type Spot, SPOTS } from "./spots";
import type { RoomView } from "./view";

/** The pupil may look through a camera on the room now. */
export function hasRoomCamera({ side, me, other, exam }: RoomView): boolean {
  return mayUse(exam, "around") && hasBoth(side === "class" ? me : other);
}

/** Home: from the picture that is large now. */
export function spotsToGo(view: RoomView): readonly Spot[] {
  const kept = view.steering?.spots ?? [];
  if (!hasRoomCamera(view)) return kept;
  const ofBoard = spotsToKeep(view).filter((spot) => kept.includes(spot));
  if (view.me.looks === "room") return ["board", ...ofBoard.filter((spot) => spot !== "board")];
  return [...ofBoard, "class"];
}

/** For which a part of the board camera's picture may be kept. */
export function spotsToKeep(view: RoomView): readonly Spot[] {
  return hasRoomCamera(view) ? SPOTS.filter((spot) => spot !== "class") : SPOTS;
}
