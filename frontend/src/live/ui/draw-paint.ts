/** Puts the marks of the board on a canvas. */

import { getStroke } from "perfect-freehand";
import { type Colour, EDGE, type Width } from "../draw-words";
import { isStroke, type Mark, type Stroke, type Typed } from "../drawing";

export const PIXELS = { width: 1600, height: 1000 } as const;

/** Of Okabe and Ito, told apart with every kind of colour blindness; each has its name beside it. */
const INKS: Readonly<Record<Colour, string>> = {
  black: "#000000",
  blue: "#0072b2",
  orange: "#d55e00",
  green: "#009e73",
};
const SIZES: Readonly<Record<Width, number>> = { thin: 6, middle: 14, thick: 30 };
const LETTERS = 48;

export function paint(canvas: HTMLCanvasElement, marks: readonly Mark[]): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  // White below the ink: a picture without it is unreadable on a dark page.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, PIXELS.width, PIXELS.height);
  for (const mark of marks) {
    context.fillStyle = INKS[mark.colour];
    if (isStroke(mark)) context.fill(pathOf(mark));
    else letters(context, mark);
  }
}

const outlines = new WeakMap<Stroke, Path2D>();

function pathOf(stroke: Stroke): Path2D {
  const known = outlines.get(stroke);
  if (known !== undefined) return known;
  const options = { size: SIZES[stroke.width], thinning: 0.3, smoothing: 0.5, streamline: 0.3 };
  const path = new Path2D();
  getStroke(pointsOf(stroke), { ...options, last: true }).forEach(([x, y], i) => {
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
  outlines.set(stroke, path);
  return path;
}

function pointsOf({ points }: Stroke): number[][] {
  const found: number[][] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x = 0, y = 0] = points.slice(i, i + 2);
    found.push([(x / EDGE) * PIXELS.width, (y / EDGE) * PIXELS.height]);
  }
  return found;
}

/** No wider than what is left of the board. */
function letters(context: CanvasRenderingContext2D, { x, y, text }: Typed): void {
  const left = (x / EDGE) * PIXELS.width;
  context.font = `600 ${String(LETTERS)}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillText(text, left, (y / EDGE) * PIXELS.height, Math.max(40, PIXELS.width - left - 20));
}
