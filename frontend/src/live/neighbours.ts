/** The other lines on the page around this one's frame, by way of their hatches. */

import { hatchesBeside } from "../shared/frame-hatch";
import type { Neighbours } from "./camera-alone";

const PHOTO = "sio.photo";
/** Less than a home waits for its photo. */
const TURN_WITHIN_MS = 10_000;

export function neighboursIn(
  page: Window,
  { locks }: { readonly locks?: LockManager },
  isAllowed: Neighbours["isAllowed"],
): Neighbours {
  return {
    lines: () => hatchesBeside(page).map(({ aside }) => aside),
    turn: () => (locks === undefined ? Promise.resolve(null) : turnIn(locks)),
    isAllowed,
  };
}

/** Of a page that is gone the browser ends it. Source: W3C web-locks. */
function turnIn(locks: LockManager): ReturnType<Neighbours["turn"]> {
  return new Promise((resolve) => {
    const hold = () => new Promise<void>(resolve);
    locks.request(PHOTO, { signal: AbortSignal.timeout(TURN_WITHIN_MS) }, hold).catch(() => {
      resolve(null);
    });
  });
}
