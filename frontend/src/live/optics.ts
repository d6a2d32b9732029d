/**
 * Where to turn a camera that has a head and a lens, so that it sees this part of the board.
 *
 * As much as the camera can by itself; what remains is cut out of its picture. Values and
 * functions, no browser.
 */

import { type Region, WHOLE } from "./region";

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface Optics {
  /** Twice the least shows half as much. */
  readonly zoom: Range;
  /** In arc seconds, to the right and up; null if the head does not turn. */
  readonly head: { readonly pan: Range; readonly tilt: Range } | null;
  /** As the class had aimed it: there the whole picture is. */
  readonly start: { readonly pan: number; readonly tilt: number };
}

/** Source: W3C mediacapture-image, sections 4 and 5. */
export interface Settings {
  readonly zoom: number;
  readonly pan?: number;
  readonly tilt?: number;
}

export interface Aim {
  readonly settings: Settings;
  /** What of the picture that it then gives is wanted. */
  readonly crop: Region;
}

/** What a camera for a room sees at its widest; no camera tells. */
const SEES_DEGREES = { wide: 64, high: 38 };
const ARC_SECONDS = 3600;

/** Null if it does not zoom: a head alone shows nothing larger. */
export function opticsOf(capabilities: unknown, settings: unknown): Optics | null {
  const able = recordOf(capabilities);
  const zoom = rangeOf(able.zoom);
  if (zoom === null || zoom.min <= 0) return null;
  const [pan, tilt] = [rangeOf(able.pan), rangeOf(able.tilt)];
  const now = recordOf(settings);
  const start = { pan: numberOf(now.pan), tilt: numberOf(now.tilt) };
  return { zoom, head: pan && tilt && { pan, tilt }, start };
}

export function aimOf(region: Region, optics: Optics): Aim {
  const { zoom, head, start } = optics;
  const most = zoom.max / zoom.min;
  const [right, down] = [region.x + region.size / 2 - 0.5, region.y + region.size / 2 - 0.5];
  // Without a head the lens looks at the middle: the part must lie within what it sees.
  const reach = head === null ? 2 * Math.max(Math.abs(right), Math.abs(down)) : 0;
  const wanted = Math.min(most, 1 / Math.min(1, reach + region.size));
  const set = onStep(wanted * zoom.min, zoom);
  const seen = zoom.min / set;
  const crop = cropIn(region, seen, head === null ? { right, down } : { right: 0, down: 0 });
  if (head === null) return { settings: { zoom: set }, crop };
  const pan = start.pan + right * SEES_DEGREES.wide * ARC_SECONDS;
  const tilt = start.tilt - down * SEES_DEGREES.high * ARC_SECONDS;
  const turned = { pan: onStep(pan, head.pan), tilt: onStep(tilt, head.tilt) };
  return { settings: { zoom: set, ...turned }, crop };
}

/** `right` and `down`: how far from the middle of what the lens sees, in parts of the whole. */
function cropIn(
  region: Region,
  seen: number,
  { right, down }: { readonly right: number; readonly down: number },
): Region {
  const size = Math.min(1, region.size / seen);
  if (size > 0.97) return WHOLE;
  const start = (off: number) => Math.min(Math.max(0.5 + off / seen - size / 2, 0), 1 - size);
  return { x: start(right), y: start(down), size };
}

function onStep(value: number, { min, max, step }: Range): number {
  const steps = step > 0 ? Math.floor((value - min) / step + 1e-6) * step : value - min;
  return Math.min(max, Math.max(min, min + steps));
}

function rangeOf(value: unknown): Range | null {
  const { min, max, step } = recordOf(value);
  if (typeof min !== "number" || typeof max !== "number" || max <= min) return null;
  return { min, max, step: numberOf(step) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
