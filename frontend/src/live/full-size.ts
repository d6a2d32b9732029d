/** What a camera films at most, and how it is made to. */

import type { Size } from "./scan-geometry";

/** The most that it films; nothing known counts as nothing. */
export function filmSize(track: MediaStreamTrack): Size {
  // Firefox does not tell what a camera can.
  const can = "getCapabilities" in track ? track.getCapabilities() : {};
  const { width = 0, height = 0 } = track.getSettings();
  return {
    width: Math.max(width, can.width?.max ?? 0),
    height: Math.max(height, can.height?.max ?? 0),
  };
}

/** As large as it films; gives the way back. */
export async function grow(camera: MediaStreamTrack): Promise<() => Promise<void>> {
  const { width, height } = "getCapabilities" in camera ? camera.getCapabilities() : {};
  if (width?.max === undefined || height?.max === undefined) return () => Promise.resolve();
  const before = camera.getConstraints();
  const full = { width: { ideal: width.max }, height: { ideal: height.max } };
  await camera.applyConstraints({ ...before, ...full }).catch(() => undefined);
  return () => camera.applyConstraints(before).catch(() => undefined);
}
