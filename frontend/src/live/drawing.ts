/**
 * What stands on the board: marks that are added, grow at their end and are rubbed out, never
 * changed. So two boards that heard the same words in whatever order are the same.
 */

import type { Colour, Piece, Width } from "./draw-words";
import { COLOURS, EDGE, LONGEST_TEXT, WIDTHS } from "./draw-words";
import type { Side } from "./view";
import type { WordOf } from "./words";

interface Drawn {
  readonly id: string;
  readonly side: Side;
  /** Lays the marks of both sides in one order. */
  readonly at: number;
  readonly colour: Colour;
}
export interface Stroke extends Drawn {
  readonly width: Width;
  /** Of its points in turn: from the left, from above, of `EDGE`. */
  readonly points: readonly number[];
}
export interface Typed extends Drawn {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}
export type Mark = Stroke | Typed;

/** Who draws stops here; who hears takes twice as much, as both may draw while the line is away. */
export const MOST_POINTS = 20_000;
const MOST_MARKS = 3000;
/** What was rubbed out is remembered, so that no late word brings it back. */
const MOST_GONE = 20_000;
/** A longer stroke goes on as the next one. */
export const LONGEST_STROKE = 2000;

export function isStroke(mark: Mark): mark is Stroke {
  return "points" in mark;
}

export class Sheet {
  private readonly known = new Map<string, Mark>();
  private readonly gone = new Set<string>();
  private numbers = 0;
  private sorted: readonly Mark[] | null = null;

  /** The oldest first. */
  get marks(): readonly Mark[] {
    this.sorted ??= [...this.known.values()].sort(
      (one, other) => one.at - other.at || (one.id < other.id ? -1 : 1),
    );
    return this.sorted;
  }

  get rubbed(): readonly string[] {
    return [...this.gone];
  }

  get isFull(): boolean {
    return !this.hasRoom(1);
  }

  get(id: string): Mark | undefined {
    return this.known.get(id);
  }

  /** False if nothing of it is new, or something before it is missing. */
  ink({ from, points, ...rest }: Piece): boolean {
    const known = this.known.get(rest.id);
    if (known === undefined) {
      return from === 0 && this.add({ ...rest, points }, points.length);
    }
    if (!isStroke(known) || from > known.points.length) return false;
    const more = points.slice(known.points.length - from);
    const isLong = known.points.length + more.length > 2 * LONGEST_STROKE;
    if (more.length === 0 || isLong || !this.hasRoom(2)) return false;
    return this.keep({ ...known, points: [...known.points, ...more] }, more.length);
  }

  typed({ id, side, at, colour, x, y, text }: WordOf<"typed"> | Typed): boolean {
    return !this.known.has(id) && this.add({ id, side, at, colour, x, y, text }, text.length);
  }

  /** Also of what is still to come. */
  rub(ids: readonly string[]): boolean {
    const before = this.gone.size;
    for (const id of ids) {
      if (this.gone.size >= 2 * MOST_GONE) break;
      this.gone.add(id);
      this.drop(id);
    }
    return this.gone.size !== before;
  }

  clear(): void {
    this.known.clear();
    this.gone.clear();
    this.numbers = 0;
    this.sorted = null;
  }

  private add(mark: Mark, numbers: number): boolean {
    if (this.gone.has(mark.id) || !this.hasRoom(2)) return false;
    return this.keep(mark, numbers);
  }

  private keep(mark: Mark, numbers: number): boolean {
    this.known.set(mark.id, mark);
    this.numbers += numbers;
    this.sorted = null;
    return true;
  }

  private drop(id: string): void {
    const mark = this.known.get(id);
    if (mark === undefined) return;
    this.numbers -= isStroke(mark) ? mark.points.length : mark.text.length;
    this.known.delete(id);
    this.sorted = null;
  }

  private hasRoom(times: number): boolean {
    const isShort = this.known.size < MOST_MARKS * times && this.gone.size < MOST_GONE * times;
    return isShort && this.numbers < 2 * MOST_POINTS * times;
  }
}

/** On the board, whatever a pointer or a driver says; null if it says nothing. */
export function placed(part: number): number | null {
  return Number.isFinite(part) ? Math.round(Math.min(1, Math.max(0, part)) * EDGE) : null;
}

/** As the other side reads it: no break of a line, not too long. */
export function textFor(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, LONGEST_TEXT).trim();
}

const NEAR = EDGE / 50;

/** The topmost mark there. */
export function markAt(marks: readonly Mark[], x: number, y: number): Mark | null {
  return marks.toReversed().find((mark) => touches(mark, x, y)) ?? null;
}

function touches(mark: Mark, x: number, y: number): boolean {
  return isStroke(mark) ? touchesStroke(mark, x, y) : touchesText(mark, x, y);
}

function touchesText(typed: Typed, x: number, y: number): boolean {
  const isBeside = x >= typed.x - NEAR && x <= typed.x + typed.text.length * NEAR;
  return isBeside && Math.abs(y - typed.y) <= 2 * NEAR;
}

function touchesStroke({ points }: Stroke, x: number, y: number): boolean {
  for (let i = 0; i < points.length; i += 2) {
    const [x1 = 0, y1 = 0] = points.slice(i, i + 2);
    const [x2 = x1, y2 = y1] = points.slice(i + 2, i + 4);
    if (distance(x, y, x1, y1, x2, y2) <= NEAR) return true;
  }
  return false;
}

function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy);
}

export const USUAL = { colour: COLOURS[0], width: WIDTHS[1] } as const;
