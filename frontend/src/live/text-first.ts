/** How an exercise book goes out where a face would: its size is kept, its frames are few. */

import type { Sending } from "./policy";

/** A page is turned, and a finger points. */
const MOST_FRAMES_PER_S = 10;
/** What a slow face has in bytes is enough for letters that lie still. */
const SLOW_FRAMES_PER_S = 2;

/** What the line does not carry as a face it does not carry as text: sound goes before both. */
export function asText(face: Sending | null): Sending | null {
  if (face === null) return null;
  const framesPerS = face.scale === 1 ? MOST_FRAMES_PER_S : SLOW_FRAMES_PER_S;
  return { ...face, framesPerS, scale: 1 };
}
