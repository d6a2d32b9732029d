/** The drawn picture of a warm line: as large as the camera's and nobody on it. */

import type { Placeholder } from "./call-desk";
import { pixelsOf } from "./capture";

const EVERY_MS = 500;
const SHADES = ["#1f2933", "#1f2934"] as const;

/** Two frames a second keep encoder and decoder open at the size that comes after it. */
export function drawPlaceholder(canvas: HTMLCanvasElement, isBoard: boolean): Placeholder {
  const [width, height] = pixelsOf(isBoard);
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  let frame = 0;
  const draw = () => {
    frame += 1;
    if (pen === null) return;
    pen.fillStyle = SHADES[frame % 2] ?? SHADES[0];
    pen.fillRect(0, 0, width, height);
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
