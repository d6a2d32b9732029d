/** Whether this device shows what is said as text: off until somebody here chooses it. */

import type { Store } from "./choices";

const KEY = "sio.captions";

export function captionsChosen(store: Store): boolean {
  try {
    return store.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

export function chooseCaptions(store: Store, isOn: boolean): void {
  try {
    if (isOn) store.setItem(KEY, "on");
    else store.removeItem(KEY);
  } catch {
    // Then they are off.
  }
}
