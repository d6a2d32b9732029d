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

/**
 * The browser's disk; where it is forbidden, memory that a reload empties. One that hangs or breaks
 * rejects: what it does not tell is not the same as nothing.
 */
export function pageDisk(factory: IDBFactory | null, time: Time, lost: () => void): Disk {
  const tell = once(lost);
  const open = openerOf(factory);
  if (open === null) {
    tell();
    return memoryDisk();
  }
  const on = async <T>(act: (disk: Disk) => Promise<T>): Promise<T> => {
    try {
      return await within(
        time,
        open().then((database) => act(indexed(database))),
      );
    } catch (error) {
      tell();
      throw error;
    }
  };
  return {
    read: (name) => on((disk) => disk.read(name)),
    write: (name, value) => on((disk) => disk.write(name, value)),
    keep: (name, value, good) => on((disk) => disk.keep(name, value, good)),
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

/** Opens at once, and again at the next call if that failed; null where it is forbidden. */
function openerOf(factory: IDBFactory | null): (() => Promise<IDBDatabase>) | null {
  if (factory === null) return null;
  let database: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> => {
    if (database !== null) return database;
    const opened = openedIn(factory);
    database = opened;
    opened.catch(() => {
      database = null;
    });
    return opened;
  };
  try {
    void open();
  } catch {
    return null;
  }
  return open;
}

function openedIn(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  return answerOf(request);
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

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(reasonOf(request));
  });
}

function reasonOf(request: IDBRequest): Error {
  return request.error ?? new Error("no reason");
}

/** Rejects if there is no answer by then. */
export function within<T>(time: Pick<Time, "after">, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = time.after(PATIENCE_MS, () => reject(new Error("no answer")));
    work.finally(stop).then(resolve, reject);
  });
}
