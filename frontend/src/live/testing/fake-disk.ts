/** `localStorage` in memory, which a test can look into and fill up. */

import type { HelpersStore } from "../helpers-book";

export interface FakeDisk extends HelpersStore {
  all(): Readonly<Record<string, string>>;
  /** From now on it takes nothing more. */
  fill(): void;
}

export function diskWith(start: Readonly<Record<string, string>> = {}): FakeDisk {
  const values = new Map(Object.entries(start));
  let isFull = false;
  return {
    get length() {
      return values.size;
    },
    key: (at) => [...values.keys()][at] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
    all: () => Object.fromEntries(values),
    fill: () => {
      isFull = true;
    },
  };
}
