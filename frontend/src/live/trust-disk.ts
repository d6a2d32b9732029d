/** Where keys and pins are kept: IndexedDB, since it alone holds a key that can't be read. */

import type { Time } from "./time";

export interface Disk {
  /** Undefined if there is nothing. */
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  /** Writes unless something `good` stands there; gives what stands there afterwards. */
  keep(name: string, value: unknown, good: (value: unknown) => boolean): Promise<unknown>;
}

const DATABASE = "sio";
const TABLE = "trust";
/** A browser that has not answered by then will not. */
const PATIENCE_MS = 2000;

/** As long as the page lives. */
export function memoryDisk(): Disk {
  const values = new Map<string, unknown>();
  return {
    read: (name) => Promise.resolve(values.get(name)),
    write: (name, value) => {
      values.set(name, value);
      return Promise.resolve();
    },
    keep: (name, value, good) => {
      if (!good(values.get(name))) values.set(name, value);
      return Promise.resolve(values.get(name));
    },
  };
}

/** The browser's disk; where it refuses or hangs, memory that a reload empties. */
export function pageDisk(factory: IDBFactory | null, time: Time, lost: () => void): Disk {
  const memory = memoryDisk();
  const opened = factory === null ? Promise.resolve(null) : openedIn(factory, time);
  const on = async <T>(act: (disk: Disk) => Promise<T>): Promise<T> => {
    const database = await opened;
    if (database === null) return act(memory);
    try {
      return await within(time, act(indexed(database)));
    } catch {
      lost();
      return act(memory);
    }
  };
  void opened.then((database) => {
    if (database === null) lost();
  });
  return {
    read: (name) => on((disk) => disk.read(name)),
    write: (name, value) => on((disk) => disk.write(name, value)),
    keep: (name, value, good) => on((disk) => disk.keep(name, value, good)),
  };
}

async function openedIn(factory: IDBFactory, time: Time): Promise<IDBDatabase | null> {
  try {
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    return await within(time, answerOf(request));
  } catch {
    // Forbidden, full, or broken.
    return null;
  }
}

function indexed(database: IDBDatabase): Disk {
  // Strict: what was kept is on the disk, also if the browser crashes the moment after.
  const table = (mode: IDBTransactionMode) =>
    database.transaction(TABLE, mode, { durability: "strict" }).objectStore(TABLE);
  return {
    read: (name) => answerOf(table("readonly").get(name) as IDBRequest<unknown>),
    write: async (name, value) => {
      await answerOf(table("readwrite").put(value, name));
    },
    keep: (name, value, good) =>
      new Promise((resolve, reject) => {
        const store = table("readwrite");
        const found = store.get(name) as IDBRequest<unknown>;
        found.onsuccess = () => {
          if (good(found.result)) resolve(found.result);
          else answerOf(store.put(value, name)).then(() => resolve(value), reject);
        };
        found.onerror = () => reject(reasonOf(found));
      }),
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(reasonOf(request));
  });
}

function reasonOf(request: IDBRequest): Error {
  return request.error ?? new Error("no reason");
}

function within<T>(time: Time, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = time.after(PATIENCE_MS, () => reject(new Error("no answer")));
    work.finally(stop).then(resolve, reject);
  });
}
