/** The board to draw on, on the style page: a press does what it would do alone. */

import type { DrawCommands, DrawView } from "../live/draw-desk";
import type { RoomView, Side } from "../live/view";

export const NO_DRAWING: DrawView = { isOpen: false, theirs: false, marks: [], isFull: false };

export function drawing(now: number, isOpen: boolean): DrawView {
  const sun = Array.from({ length: 33 }, (_, i) => [
    Math.round(3000 + 380 * Math.cos(i / 5)),
    Math.round(1100 + 560 * Math.sin(i / 5)),
  ]).flat();
  const about = (id: string, side: Side, at: number) => ({ id, side, at });
  return {
    isOpen,
    theirs: true,
    isFull: false,
    marks: [
      { ...about("1", "class", now), colour: "orange", width: "thick", points: sun },
      {
        ...about("2", "home", now + 1),
        colour: "blue",
        width: "middle",
        points: [300, 3000, 900, 2300, 1500, 3000, 2100, 2300, 2700, 3000],
      },
      { ...about("3", "home", now + 2), colour: "black", x: 100, y: 286, text: "3 × 14 = 42" },
    ],
  };
}

/** No other side hears it. */
export function shownDrawing(get: () => RoomView, show: (view: DrawView) => void): DrawCommands {
  return {
    setOpen: (isOpen) => {
      show({ ...get().drawing, isOpen });
    },
    begin: () => null,
    draw: () => null,
    write: (colour, x, y, text) => {
      const { drawing: now, side } = get();
      const typed = { id: String(now.marks.length), side, at: Infinity, colour, x, y, text };
      show({ ...now, marks: [...now.marks, typed] });
      return true;
    },
    rub: () => undefined,
    undo: () => {
      show({ ...get().drawing, marks: get().drawing.marks.slice(0, -1) });
    },
    empty: () => {
      show({ ...get().drawing, marks: [] });
    },
  };
}
