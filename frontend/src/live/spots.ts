/**
 * Places to look at that somebody had kept, for each classroom, on the class's own device.
 *
 * A room is what the plan calls it; without one all lessons share theirs.
 */

import type { Store } from "./choices";
import { ANYWHERE, type Region, regionOf } from "./region";

export const SPOTS = ["board", "teacher", "class"] as const;
export type Spot = (typeof SPOTS)[number];

type Kept = Readonly<Partial<Record<Spot, Region>>>;
/** More rooms than a class goes to: those that were kept first go. */
const MOST_ROOMS = 40;

export class Spots {
  private rooms: ReadonlyMap<string, Kept>;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {
    this.rooms = this.read();
  }

  in(room: string): readonly Spot[] {
    const kept = this.rooms.get(room) ?? {};
    return SPOTS.filter((spot) => kept[spot] !== undefined);
  }

  at(room: string, spot: Spot): Region | null {
    return this.rooms.get(room)?.[spot] ?? null;
  }

  keep(room: string, spot: Spot, region: Region): void {
    const others = [...this.rooms].filter(([name]) => name !== room);
    const kept = { ...this.rooms.get(room), [spot]: region };
    this.rooms = new Map([...others, [room, kept] as const].slice(-MOST_ROOMS));
    try {
      this.store.setItem(this.key, JSON.stringify([...this.rooms]));
    } catch {
      // A full disk: they last as long as the page.
    }
  }

  private read(): ReadonlyMap<string, Kept> {
    try {
      const json: unknown = JSON.parse(this.store.getItem(this.key) ?? "[]");
      return new Map(Array.isArray(json) ? json.flatMap(roomIn) : []);
    } catch {
      return new Map();
    }
  }
}

function roomIn(json: unknown): readonly (readonly [string, Kept])[] {
  const [name, kept] = Array.isArray(json) ? (json as unknown[]) : [];
  if (typeof name !== "string" || typeof kept !== "object" || kept === null) return [];
  const found = SPOTS.flatMap((spot) => {
    const region = regionIn((kept as Readonly<Record<string, unknown>>)[spot]);
    return region === null ? [] : [[spot, region] as const];
  });
  return [[name, Object.fromEntries(found)]];
}

function regionIn(json: unknown): Region | null {
  if (typeof json !== "object" || json === null) return null;
  const { x, y, size } = json as Readonly<Record<string, unknown>>;
  if (typeof x !== "number" || typeof y !== "number" || typeof size !== "number") return null;
  return regionOf({ x, y, size }, ANYWHERE);
}
