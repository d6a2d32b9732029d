/** The words of the talk about the board that both sides draw on (docs/protocol.md, section 3). */

import {
  bool,
  fields,
  id,
  listOf,
  malformed,
  oneOf,
  type Read,
  type Reader,
  textOf,
  whole,
  wholeTo,
} from "./reading";

export const COLOURS = ["black", "blue", "orange", "green"] as const;
export type Colour = (typeof COLOURS)[number];
export const WIDTHS = ["thin", "middle", "thick"] as const;
export type Width = (typeof WIDTHS)[number];

/** The board is so wide and so high, whatever it is shown on. */
export const EDGE = 4000;
export const MOST_NUMBERS = 240;
export const MOST_PIECES = 20;
export const MOST_RUBBED = 100;
export const LONGEST_TEXT = 80;

const place = wholeTo(EDGE);
const numbers = listOf(place, MOST_NUMBERS);
const pairs: Reader<readonly number[]> = (value, where) => {
  const found = numbers(value, where);
  if (found.length === 0 || found.length % 2 !== 0) throw malformed(where);
  return found;
};

const mark = { id, side: oneOf("home", "class"), at: whole, colour: oneOf(...COLOURS) };
const piece = fields({ ...mark, width: oneOf(...WIDTHS), from: whole, points: pairs });
export type Piece = Read<typeof piece>;

export const DRAW_WORDS = {
  drawing: { open: bool },
  ink: { pieces: listOf(piece, MOST_PIECES) },
  typed: { ...mark, x: place, y: place, text: textOf(1, LONGEST_TEXT) },
  rub: { ids: listOf(id, MOST_RUBBED) },
} as const;
