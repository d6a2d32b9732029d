/**
 * The pages of paper on a desk, on this browser's own disk: one that throws its page away throws
 * nothing away that a child made. Where the disk is missing, full or forbidden, they are in the
 * memory of the page alone.
 */

import type { Corners } from "./scan-geometry";
import type { Time } from "./time";
import { answerOf, within } from "./trust-disk";
import type { Side } from "./view";

/** Who comes back later has another lesson before it. */
export const WITHIN_MS = 60 * 60_000;
const DATABASE = "sio.pages";
const TABLE = "pages";

/** Whose desk it is. A pairing is of one pupil or one class; a class has a desk for each pupil. */
export interface Owner {
  readonly side: Side;
  readonly traject: number;
  readonly pairing: number;
}

export interface KeptPage {
  /** In their order. */
  readonly id: number;
  readonly photo: Blob;
  /** Null: nothing yet. */
  readonly made: Blob | null;
  readonly corners: Corners | null;
  readonly clear: boolean;
}

export interface Row extends Owner, KeptPage {
  readonly at: number;
}

export function isRecent(at: number, now: number): boolean {
  return Math.abs(now - at) <= WITHIN_MS;
}

/** A desk stays as a whole, while its last page is recent, and not for another device of its side. */
export function staying(rows: readonly Row[], owner: Owner, now: number): readonly Row[] {
  return rows.filter(({ side, traject, pairing }) => {
    const desk = rows.filter((row) => row.side === side && row.traject === traject);
    const isOurs = side !== owner.side || pairing === owner.pairing;
    return isOurs && desk.some(({ at }) => isRecent(at, now));
  });
}

export class PagesStore {
  private database: Promise<IDBDatabase> | null = null;

  constructor(
    private readonly factory: IDBFactory | null,
    private readonly owner: Owner,
    private readonly time: Pick<Time, "wall" | "after">,
  ) {}

  /** Of this desk, in their order; what may not stay is deleted, of every desk. */
  async bringBack(): Promise<readonly KeptPage[]> {
    const looking = this.on(async (table) => {
      const all = (await answerOf(table.getAll())) as Row[];
      const rows = staying(all, this.owner, this.time.wall());
      for (const row of all) if (!rows.includes(row)) table.delete(keyOf(row, row.id));
      return rows;
    });
    const rows = await within(this.time, looking).catch(() => null);
    const { side, traject } = this.owner;
    return (rows ?? []).filter((row) => row.side === side && row.traject === traject);
  }

  /** As it is now; what was kept of it goes. */
  async keep({ id, photo, made, corners, clear }: KeptPage): Promise<void> {
    const row: Row = { ...this.owner, id, photo, made, corners, clear, at: this.time.wall() };
    await this.on((table) => answerOf(table.put(row)));
  }

  async drop(ids: readonly number[]): Promise<void> {
    await this.on((table) =>
      Promise.all(ids.map((id) => answerOf(table.delete(keyOf(this.owner, id))))),
    );
  }

  /** The lesson is over. */
  async empty(): Promise<void> {
    const { side, traject } = this.owner;
    await this.on((table) => answerOf(table.delete(allUnder(side, traject))));
  }

  /** This device is no longer paired: every desk of its side goes. */
  async wipe(): Promise<void> {
    await this.on((table) => answerOf(table.delete(allUnder(this.owner.side))));
  }

  /** One after another, as they were called. Null where the disk does not do it. */
  private async on<T>(act: (table: IDBObjectStore) => Promise<T>): Promise<T | null> {
    try {
      const database = await this.open();
      // Strict: what was kept is on the disk, also if the browser crashes the moment after.
      const work = database.transaction(TABLE, "readwrite", { durability: "strict" });
      return await act(work.objectStore(TABLE));
    } catch {
      return null;
    }
  }

  private open(): Promise<IDBDatabase> {
    const again = () => {
      this.database = null;
    };
    if (this.database === null) {
      this.database = openedIn(this.factory, again);
      this.database.catch(again);
    }
    return this.database;
  }
}

async function openedIn(factory: IDBFactory | null, closed: () => void): Promise<IDBDatabase> {
  if (factory === null) throw new Error("no disk");
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(TABLE, { keyPath: ["side", "traject", "id"] });
  const database = await answerOf(request);
  database.onclose = closed;
  return database;
}

function keyOf({ side, traject }: Owner, id: number): IDBValidKey {
  return [side, traject, id];
}

/** A list comes after every number and every text. */
function allUnder(...begin: readonly (string | number)[]): IDBKeyRange {
  return IDBKeyRange.bound([...begin], [...begin, []]);
}
