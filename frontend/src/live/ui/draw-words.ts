/** What stands on the board, in words. */

import { t } from "../../shared/texts";
import { EDGE } from "../draw-words";
import { isStroke, type Mark, type Typed } from "../drawing";
import type { Side } from "../view";

/** "Op het tekenbord: 3 lijnen van jou, 5 van de ander. Tekst: …" */
export function drawnWord(marks: readonly Mark[], mine: Side): string {
  if (marks.length === 0) return t("draw.blank");
  const lines = marks.filter(isStroke);
  const ours = lines.filter(({ side }) => side === mine).length;
  const said = t("draw.lines", { mine: ours, theirs: lines.length - ours });
  const typed = marks.filter((mark): mark is Typed => !isStroke(mark)).map(({ text }) => text);
  return typed.length === 0 ? said : `${said} ${t("draw.texts", { text: typed.join(", ") })}`;
}

const FIRST = EDGE / 14;
const ROWS = 12;

/** Where the next text goes: the topmost row that holds none. */
export function nextRow(marks: readonly Mark[]): { readonly x: number; readonly y: number } {
  const taken = new Set(marks.filter((mark) => !isStroke(mark)).map((mark) => (mark as Typed).y));
  const rows = Array.from({ length: ROWS }, (_, row) => Math.round(FIRST * (row + 1)));
  const y = rows.find((one) => !taken.has(one)) ?? rows[marks.length % ROWS] ?? rows[0];
  return { x: Math.round(EDGE / 40), y: y ?? 0 };
}
