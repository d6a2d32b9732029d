/** What the state of the room means to a person. */

import { countsAt, nearAt } from "./blocks";
import type { Plan } from "./protocol";
import type { RoomState } from "./room-state";
import type { BlockCode, Phase, PressAction } from "./view";

/** A page that has just been loaded is not called offline yet. */
const PATIENCE_MS = 3000;

export function phaseOf(state: RoomState, now: number): Phase {
  if (blockOf(state) !== null) return "blocked";
  if (state.want !== "out") return phaseInside(state, now);
  if (state.seat === "taken") return "taken";
  if (state.ended !== null) return "ended";
  if (state.link !== "up") return isJustLoaded(state, now) ? "lobby" : "offline";
  return state.other.entered ? "called" : "lobby";
}

function phaseInside(state: RoomState, now: number): Phase {
  if (state.stay !== null) {
    if (state.stay.call?.line === "flowing") return "live";
    return state.stay.everFlowed ? "interrupted" : "connecting";
  }
  if (state.link !== "up") return isJustLoaded(state, now) ? "waiting" : "offline";
  return state.other.entered ? "connecting" : "waiting";
}

function isJustLoaded(state: RoomState, now: number): boolean {
  return state.link === "none" && now - state.loadedAt < PATIENCE_MS;
}

/** Null if nothing is in the way. A running lesson is not stopped by what hinders a new one. */
export function blockOf(state: RoomState): BlockCode | null {
  if (state.stay !== null || state.want !== "out") return null;
  if (state.block !== null) return state.block;
  const isLacking = state.link === "up" && state.plan.missing.length > 0;
  return isLacking && state.seat !== "taken" ? "missing" : null;
}

/** Before the server has answered the press is kept: `welcomed` in room-steps.ts. */
export function pressOf(state: RoomState, now: number): PressAction {
  if (phaseOf(state, now) === "lobby" && state.link === "none") return "enter";
  if (!isInLobby(state) || blockOf(state) !== null) return "none";
  return pressIn(state.plan, now);
}

function pressIn(plan: Plan, now: number): PressAction {
  const near = nearAt(plan, now);
  if (near.length > 0 && near.every(({ status }) => status === "elsewhere")) return "link";
  return plan.adhoc || countsAt(plan, now) ? "enter" : "not_now";
}

/** The server would let me ask: the socket is open, the seat is mine, and I am not in yet. */
export function isInLobby({ want, link, seat }: RoomState): boolean {
  return want === "out" && link === "up" && seat === "yours";
}
