/**
 * Four in a row, as a list of moves. Pure, and the same on both sides.
 *
 * A game is told whole with every move, so that a word that is lost, late or told twice changes
 * nothing: of two tellings the one that is further holds (`merged`). Since only the side whose turn
 * it is may add a move, no two tellings of one round contradict each other.
 */

import type { Side } from "./view";

export const COLUMNS = 7;
export const ROWS = 6;
export const CELLS = COLUMNS * ROWS;
const IN_A_ROW = 4;

export interface Game {
  /** Grows by one with every game that begins or is put away; 0 before the first. */
  readonly round: number;
  readonly on: boolean;
  /** The column of each move, from 0, in order. */
  readonly moves: readonly number[];
}

export const NO_GAME: Game = { round: 0, on: false, moves: [] };

export interface Cell {
  readonly column: number;
  /** From below, from 0. */
  readonly row: number;
}

export interface GameState {
  /** By column, from below. */
  readonly columns: readonly (readonly Side[])[];
  /** Whose turn it is; null when the game is over. */
  readonly turn: Side | null;
  /** Null while it is not won; a full board without one is a draw. */
  readonly winner: Side | null;
  /** The cells that won; empty if none did. */
  readonly line: readonly Cell[];
  readonly last: Cell | null;
}

/** The pupil begins the first game, the class the next, and so on. */
export function beginner({ round }: Game): Side {
  return round % 2 === 1 ? "home" : "class";
}

/** What the moves came to; null if they break a rule. */
export function stateOf(game: Game): GameState | null {
  const columns: Side[][] = Array.from({ length: COLUMNS }, () => []);
  let state: GameState = { columns, turn: beginner(game), winner: null, line: [], last: null };
  for (const column of game.moves) {
    const { turn } = state;
    const stack = columns[column];
    if (turn === null || stack === undefined || stack.length >= ROWS) return null;
    stack.push(turn);
    state = after(columns, turn, { column, row: stack.length - 1 });
  }
  return state;
}

/** Where a game stands after `side` has put its piece in `last`. */
function after(columns: readonly (readonly Side[])[], side: Side, last: Cell): GameState {
  const line = lineThrough(columns, last);
  const isWon = line.length > 0;
  const isOver = isWon || columns.every(({ length }) => length === ROWS);
  return { columns, turn: isOver ? null : other(side), winner: isWon ? side : null, line, last };
}

/** The game after this side's move; null if it may not. */
export function played(game: Game, side: Side, column: number): Game | null {
  if (!game.on || stateOf(game)?.turn !== side) return null;
  const next = { ...game, moves: [...game.moves, column] };
  return stateOf(next) === null ? null : next;
}

export function begun({ round }: Game): Game {
  return { round: round + 1, on: true, moves: [] };
}

export function putAway(game: Game): Game {
  return game.on ? { round: game.round + 1, on: false, moves: [] } : game;
}

/** Of what is known and what is told the one that is further; what breaks a rule is not heard. */
export function merged(known: Game, told: Game): Game {
  if (stateOf(told) === null || told.round < known.round) return known;
  if (told.round > known.round) return told;
  if (told.on !== known.on) return told.on ? known : told;
  const continues = known.moves.every((column, n) => told.moves[n] === column);
  return continues && told.moves.length > known.moves.length ? told : known;
}

export function other(side: Side): Side {
  return side === "home" ? "class" : "home";
}

const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/** Four or more of one side in a row through `cell`; empty if there are not. */
function lineThrough(columns: readonly (readonly Side[])[], cell: Cell): readonly Cell[] {
  for (const [right, up] of DIRECTIONS) {
    const before = run(columns, cell, -right, -up).toReversed();
    const line = [...before, cell, ...run(columns, cell, right, up)];
    if (line.length >= IN_A_ROW) return line;
  }
  return [];
}

/** The neighbours of `cell` in one direction, as long as they are of the same side. */
function run(
  columns: readonly (readonly Side[])[],
  cell: Cell,
  right: number,
  up: number,
): readonly Cell[] {
  const side = columns[cell.column]?.[cell.row];
  const found: Cell[] = [];
  for (let n = 1; n < COLUMNS; n += 1) {
    const next = { column: cell.column + n * right, row: cell.row + n * up };
    if (columns[next.column]?.[next.row] !== side) break;
    found.push(next);
  }
  return found;
}
