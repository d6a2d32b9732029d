/**
 * What each track sends, from how the line was in the last seconds: a value, no browser.
 *
 * Sound goes before everything. What is given up, and in which order, is `RUNGS`; when is in its
 * limits. Down after three bad seconds, up one rung at a time after fifteen calm ones, and later
 * each time that going up was a mistake. See docs/adr/0043.
 */

import { type Loss, lossAfter, losesMuch, NO_LOSS, worse } from "./sound-loss";

export const PICTURES = ["board", "room", "face"] as const;
export type Picture = (typeof PICTURES)[number];

export const STEPS = [
  "whole",
  "face_slow",
  "room_small",
  "room_off",
  "board_slow",
  "board_slowest",
  "face_off",
  "photo",
  "sound",
  "away",
] as const;
/** How much is given up: `whole` is nothing, `away` all but the trying. */
export type Step = (typeof STEPS)[number];

/** Of one picture track. `leastKbps`: with less it is of no use at this rate. */
export interface Sending {
  readonly framesPerS: number;
  readonly maxKbps: number;
  readonly leastKbps: number;
  /** Width and height are divided by it. */
  readonly scale: number;
}

/** `isLong`: frames of 60 ms, not 20. `isTwice`: each is said again, for what is lost. */
export interface Sound {
  readonly kbps: number;
  readonly isLong: boolean;
  readonly isTwice: boolean;
}

/** Null: not sent. */
export type Pictures = Readonly<Record<Picture, Sending | null>>;

export interface Rung {
  readonly step: Step;
  readonly sound: Sound;
  readonly pictures: Pictures;
  /** A still of the board every ten seconds. */
  readonly photo: boolean;
  /** Above these the line does not carry this rung. */
  readonly lossLimit: number;
  readonly roundTripLimitMs: number;
}

const BOARD = {
  whole: { framesPerS: 30, maxKbps: 2500, leastKbps: 250, scale: 1 },
  slow: { framesPerS: 5, maxKbps: 800, leastKbps: 110, scale: 1 },
  slowest: { framesPerS: 1, maxKbps: 250, leastKbps: 35, scale: 1 },
};
const ROOM = {
  whole: { framesPerS: 15, maxKbps: 800, leastKbps: 150, scale: 1 },
  small: { framesPerS: 5, maxKbps: 80, leastKbps: 40, scale: 4 },
};
const FACE = {
  whole: { framesPerS: 30, maxKbps: 1500, leastKbps: 150, scale: 1 },
  slow: { framesPerS: 10, maxKbps: 150, leastKbps: 50, scale: 2 },
};

const HIGH = { kbps: 32, isLong: false, isTwice: true };
const MIDDLE = { ...HIGH, kbps: 24 };
/** Twice only where much is lost: see `lossAfter`. */
const LOW = { kbps: 16, isLong: true, isTwice: false };
const LOWEST = { ...LOW, kbps: 12 };
/** From nothing given up to everything; one line per step. */
const WHOLE = rung("whole", HIGH, [BOARD.whole, ROOM.whole, FACE.whole], 0.12, 600);
export const RUNGS: readonly Rung[] = [
  WHOLE,
  rung("face_slow", HIGH, [BOARD.whole, ROOM.whole, FACE.slow], 0.14, 700),
  rung("room_small", HIGH, [BOARD.whole, ROOM.small, FACE.slow], 0.16, 800),
  rung("room_off", HIGH, [BOARD.whole, null, FACE.slow], 0.18, 800),
  rung("board_slow", MIDDLE, [BOARD.slow, null, FACE.slow], 0.2, 1000),
  rung("board_slowest", MIDDLE, [BOARD.slowest, null, FACE.slow], 0.24, 1500),
  rung("face_off", { ...LOW, isTwice: true }, [BOARD.slowest, null, null], 0.27, 1500),
  { ...rung("photo", LOW, [null, null, null], 0.3, 2000), photo: true },
  rung("sound", LOWEST, [null, null, null], 0.45, 3000),
  rung("away", LOWEST, [null, null, null], 1, Infinity),
];

/** 50 packets a second, or 17, with 48 bytes of headers each. */
const HEADERS_KBPS = { short: 20, long: 7 };
const PHOTO_KBPS = 18;
/**
 * Together with the sound of a photo it is what moving text needs at the least; nearly the fastest
 * pace of `photo-pace.ts`.
 */
const PHOTO_PROOF_KBPS = 80;

function rung(
  step: Step,
  sound: Sound,
  [board = null, room = null, face = null]: readonly (Sending | null)[],
  lossLimit: number,
  roundTripLimitMs: number,
): Rung {
  const pictures = { board, room, face };
  return { step, sound, pictures, photo: false, lossLimit, roundTripLimitMs };
}

/**
 * Only the rungs on which something else is sent than on the one before. The class has `face_slow`
 * too, without a face: it asks home to give up its frames before the board gives up any.
 */
export function ladderOf(roles: readonly Picture[], rungs = RUNGS): readonly Rung[] {
  const hasBoard = roles.includes("board");
  const sent = ({ step, photo, pictures }: Rung) => {
    const asks = hasBoard && step !== "whole";
    const isLast = step === "sound" || step === "away" ? step : "";
    return JSON.stringify([asks, hasBoard && photo, isLast, roles.map((role) => pictures[role])]);
  };
  return rungs.filter((rung, i) => {
    const before = rungs[i - 1];
    return before === undefined || sent(rung) !== sent(before);
  });
}

/** What these tracks need at the very least. */
export function needKbps(rung: Rung, roles: readonly Picture[]): number {
  if (rung.step === "away") return 0;
  const pictures = roles.map((role) => rung.pictures[role]?.leastKbps ?? 0);
  const least = soundNeedKbps(rung.sound) + (rung.photo ? PHOTO_KBPS : 0);
  return pictures.reduce((sum, kbps) => sum + kbps, least);
}

function soundNeedKbps({ kbps, isLong, isTwice }: Sound): number {
  return (isTwice ? 2 * kbps : kbps) + (isLong ? HEADERS_KBPS.long : HEADERS_KBPS.short);
}

/** The line in one second; null where the browser does not tell, or nothing new was told. */
export interface Reading {
  /** The browser's own estimate: it stops growing a little above what is really sent. */
  readonly availableKbps: number | null;
  readonly sentKbps: number | null;
  readonly lostShare: number | null;
  /** Of our sound what was sent again: what is asked for again in time is reported as not lost. */
  readonly againShare: number | null;
  readonly roundTripMs: number | null;
  /** We send, and the other side has reported nothing for long. */
  readonly isUnheard: boolean;
  /** The encoder can't keep up, and no lighter codec is left. */
  readonly isBehind: boolean;
  /** The other side says that our picture stands still. */
  readonly isFrozen: boolean;
  /** 0 to 1 while it runs down; null on the mains, or if unknown. */
  readonly battery: number | null;
  /** How fast the last photo of the board left; null if none is being sent. */
  readonly photoKbps: number | null;
}

export interface Policy extends Loss {
  readonly roles: readonly Picture[];
  readonly ladder: readonly Rung[];
  /** Where on the ladder. */
  readonly at: number;
  /** The first and the last bad reading of those with at most two seconds between. */
  readonly badSince: number | null;
  readonly badAt: number | null;
  /** Since when every one was calm. */
  readonly calmSince: number | null;
  readonly climbedAt: number | null;
  /** Climbs in a row that were taken back soon, and the rung that the last of them led to. */
  readonly mistakes: number;
  readonly mistakenAt: number | null;
}

export const DOWN_MS = 3000;
export const UP_MS = 15_000;
/** Of one frame a second every other report may speak of nothing: that is no good second. */
const LULL_MS = 2500;
/** Sound that comes through again needs no proof. */
const BACK_MS = 4000;
/** A climb that is taken back within it was a mistake; one that lasts wipes them out. */
const PROOF_MS = 30_000;
const MAX_DOUBLINGS = 3;
/** A picture that was made slow looks frozen to the other browser's counter: ask no slower one. */
export const FREEZES_FROM_FRAMES = 10;
/** So far below a rung's limits is calm enough to go there. */
const CALM = { available: 1.15, loss: 0.6, roundTrip: 0.7 };
/** Who fills less of the estimate than this can't know how much more there is: it must be tried. */
const FILLED = 0.6;
const LOW_BATTERY: readonly (readonly [level: number, step: Step])[] = [
  [0.1, "board_slow"],
  [0.2, "face_slow"],
];

export function begun(roles: readonly Picture[], now: number): Policy {
  const ladder = ladderOf(roles);
  const fresh = {
    badSince: null,
    badAt: null,
    calmSince: now,
    climbedAt: null,
    mistakes: 0,
    mistakenAt: null,
  };
  return { roles, ladder, at: 0, ...fresh, ...NO_LOSS };
}

export function rungOf({ ladder, at }: Policy): Rung {
  return ladder[at] ?? WHOLE;
}

/** How the sound goes; `asked` is the other side's step, which may save more. */
export function soundOf(policy: Policy, asked: Step): Sound {
  const own = rungOf(policy).sound;
  const theirs = RUNGS.find(({ step }) => step === asked)?.sound ?? own;
  const sound = theirs.kbps < own.kbps ? theirs : own;
  return { ...sound, isTwice: sound.isTwice || losesMuch(policy) };
}

/** Does somebody at this step send long frames? */
export function isLongAt(asked: Step): boolean {
  return RUNGS.some(({ step, sound }) => step === asked && sound.isLong);
}

/** Once a second, with a clock in milliseconds. */
export function advance(policy: Policy, reading: Reading, now: number): Policy {
  return moved({ ...policy, ...lossAfter(policy, reading, now) }, reading, now);
}

function moved(policy: Policy, reading: Reading, now: number): Policy {
  const highest = highestFor(policy, reading);
  if (policy.at < highest) return fallen(policy, highest, now);
  if (tellsNothing(reading)) return policy;
  if (isBad(policy, reading)) return suffering(policy, reading, now);
  const badSince = stillBadSince(policy, now);
  if (policy.at === highest || !isCalm(policy, reading)) {
    return forgiving({ ...policy, badSince, calmSince: null }, now);
  }
  const calmSince = policy.calmSince ?? now;
  const calm = forgiving({ ...policy, badSince, calmSince }, now);
  return now - calmSince < patienceMs(calm) ? calm : climbed(calm, now);
}

function stillBadSince({ badSince, badAt }: Policy, now: number): number | null {
  return badAt === null || now - badAt >= LULL_MS ? null : badSince;
}

/** Of sound alone a browser hears only every five seconds: what was true then still is. */
function tellsNothing({ availableKbps, lostShare, roundTripMs, ...rest }: Reading): boolean {
  const isSilent = availableKbps === null && lostShare === null && roundTripMs === null;
  return isSilent && !rest.isUnheard && !rest.isBehind && !rest.isFrozen;
}

/** The line itself was away and is back: what was seen before says nothing about now. */
export function interrupted(policy: Policy): Policy {
  return { ...policy, badSince: null, calmSince: null };
}

function suffering(policy: Policy, reading: Reading, now: number): Policy {
  const badSince = policy.badSince ?? now;
  const bad = { ...policy, badSince, badAt: now, calmSince: null };
  const isLast = policy.at === policy.ladder.length - 1;
  if (isLast || now - badSince < DOWN_MS) return bad;
  return fallen(bad, lower(policy, reading), now);
}

/**
 * One rung down; further where the estimate leaves no doubt, but a picture first goes as slow as
 * it can: just after a drop the estimate is lower than the line.
 */
function lower({ roles, ladder, at }: Policy, { availableKbps }: Reading): number {
  if (availableKbps === null || !sendsPicture(ladder[at + 1], roles)) return at + 1;
  const lastPicture = ladder.findLastIndex((rung) => sendsPicture(rung, roles));
  const fitting = ladder.findIndex((rung, i) => i > at && needKbps(rung, roles) <= availableKbps);
  return fitting < 0 ? lastPicture : Math.min(fitting, lastPicture);
}

function fallen(policy: Policy, at: number, now: number): Policy {
  const isMistake = policy.climbedAt !== null && now - policy.climbedAt < PROOF_MS;
  const mistaken = isMistake
    ? { mistakes: policy.mistakes + 1, mistakenAt: policy.at }
    : { mistakes: policy.mistakes, mistakenAt: policy.mistakenAt };
  return { ...policy, at, ...mistaken, badSince: null, calmSince: null, climbedAt: null };
}

function climbed(policy: Policy, now: number): Policy {
  return { ...policy, at: policy.at - 1, climbedAt: now, badSince: null, calmSince: null };
}

function forgiving(policy: Policy, now: number): Policy {
  if (policy.climbedAt === null || now - policy.climbedAt < PROOF_MS) return policy;
  const held = { ...policy, climbedAt: null };
  return isWary(policy, policy.at) ? { ...held, mistakes: 0, mistakenAt: null } : held;
}

/** Is this rung the one that was a mistake, or above it? One below proves nothing about it. */
function isWary({ mistakenAt }: Policy, at: number): boolean {
  return mistakenAt !== null && at <= mistakenAt;
}

function patienceMs(policy: Policy): number {
  const once = rungOf(policy).step === "away" ? BACK_MS : UP_MS;
  const mistakes = isWary(policy, policy.at - 1) ? policy.mistakes : 0;
  return once * 2 ** Math.min(mistakes, MAX_DOUBLINGS);
}

function isBad(policy: Policy, reading: Reading): boolean {
  const rung = rungOf(policy);
  if (reading.isUnheard || worse(reading.lostShare, rung.lossLimit)) return true;
  if (worse(reading.roundTripMs, rung.roundTripLimitMs)) return true;
  return sendsPicture(rung, policy.roles) && isPictureBad(policy, reading);
}

/** Without a picture the estimate is the sound's own rate, and tells nothing. */
function isPictureBad(policy: Policy, reading: Reading): boolean {
  const { availableKbps, isFrozen, isBehind } = reading;
  const rung = rungOf(policy);
  if (availableKbps !== null && availableKbps < needKbps(rung, policy.roles)) return true;
  const mayFreeze = policy.roles.some(
    (role) => (rung.pictures[role]?.framesPerS ?? 0) >= FREEZES_FROM_FRAMES,
  );
  if (isFrozen && mayFreeze) return true;
  return isBehind && sendsPicture(policy.ladder[policy.at + 1], policy.roles);
}

/** Calm enough for the rung above. */
function isCalm(policy: Policy, reading: Reading): boolean {
  const above = policy.ladder[policy.at - 1];
  if (above === undefined || reading.isBehind) return false;
  if (worse(reading.lostShare, CALM.loss * above.lossLimit)) return false;
  if (worse(reading.roundTripMs, CALM.roundTrip * above.roundTripLimitMs)) return false;
  const rung = rungOf(policy);
  if (rung.photo && isSlow(reading)) return false;
  return !sendsPicture(rung, policy.roles) || hasRoom(reading, needKbps(above, policy.roles));
}

/** Unknown is not slow. */
function isSlow({ photoKbps }: Reading): boolean {
  return photoKbps !== null && photoKbps < PHOTO_PROOF_KBPS;
}

function hasRoom({ availableKbps, sentKbps }: Reading, needed: number): boolean {
  if (availableKbps === null) return true;
  const isFilled = (sentKbps ?? availableKbps) >= FILLED * availableKbps;
  return !isFilled || availableKbps >= CALM.available * needed;
}

function sendsPicture(rung: Rung | undefined, roles: readonly Picture[]): boolean {
  return rung !== undefined && roles.some((role) => rung.pictures[role] !== null);
}

/** The best that the battery allows. */
function highestFor({ ladder }: Policy, { battery }: Reading): number {
  const limit = LOW_BATTERY.find(([level]) => battery !== null && battery <= level)?.[1];
  return limit === undefined ? 0 : placeOf(limit, ladder);
}

/** Where this side stands when this step is asked of it: the last rung that is not below it. */
export function placeOf(step: Step, ladder: readonly Rung[]): number {
  const asked = STEPS.indexOf(step);
  return ladder.findLastIndex((rung) => STEPS.indexOf(rung.step) <= asked);
}
