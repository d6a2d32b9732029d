/**
 * The call beside the lesson's own: in the lobby the line is warm before anybody presses, and in a
 * lesson a new one is built while the old one still tries to heal.
 *
 * It carries data channels and a drawn picture, never a camera or a microphone.
 */

import { countsAt } from "./blocks";
import { LADDER, LONGEST_RUNG_MS, RELOAD_AFTER_MS, RELOAD_EVERY_MS, rungAt } from "./ladder";
import type { Plan } from "./protocol";
import type { CallState, RoomState, Turn } from "./room-state";
import { changeConnection, closeBeside, openBeside, openCall, takeUp } from "./room-calls";

const MINUTE_MS = 60_000;
/** Without anybody near it the line cools. */
export const COOL_AFTER_MS = 10 * MINUTE_MS;
/** The other side is told this often that somebody is near, at most. */
const TELL_EVERY_MS = MINUTE_MS;
/** Before a lesson begins somebody will come. */
const BEFORE_LESSON_MS = 5 * MINUTE_MS;
/** A warm line that cannot be built is not worth more than this. */
const WARM_EVERY_MS = 30_000;
/** Between two steps of a page that is awake; what is longer was sleep. */
const LONGEST_STEP_MS = 5000;

// Steps

export function touched(turn: Turn): void {
  const { toldAt, other, link, stay } = turn.state;
  const isNews = stay === null && turn.now - toldAt >= TELL_EVERY_MS;
  turn.state = { ...turn.state, nearAt: turn.now };
  if (isNews && link === "up") tellNear(turn, other.page);
}

export function heardNear(turn: Turn): void {
  turn.state = { ...turn.state, nearAt: turn.now };
}

/** Home: the class has made a call. One that we have dropped before is not taken up again. */
export function offered(turn: Turn, id: string, connection: string | null): void {
  const { side, other, closedCalls } = turn.state;
  if (side !== "home" || other.page === null || ours(turn) === id) return;
  if (connection !== null && !mayMeet(turn)) return;
  if (closedCalls.includes(id)) turn.effects.push({ do: "ask_again", call: id, to: other.page });
  else if (connection === null) offeredBeside(turn, id, other.page);
  else accept(turn, id, connection, other.page);
}

/** Home: the call that was beside is the lesson's now. What we do not know is asked anew. */
export function adopted(turn: Turn, call: string, connection: string): void {
  const { side, beside, other } = turn.state;
  if (side !== "home" || !mayMeet(turn) || ours(turn) === call) return;
  if (beside?.id === call) takeUp(turn, connection);
  else if (other.page !== null) turn.effects.push({ do: "ask_again", call, to: other.page });
}

/** Signals pass in the lobby too: that the class is let in, only the server can say. */
function mayMeet({ state: { want, other } }: Turn): boolean {
  return want !== "out" && other.entered;
}

function ours({ state }: Turn): string | null {
  return state.stay?.call?.id ?? null;
}

function offeredBeside(turn: Turn, id: string, page: string): void {
  if (turn.state.beside?.id !== id) openBeside(turn, id, page, rungOf(turn));
}

function accept(turn: Turn, id: string, connection: string, page: string): void {
  const { stay, beside } = turn.state;
  if (beside?.id === id) {
    takeUp(turn, connection);
    return;
  }
  if (stay?.id !== connection) changeConnection(turn, connection, turn.now);
  openCall(turn, id, page);
}

// What follows

export function keepBeside(turn: Turn, before: RoomState): void {
  const { other, link } = turn.state;
  if (!isWanted(turn, before)) closeBeside(turn);
  else if (turn.state.side === "class") openIfNeeded(turn);
  const isNewPage = other.page !== before.other.page || before.link !== "up";
  const isTouched = turn.now - turn.state.nearAt < COOL_AFTER_MS;
  const isLobby = turn.state.stay === null;
  if (isLobby && isNewPage && isTouched && link === "up") tellNear(turn, other.page);
}

/** Class: the call beside, if it is of any use for this page of home; a narrow one only if it flows. */
export function besideFor({ beside }: RoomState, page: string): boolean {
  if (beside?.page !== page || beside.line === "failed") return false;
  return beside.rung === null || beside.line === "flowing";
}

function isWanted(turn: Turn, before: RoomState): boolean {
  const { other, stay } = turn.state;
  if (!other.there || other.page === null || hasHealed(turn.state, before)) return false;
  return stay === null ? isWarm(turn) : isBroken(turn);
}

function isWarm({ state, now }: Turn): boolean {
  const { want, plan } = state;
  if (isBarred(state)) return false;
  if (want !== "out") return true;
  return (plan.adhoc || countsAt(plan, now)) && isNear(state, now);
}

function isBarred({ block, seat, plan, ended }: RoomState): boolean {
  if (block !== null || seat !== "yours" || plan.missing.length > 0) return true;
  return ended?.why === "revoked" || ended?.why === "traject_ended";
}

function isNear({ nearAt, other, plan }: RoomState, now: number): boolean {
  return now - nearAt < COOL_AFTER_MS || other.entered || isAboutToBegin(plan, now);
}

function isAboutToBegin(plan: Plan, now: number): boolean {
  return plan.lessons.some(
    ({ starts_at: startsAt, status }) =>
      status === "on" && startsAt - BEFORE_LESSON_MS <= now && now < startsAt + COOL_AFTER_MS,
  );
}

/** Home keeps what the class has made, until the old line flows again. */
function isBroken(turn: Turn): boolean {
  const { side, stay } = turn.state;
  const call = stay?.call ?? null;
  if (call === null) return false;
  if (call.line === "flowing") return side === "home" && isOffered(turn);
  return side === "home" || (rungOf(turn) !== null && !isYoung(turn, call));
}

function hasHealed({ stay }: RoomState, before: RoomState): boolean {
  return stay?.call?.line === "flowing" && before.stay?.call?.line !== "flowing";
}

/** Home hears the class, but the class may not hear home: it would not have called else. */
function isOffered({ state: { beside }, now }: Turn): boolean {
  return beside !== null && beside.line !== "failed" && now - beside.openedAt < LONGEST_RUNG_MS;
}

/** One that was begun anew is given as long as the first one, unless the ladder is climbed already. */
function isYoung({ state, now }: Turn, { line, openedAt }: CallState): boolean {
  const firstMs = LADDER[0]?.afterMs ?? 0;
  return line === "building" && state.beside === null && now - openedAt < firstMs;
}

function rungOf(turn: Turn): number | null {
  const brokenMs = brokenFor(turn);
  return brokenMs === null ? null : rungAt(brokenMs);
}

function openIfNeeded(turn: Turn): void {
  const { other, link } = turn.state;
  if (other.page === null || link !== "up") return;
  const rung = rungOf(turn);
  if (isOf(turn, other.page, rung)) return;
  openBeside(turn, turn.newId(), other.page, rung);
}

/** What stands beside is for this page, on this rung, and may still come to something. */
function isOf({ state, now }: Turn, page: string, rung: number | null): boolean {
  const { beside } = state;
  if (beside?.page !== page || beside.rung !== rung) return false;
  const isWorking = beside.line === "flowing" || beside.line === "stalled";
  return rung !== null || isWorking || now - beside.openedAt < WARM_EVERY_MS;
}

/**
 * With a server and a line that nothing has mended, a page that is not young begins anew. Only time
 * in which both were there counts: who has just woken up gets to mend the line first.
 */
export function reloadIfLost(turn: Turn): void {
  const { side, loadedAt } = turn.state;
  if (mendingFor(turn) < RELOAD_AFTER_MS[side] || turn.now - loadedAt < RELOAD_EVERY_MS) return;
  turn.state = { ...turn.state, loadedAt: turn.now };
  turn.effects.push({ do: "reload" });
}

function mendingFor(turn: Turn): number {
  const { state, now } = turn;
  const { mending } = state;
  const passedMs = isThere(state) ? Math.min(now - mending.at, LONGEST_STEP_MS) : 0;
  const ms = brokenFor(turn) === null ? 0 : mending.ms + passedMs;
  turn.state = { ...state, mending: { ms, at: now } };
  return ms;
}

/** How long a line that once flowed has not; null if it does, or never did. */
function brokenFor({ state, now }: Turn): number | null {
  const since = state.stay?.everFlowed === true ? state.stay.brokenSince : null;
  return since === null ? null : now - since;
}

/** Only a line to somebody who is there can be mended by us. */
function isThere({ other, confirmed }: RoomState): boolean {
  return confirmed && other.there && other.entered;
}

function tellNear(turn: Turn, page: string | null): void {
  if (page === null) return;
  turn.state = { ...turn.state, toldAt: turn.now };
  turn.effects.push({ do: "tell_near", to: page });
}
