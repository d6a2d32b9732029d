/**
 * Which camera of a class shows its board and which its room: chosen once by a person, and
 * recognised again. Values and functions, no browser.
 *
 * The id of a camera changes when the browser's data are cleared; its label stays. Two cameras of
 * one label are told apart by their order among those.
 */

import type { Looks } from "./kinds";

export interface Camera {
  readonly id: string;
  readonly label: string;
}

/** A camera as it was when somebody chose it; `nth` among those with this label. */
export interface Known extends Camera {
  readonly nth: number;
}

export interface Kept {
  readonly board: Known | null;
  /** Null: no second camera is used. */
  readonly room: Known | null;
  /** This device gives one camera at a time. */
  readonly isSingle: boolean;
}

export const NOTHING_KEPT: Kept = { board: null, room: null, isSingle: false };

export type Use = Looks | "off";

/** What should be open: an id; `any`: the browser's own choice; `lost`: not there; `none`: unused. */
export type Place = { readonly id: string } | "any" | "lost" | "none";
export type Places = Readonly<Record<Looks, Place>>;

export function idOf(place: Place): string | null {
  return typeof place === "object" ? place.id : null;
}

/** How the board was until now. */
export interface Before {
  /** It was shown before in this lesson, so no other camera takes its place unasked. */
  readonly wasOpen: boolean;
  /** The camera that shows it now. */
  readonly live: string | null;
}

export function placesFor(kept: Kept, cameras: readonly Camera[], before: Before): Places {
  if (kept.board === null) return { board: "any", room: "none" };
  if (cameras.length === 0) return { board: { id: kept.board.id }, room: "none" };
  const found = recognised(kept, cameras);
  const board = found.board ?? instead(found.room, cameras, before);
  const room = found.room?.id === board?.id ? null : found.room;
  return { board: placeOf(board), room: roomPlace(kept, room) };
}

function placeOf(camera: Camera | null): Place {
  return camera === null ? "lost" : { id: camera.id };
}

function roomPlace({ room: known, isSingle }: Kept, room: Camera | null): Place {
  if (known === null || (isSingle && room !== null)) return "none";
  return placeOf(room);
}

/** At the start of a lesson one camera alone is the board, and remains it. */
function instead(
  room: Camera | null,
  cameras: readonly Camera[],
  { wasOpen, live }: Before,
): Camera | null {
  if (wasOpen) return cameras.find(({ id }) => id === live) ?? null;
  return cameras.find(({ id }) => id !== room?.id) ?? room;
}

export type Found = Readonly<Record<Looks, Camera | null>>;

/** Ids first, for both: a label must not take a camera that the other one's id names. */
export function recognised({ board, room }: Kept, cameras: readonly Camera[]): Found {
  const byId = (known: Known | null) => cameras.find(({ id }) => id === known?.id) ?? null;
  const sure = [byId(board), byId(room)] as const;
  const foundBoard = sure[0] ?? byLabel(board, cameras, [sure[1]]);
  const foundRoom = sure[1] ?? byLabel(room, cameras, [foundBoard]);
  return { board: foundBoard, room: foundRoom };
}

function byLabel(
  known: Known | null,
  cameras: readonly Camera[],
  taken: readonly (Camera | null)[],
): Camera | null {
  if (known === null || known.label === "") return null;
  const same = cameras.filter(({ label }) => label === known.label);
  const free = same.filter((camera) => !taken.includes(camera));
  return free.find((camera) => same.indexOf(camera) === known.nth) ?? free[0] ?? null;
}

export function knownAs(id: string | null, cameras: readonly Camera[]): Known | null {
  const camera = cameras.find((one) => one.id === id);
  if (camera === undefined) return null;
  const nth = cameras.filter(({ label }) => label === camera.label).indexOf(camera);
  return { ...camera, nth };
}

/** Under other ids than before; what is not there now is kept as it was. */
export function refreshed(kept: Kept, cameras: readonly Camera[]): Kept {
  const { board, room } = recognised(kept, cameras);
  const fresh = (camera: Camera | null, known: Known | null) =>
    camera === null || camera.id === known?.id ? known : knownAs(camera.id, cameras);
  return { ...kept, board: fresh(board, kept.board), room: fresh(room, kept.room) };
}

/**
 * Somebody says what this camera is for; `board` is the one that shows the board now. A camera
 * that is in use already changes places with the other one. `off` is for the room's camera: the
 * board's own is switched off for this lesson alone, and stays the board's.
 */
export function afterChoice(
  kept: Kept,
  cameras: readonly Camera[],
  board: string | null,
  id: string,
  use: Use,
): Kept {
  const now = { board, room: idIn(recognised(kept, cameras).room) };
  if (use === "off") return withoutRoom(kept, id, now);
  const then = use === "board" ? asBoard(id, now) : asRoom(id, now, cameras);
  if (then === null || knownAs(id, cameras) === null) return kept;
  return {
    board: knownAs(then.board, cameras),
    room: then.room === now.room ? kept.room : knownAs(then.room, cameras),
    // Who chooses the room's camera wants to try again whether this device gives two.
    isSingle: kept.isSingle && use === "board",
  };
}

function idIn(camera: Camera | null): string | null {
  return camera?.id ?? null;
}

function withoutRoom(kept: Kept, id: string, { room }: Ids): Kept {
  return id === (room ?? kept.room?.id) ? { ...kept, room: null } : kept;
}

interface Ids {
  readonly board: string | null;
  readonly room: string | null;
}

function asBoard(id: string, { board, room }: Ids): Ids {
  return { board: id, room: id === room ? board : room };
}

/** There must be another one for the board. */
function asRoom(id: string, { board, room }: Ids, cameras: readonly Camera[]): Ids | null {
  const other = (id === board ? room : board) ?? anotherThan(id, cameras);
  return other === null ? null : { board: other, room: id };
}

function anotherThan(id: string, cameras: readonly Camera[]): string | null {
  return cameras.find((camera) => camera.id !== id)?.id ?? null;
}

/** What was written on the disk; nothing if it cannot be read as such. */
export function keptIn(json: unknown): Kept {
  if (typeof json !== "object" || json === null) return NOTHING_KEPT;
  const { board, room, isSingle } = json as Record<string, unknown>;
  const found = { board: knownIn(board), room: knownIn(room), isSingle: isSingle === true };
  return found.board === null ? NOTHING_KEPT : found;
}

const MOST_CHARACTERS = 512;
const MOST_CAMERAS = 64;

function knownIn(json: unknown): Known | null {
  if (typeof json !== "object" || json === null) return null;
  const { id, label, nth } = json as Record<string, unknown>;
  if (typeof id !== "string" || typeof label !== "string") return null;
  if (id === "" || Math.max(id.length, label.length) > MOST_CHARACTERS) return null;
  const place = Number.isInteger(nth) ? (nth as number) : 0;
  return { id, label, nth: Math.min(MOST_CAMERAS, Math.max(0, place)) };
}
