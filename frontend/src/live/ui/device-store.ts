/** This device's disk for what its people choose; where the browser forbids it, memory. */

import { memoryStore, type Store } from "../choices";

const memory = memoryStore();

export function deviceStore(): Store {
  try {
    return localStorage;
  } catch {
    return memory;
  }
}
