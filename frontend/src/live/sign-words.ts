/** The words of the talk with which somebody takes part without speaking (docs/protocol.md, section 3). */

import { COLUMNS, CELLS } from "./game";
import { bool, fields, id, listOf, oneOf, orNull, textOf, whole, wholeTo } from "./reading";

export const REACTIONS = ["yes", "no", "lost", "slower", "laugh", "tired"] as const;
export type ReactionKind = (typeof REACTIONS)[number];

const LONGEST_FACE = 24;
const MOST_ROUNDS = 9999;

const reaction = { id, kind: oneOf(...REACTIONS), at: whole };

export const SIGN_WORDS = {
  react: reaction,
  noticed: { id },
  face: { name: textOf(1, LONGEST_FACE) },
  recess: { on: bool },
  game: {
    round: wholeTo(MOST_ROUNDS),
    on: bool,
    moves: listOf(wholeTo(COLUMNS - 1), CELLS),
  },
  signs: { hand_since: orNull(whole), reaction: orNull(fields(reaction)), recess: bool },
} as const;
