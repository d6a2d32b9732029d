/**
 * Where to turn a camera that has a head or a lens, so that it sees this part of the board.
 *
 * As much as the camera can by itself; what remains is cut out of its picture. Values and
 * functions, no browser.
 */

import { FURTHEST, type Reach, type Region, regionOf, WHOLE } from "./region";

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Where a head looks, in arc seconds to the right and up. Source: W3C mediacapture-image, section 4. */
export interface Direction {
  readonly pan: number;
  readonly tilt: number;
}

/** Each null if it does not. */
export interface Optics {
  /** Twice the least shows half as much. */
  readonly zoom: Range | null;
  readonly pan: Range | null;
  readonly tilt: Range | null;
  /** As the class had aimed it: there the whole picture is. */
  readonly start: Direction;
}

/** Source: W3C mediacapture-image, sections 4 and 5. */
export type Settings = Readonly<Partial<Record<"zoom" | "pan" | "tilt", number>>>;

export interface Aim {
  readonly settings: Settings;
  /** What of the picture that it then gives is wanted. */
  readonly crop: Region;
}

const ARC_SECONDS = 3600;
/** What a camera for a room sees at its widest; no camera tells. */
const WIDE = 64 * ARC_SECONDS;
const HIGH = 38 * ARC_SECONDS;

/** With a head and a lens, a lens alone, a head alone, or neither. */
export type Ability = "turns" | "zooms" | "pans" | "unable";

export function abilityOf(capabilities: unknown): Ability {
  const optics = opticsOf(capabilities, null);
  if (optics === null) return "unable";
  const { zoom, pan, tilt } = optics;
  if (zoom === null) return "pans";
  return pan === null && tilt === null ? "zooms" : "turns";
}

/** Null if it stands still. */
export function opticsOf(capabilities: unknown, settings: unknown): Optics | null {
  const able = recordOf(capabilities);
  const lens = rangeOf(able.zoom);
  const zoom = lens !== null && lens.min > 0 ? lens : null;
  const [pan, tilt] = [rangeOf(able.pan), rangeOf(able.tilt)];
  if (zoom === null && pan === null && tilt === null) return null;
  const now = directionOf(settings);
  return { zoom, pan, tilt, start: { pan: within(now.pan, pan), tilt: within(now.tilt, tilt) } };
}

export function directionOf(settings: unknown): Direction {
  const { pan, tilt } = recordOf(settings);
  return { pan: numberOf(pan), tilt: numberOf(tilt) };
}

/** One way in which a head turns. */
interface Way {
  readonly range: Range | null;
  readonly start: number;
  /** Arc seconds of a whole picture to the right or down. */
  readonly whole: number;
}

function waysOf({ pan, tilt, start }: Optics): { readonly right: Way; readonly down: Way } {
  const right = { range: pan, start: start.pan, whole: WIDE };
  const down = { range: tilt, start: start.tilt, whole: -HIGH };
  return { right, down };
}

/** What it can be made to see. */
export function reachOf(optics: Optics): Reach {
  const { right, down } = waysOf(optics);
  const [across, along] = [spanOf(right), spanOf(down)];
  return { left: across.least, top: along.least, right: 1 + across.most, bottom: 1 + along.most };
}

interface Span {
  readonly least: number;
  readonly most: number;
}

/** How far it turns from where the class had aimed it, in parts of the whole. */
function spanOf({ range, start, whole }: Way): Span {
  if (range === null) return { least: 0, most: 0 };
  const ends = [(range.min - start) / whole, (range.max - start) / whole];
  // No zero below zero.
  const least = Math.max(-FURTHEST, Math.min(0, ...ends)) + 0;
  return { least, most: Math.min(FURTHEST, Math.max(0, ...ends)) };
}

/** Turned no further than it must: what is cut is there sooner, and its place is no guess. */
export function aimOf(region: Region, optics: Optics): Aim {
  const { right, down } = waysOf(optics);
  const { size } = region;
  const off = { right: region.x + size / 2 - 0.5, down: region.y + size / 2 - 0.5 };
  const needed = size + 2 * Math.max(beyond(off.right, right), beyond(off.down, down));
  const zoom = optics.zoom && zoomedTo(needed, optics.zoom);
  const seen = optics.zoom === null || zoom === null ? 1 : optics.zoom.min / zoom;
  const slack = (seen - size) / 2;
  const [pan, tilt] = [turned(off.right, slack, right), turned(off.down, slack, down)];
  const crop = regionOf({
    x: 0.5 + (off.right - pan.off - size / 2) / seen,
    y: 0.5 + (off.down - tilt.off - size / 2) / seen,
    size: size / seen,
  });
  return { settings: settingsOf(zoom, pan.at, tilt.at), crop: crop ?? WHOLE };
}

/** The lens must see so much wider to each side than if its head turned there. */
function beyond(off: number, way: Way): number {
  const { least, most } = spanOf(way);
  return Math.max(0, off - most, least - off);
}

function zoomedTo(needed: number, zoom: Range): number {
  const wanted = Math.min(zoom.max / zoom.min, 1 / Math.min(1, needed));
  return onStep(wanted * zoom.min, zoom, Math.floor);
}

interface Turned {
  /** Null: it stands still. */
  readonly at: number | null;
  /** In parts of the whole. */
  readonly off: number;
}

/** `slack`: so far beside its middle the part may lie. */
function turned(off: number, slack: number, { range, start, whole }: Way): Turned {
  if (range === null) return { at: null, off: 0 };
  const wanted = Math.sign(off) * Math.max(0, Math.abs(off) - Math.max(0, slack));
  const at = wanted === 0 ? start : onStep(start + wanted * whole, range, Math.round);
  return { at, off: (at - start) / whole };
}

function settingsOf(zoom: number | null, pan: number | null, tilt: number | null): Settings {
  return {
    ...(zoom === null ? {} : { zoom }),
    ...(pan === null ? {} : { pan }),
    ...(tilt === null ? {} : { tilt }),
  };
}

function onStep(
  value: number,
  { min, max, step }: Range,
  toWhole: (steps: number) => number,
): number {
  const steps = step > 0 ? toWhole((value - min) / step + 1e-6) * step : value - min;
  return within(min + steps, { min, max });
}

/** A camera that does not tell where it looks may name a place where it cannot. */
function within(value: number, range: Pick<Range, "min" | "max"> | null): number {
  return range === null ? value : Math.min(range.max, Math.max(range.min, value));
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
