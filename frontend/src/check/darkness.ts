/** Whether a picture is black: a lid, a finger, or a dark room. */

/** Of 255; a covered lens with its noise stays below it, a room by candlelight does not. */
const DARK_LUMA = 24;
/** A lit lamp in a corner is no black picture. */
const LIGHT_SHARE = 0.01;

/** `pixels` are RGBA bytes. Nothing at all is not dark. */
export function isDark(pixels: Uint8ClampedArray): boolean {
  const count = pixels.length / 4;
  if (count === 0) return false;
  let light = 0;
  for (let at = 0; at < pixels.length; at += 4) if (luma(pixels, at) > DARK_LUMA) light++;
  return light <= count * LIGHT_SHARE;
}

/** Source: ITU-R BT.601, the weights of red, green and blue. */
function luma(pixels: Uint8ClampedArray, at: number): number {
  const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
