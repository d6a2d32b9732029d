/** The board to draw on of one connection: drawn, told in small pieces, heard, and gone after it. */

import {
  type Colour,
  MOST_NUMBERS,
  MOST_PIECES,
  MOST_RUBBED,
  type Piece,
  type Width,
} from "./draw-words";
import {
  isStroke,
  LONGEST_STROKE,
  type Mark,
  markAt,
  Sheet,
  type Stroke,
  textFor,
} from "./drawing";
import type { Stop, Time } from "./time";
import type { Side } from "./view";
import type { Word, WordOf } from "./words";

export interface DrawView {
  readonly isOpen: boolean;
  /** The other side has it open. */
  readonly theirs: boolean;
  /** The oldest first. */
  readonly marks: readonly Mark[];
  readonly isFull: boolean;
}

/** Places are whole numbers from 0 to `EDGE`. */
export interface DrawCommands {
  setOpen(open: boolean): void;
  /** Gives the stroke to go on with; null if the board is full, or shut. */
  begin(colour: Colour, width: Width, x: number, y: number): string | null;
  /** Gives the stroke to go on with, as `begin`. */
  draw(stroke: string, x: number, y: number): string | null;
  /** False if there is no text, or no room for it. */
  write(colour: Colour, x: number, y: number, text: string): boolean;
  /** The whole mark, whoever drew it. */
  rub(x: number, y: number): void;
  /** Takes away what this side drew last. */
  undo(): void;
  empty(): void;
}

export type DrawWord = WordOf<"drawing" | "ink" | "typed" | "rub">;

export interface DrawDeskOptions {
  readonly side: Side;
  readonly time: Time;
  readonly newId: () => string;
  readonly now: () => number;
  readonly say: (word: Word) => void;
  /** Not now, in a test. */
  readonly refuses: (word: Word) => boolean;
  /** There is hardly more than the sound. */
  readonly isNarrow: () => boolean;
  readonly onChange: () => void;
}

/** One word of at most 2 kB each: 40 kbit/s; over a narrow line 10. */
const TICK_MS = 250;
const NARROW_TICKS = 4;
/** Not known there yet; while the line is away no more wait in the talk. */
const MOST_WAITING = 3;

export class DrawDesk implements DrawCommands {
  view: DrawView = { isOpen: false, theirs: false, marks: [], isFull: false };
  private readonly sheet = new Sheet();
  private isAlive = false;
  /** Marks of which something is to be told, and from where on. */
  private untold = new Map<string, number>();
  private toRub: string[] = [];
  private readonly waiting = new Set<Word>();
  private ticks = 0;
  private stopTick: Stop | null = null;

  constructor(private readonly options: DrawDeskOptions) {}

  alive(): void {
    this.forget();
    this.isAlive = true;
    this.stopTick = this.options.time.every(TICK_MS, () => this.tell());
  }

  forget(): void {
    this.isAlive = false;
    this.stopTick?.();
    this.stopTick = null;
    this.sheet.clear();
    this.untold.clear();
    this.toRub = [];
    this.waiting.clear();
    const isBlank = !this.view.isOpen && !this.view.theirs && this.view.marks.length === 0;
    if (!isBlank) this.update({ isOpen: false, theirs: false });
  }

  /** A new page of the other side: all that stands on the board follows, piece by piece. */
  introduction(): readonly Word[] {
    this.waiting.clear();
    this.untold = new Map(this.sheet.marks.map(({ id }) => [id, 0]));
    this.toRub = [...this.sheet.rubbed];
    return [{ type: "drawing", open: this.view.isOpen }];
  }

  hear(word: DrawWord): void {
    if (word.type === "drawing") this.update({ theirs: word.open });
    else if (this.changes(word)) this.update({});
  }

  delivered(word: Word): void {
    this.waiting.delete(word);
  }

  setOpen(open: boolean): void {
    const word = { type: "drawing", open } as const;
    if (!this.isAlive || open === this.view.isOpen) return;
    if (open && this.options.refuses(word)) return;
    this.update({ isOpen: open });
    this.options.say(word);
  }

  begin(colour: Colour, width: Width, x: number, y: number): string | null {
    if (!this.mayDraw) return null;
    const { side, newId, now } = this.options;
    const id = newId();
    this.sheet.ink({ id, side, at: now(), colour, width, from: 0, points: [x, y] });
    return this.changed(id, 0);
  }

  draw(stroke: string, x: number, y: number): string | null {
    const known = this.sheet.get(stroke);
    if (known === undefined || !isStroke(known) || !this.mayDraw) return null;
    const from = known.points.length;
    if (from >= LONGEST_STROKE) return this.begin(known.colour, known.width, x, y);
    if (known.points.at(-2) === x && known.points.at(-1) === y) return stroke;
    this.sheet.ink({ ...known, from, points: [x, y] });
    return this.changed(stroke, from);
  }

  write(colour: Colour, x: number, y: number, typed: string): boolean {
    const text = textFor(typed);
    if (!this.mayDraw || text === "") return false;
    const { side, newId, now } = this.options;
    const id = newId();
    this.sheet.typed({ id, side, at: now(), colour, x, y, text });
    this.changed(id, 0);
    return true;
  }

  rub(x: number, y: number): void {
    const mark = markAt(this.sheet.marks, x, y);
    if (mark !== null) this.rubAll([mark.id]);
  }

  undo(): void {
    const mine = this.sheet.marks.filter(({ side }) => side === this.options.side);
    const last = mine.at(-1);
    if (last !== undefined) this.rubAll([last.id]);
  }

  empty(): void {
    this.rubAll(this.sheet.marks.map(({ id }) => id));
  }

  private get mayDraw(): boolean {
    const refused = this.options.refuses({ type: "drawing", open: true });
    return this.isAlive && this.view.isOpen && !refused && !this.sheet.isFull;
  }

  private changes(word: Exclude<DrawWord, WordOf<"drawing">>): boolean {
    if (word.type === "rub") return this.sheet.rub(word.ids);
    if (word.type === "typed") return this.sheet.typed(word);
    return word.pieces.map((piece) => this.sheet.ink(piece)).some(Boolean);
  }

  private rubAll(ids: readonly string[]): void {
    if (!this.isAlive || !this.sheet.rub(ids)) return;
    for (const id of ids) this.untold.delete(id);
    this.toRub.push(...ids);
    this.update({});
  }

  private changed(id: string, from: number): string {
    if (!this.untold.has(id)) this.untold.set(id, from);
    this.update({});
    return id;
  }

  private tell(): void {
    this.ticks += 1;
    if (this.options.isNarrow() && this.ticks % NARROW_TICKS !== 0) return;
    if (this.waiting.size >= MOST_WAITING) return;
    const word = this.nextRub() ?? this.nextTyped() ?? this.nextInk();
    if (word === null) return;
    this.waiting.add(word);
    this.options.say(word);
  }

  private nextRub(): Word | null {
    const ids = this.toRub.splice(0, MOST_RUBBED);
    return ids.length > 0 ? { type: "rub", ids } : null;
  }

  private nextTyped(): Word | null {
    for (const id of this.untold.keys()) {
      const mark = this.sheet.get(id);
      if (mark === undefined || isStroke(mark)) continue;
      this.untold.delete(id);
      return { type: "typed", ...mark };
    }
    return null;
  }

  private nextInk(): Word | null {
    const pieces: Piece[] = [];
    let room = MOST_NUMBERS;
    for (const [id, from] of this.untold) {
      const mark = this.sheet.get(id);
      if (mark === undefined || !isStroke(mark)) continue;
      const piece = pieceOf(mark, from, room);
      pieces.push(piece);
      room -= piece.points.length;
      const told = from + piece.points.length;
      if (told < mark.points.length) this.untold.set(id, told);
      else this.untold.delete(id);
      if (room < 2 || pieces.length >= MOST_PIECES / 2) break;
    }
    return pieces.length > 0 ? { type: "ink", pieces } : null;
  }

  private update(change: Partial<Pick<DrawView, "isOpen" | "theirs">>): void {
    const { marks, isFull } = this.sheet;
    this.view = { ...this.view, ...change, marks, isFull };
    this.options.onChange();
  }
}

function pieceOf(stroke: Stroke, from: number, most: number): Piece {
  return { ...stroke, from, points: stroke.points.slice(from, from + most) };
}

const DRAW_TYPES: readonly Word["type"][] = ["drawing", "ink", "typed", "rub"];

export function isDraw(word: Word): word is DrawWord {
  return DRAW_TYPES.includes(word.type);
}
