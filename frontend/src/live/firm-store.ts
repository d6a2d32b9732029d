/**
 * A store that outlives a crash at once. What a browser's quick store was told reaches the disk
 * seconds later (Chromium: up to seven): a page that crashed before did not know that it was in a
 * lesson, or that the camera was off. So each word is written to the firm disk too.
 */

import type { Store } from "./choices";
import type { Time } from "./time";
import type { Disk } from "./trust-disk";

/** A disk that has not answered by then holds up no page. */
const PATIENCE_MS = 500;

export interface FirmOptions {
  readonly quick: Store;
  readonly disk: Pick<Disk, "read" | "write">;
  /** What to bring back where the quick store has lost it. */
  readonly keys: readonly string[];
  readonly time: Time;
}

export async function firmStore(options: FirmOptions): Promise<Store> {
  const { quick, disk, keys, time } = options;
  const isLost = keys.some((key) => readIn(quick, key) === null);
  if (isLost) {
    await new Promise<void>((done) => {
      const stop = time.after(PATIENCE_MS, done);
      void Promise.all(keys.map((key) => bringBack(options, key))).finally(() => {
        stop();
        done();
      });
    });
  }
  const written = new Map<string, string | null>();
  const write = (key: string, value: string | null) => {
    if (written.get(key) === value) return;
    written.set(key, value);
    disk.write(nameOf(key), value).catch(() => undefined);
  };
  return {
    getItem: (key) => quick.getItem(key),
    setItem: (key, value) => {
      write(key, value);
      quick.setItem(key, value);
    },
    removeItem: (key) => {
      write(key, null);
      quick.removeItem(key);
    },
  };
}

async function bringBack({ quick, disk }: FirmOptions, key: string): Promise<void> {
  try {
    const value = await disk.read(nameOf(key));
    if (typeof value === "string" && readIn(quick, key) === null) quick.setItem(key, value);
  } catch {
    // Then the page begins anew.
  }
}

function nameOf(key: string): string {
  return `store.${key}`;
}

function readIn(store: Store, key: string): string | null {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}
