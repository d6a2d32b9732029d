/** The drawn picture of a warm line: the board's size and nobody on it. */

import type { Placeholder } from "./call-desk";

const WIDTH = 1280;
const HEIGHT = 720;
const EVERY_MS = 500;
const SHADES = ["#1f2933", "#1f2934"] as const;

/** Two frames a second keep encoder and decoder open at the size of a board. */
export function drawPlaceholder(canvas: HTMLCanvasElement): Placeholder {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  let frame = 0;
  const draw = () => {
    frame += 1;
    if (pen === null) return;
    pen.fillStyle = SHADES[frame % 2] ?? SHADES[0];
    pen.fillRect(0, 0, WIDTH, HEIGHT);
  };
  draw();
  const timer = setInterval(draw, EVERY_MS);
  const [track] = canvas.captureStream().getVideoTracks();
  const close = () => {
    clearInterval(timer);
    track?.stop();
  };
  return { track: track ?? null, close };
}
