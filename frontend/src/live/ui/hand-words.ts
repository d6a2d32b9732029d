/** What a raised hand asks of the rest of the screen. */

import type { RoomView } from "../view";

/** In class a raised hand goes before all that can wait: nothing may lie over it. */
export function handWaits({ side, hand }: Pick<RoomView, "side" | "hand">): boolean {
  return side === "class" && hand?.up === true && !hand.answered;
}
