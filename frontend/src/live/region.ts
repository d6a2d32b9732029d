/** Which part of the board camera's picture is looked at: values and functions, no browser. */

/**
 * Left upper corner and side, in parts of the whole picture as the class had aimed it. It has the
 * shape of the whole, so that what is sent never changes its shape.
 */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** In parts of what is seen now. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Rectangle = Size & Point;

export const WHOLE: Region = { x: 0, y: 0, size: 1 };

/** How far a part may lie: a camera with a head sees what is beside the whole as well. */
export interface Reach {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const WITHIN: Reach = { left: 0, top: 0, right: 1, bottom: 1 };
/** So many pictures to each side: more than all around. */
export const FURTHEST = 8;
export const ANYWHERE: Reach = {
  left: -FURTHEST,
  top: -FURTHEST,
  right: FURTHEST + 1,
  bottom: FURTHEST + 1,
};
/** Of a camera of 4K one pixel in eight is then a quarter of a telephone's screen wide. */
export const MOST_ZOOM = 8;
export const MIDDLE: Point = { x: 0.5, y: 0.5 };

/** Nearly all is all: then the camera's own picture can be sent. */
const NEARLY_WHOLE = 0.97;
const DECIMALS = 1e4;
/** What is sent of the longer side at most; and less of a small part, which has no more. */
const LONGEST = 1920;
const SHARES = [1, 1 / 2, 1 / 4] as const;

/** Nothing beside the whole can be looked at. */
export function isWithin({ left, top, right, bottom }: Reach): boolean {
  return left >= 0 && top >= 0 && right <= 1 && bottom <= 1;
}

/** Within reach and as small as may be at most; null if one of them is no number. */
export function regionOf({ x, y, size }: Region, reach = WITHIN): Region | null {
  if (![x, y, size].every(Number.isFinite)) return null;
  const side = size > NEARLY_WHOLE ? 1 : round(Math.max(size, 1 / MOST_ZOOM));
  const nearest = (start: number) => (side === 1 && Math.abs(start) < 1 - NEARLY_WHOLE ? 0 : start);
  const within = (start: number, least: number, most: number) =>
    round(Math.min(Math.max(nearest(start), least), most - side));
  const { left, top, right, bottom } = reach;
  return { x: within(x, left, right), y: within(y, top, bottom), size: side };
}

export function isWhole(region: Region): boolean {
  return isSame(region, WHOLE);
}

/** As large as the whole, wherever it lies. */
export function isWide({ size }: Region): boolean {
  return size === 1;
}

export function isSame(one: Region, other: Region): boolean {
  return one.x === other.x && one.y === other.y && one.size === other.size;
}

export function zoomOf({ size }: Region): number {
  return 1 / size;
}

/** `factor` above 1 shows less, larger; what is `at` stays where it is, as far as may be. */
export function zoomed(region: Region, factor: number, at: Point = MIDDLE): Region {
  const wanted = region.size / factor;
  const size = Math.min(1, Math.max(1 / MOST_ZOOM, wanted));
  const x = region.x + at.x * (region.size - size);
  const y = region.y + at.y * (region.size - size);
  return regionOf({ x, y, size }, ANYWHERE) ?? region;
}

/** To the right and down, in parts of what is seen. */
export function moved(region: Region, right: number, down: number): Region {
  const x = region.x + right * region.size;
  const y = region.y + down * region.size;
  return regionOf({ x, y, size: region.size }, ANYWHERE) ?? region;
}

export type Fingers = readonly [Point, Point];

/** What was under two fingers stays under them. `aspect`: how much wider than high it is. */
export function pinched(from: Region, before: Fingers, after: Fingers, aspect: number): Region {
  const factor = apart(after, aspect) / apart(before, aspect);
  const size = Math.min(1, Math.max(1 / MOST_ZOOM, from.size / factor));
  const [was, is] = [middleOf(before), middleOf(after)];
  const x = from.x + was.x * from.size - is.x * size;
  const y = from.y + was.y * from.size - is.y * size;
  return regionOf({ x, y, size }, ANYWHERE) ?? from;
}

/**
 * What is given to the encoder of such a part. Never more than the whole costs; less where the part
 * has no more pixels, and while it moves half the width at most: a picture that is new all over takes
 * its time on any line. In a few sizes only: each other one begins the encoder anew.
 */
export function sentSize(camera: Size, region: Region, isMoving = false): Size {
  const longer = Math.max(camera.width, camera.height);
  const most = Math.min(LONGEST, longer);
  const has = longer * region.size;
  const still = SHARES.findLast((one) => most * one >= has - 1) ?? 1;
  const share = isMoving ? Math.min(still, SHARES[1]) : still;
  const scale = (most * share) / longer;
  return { width: even(camera.width * scale), height: even(camera.height * scale) };
}

/** Whether the camera has more pixels than are ever sent. */
export function isLarge({ width, height }: Size): boolean {
  return Math.max(width, height) > LONGEST;
}

export type Turn = 0 | 90 | 180 | 270;

/**
 * Which pixels of a frame that is. `turn`: how far the frame is turned clockwise before it is
 * shown. On even pixels, since colours come in pairs.
 */
export function pixelsIn(frame: Size, region: Region, turn: Turn = 0): Rectangle {
  const { x, y, size } = turnedBack(region, turn);
  const width = even(size * frame.width);
  const height = even(size * frame.height);
  const start = (at: number, length: number, all: number) =>
    Math.max(0, Math.min(2 * Math.floor((at * all) / 2), 2 * Math.floor((all - length) / 2)));
  return {
    x: start(x, width, frame.width),
    y: start(y, height, frame.height),
    width: Math.min(width, frame.width),
    height: Math.min(height, frame.height),
  };
}

function turnedBack(region: Region, turn: Turn): Region {
  const { x, y, size } = region;
  const [fromRight, fromBottom] = [1 - x - size, 1 - y - size];
  switch (turn) {
    case 0:
      return region;
    case 90:
      return { x: y, y: fromRight, size };
    case 180:
      return { x: fromRight, y: fromBottom, size };
    case 270:
      return { x: fromBottom, y: x, size };
  }
}

function middleOf([one, other]: Fingers): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

function apart([one, other]: Fingers, aspect: number): number {
  return Math.hypot((one.x - other.x) * aspect, one.y - other.y);
}

function round(part: number): number {
  // No zero below zero.
  return Math.round(part * DECIMALS) / DECIMALS + 0;
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
