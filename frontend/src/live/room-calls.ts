/** Which call is whose: opened, taken up, flowing, over. */

import { pathsOf } from "./ladder";
import type { CallState, Stay, Turn } from "./room-state";

const CALLS_REMEMBERED = 8;
const LONG_BREAK_MS = 60_000;

export function newStay(id: string, startedAt: number): Stay {
  return {
    id,
    startedAt,
    until: null,
    call: null,
    everFlowed: false,
    brokenSince: startedAt,
    warnedSince: null,
  };
}

/** Class: home's side of this call is beyond repair, or it has not heard which call is ours. */
export function askedAgain(turn: Turn, id: string): void {
  const { side, stay, closedCalls } = turn.state;
  if (side !== "class") return;
  if (closedCalls.includes(id)) adopt(turn);
  else if (stay?.call?.id !== id || !isBeingMended(stay.call)) lost(turn, id);
}

/** Its restarts and the ladder go on: nothing is won by beginning anew. */
function isBeingMended({ line, isSound }: CallState): boolean {
  return isSound && line !== "flowing";
}

/** This call is over for the other side. */
function lost(turn: Turn, id: string): void {
  lineChanged(turn, id, "failed");
  changeStay(turn, ({ call }) => (call?.id === id ? { call: { ...call, isSound: false } } : {}));
}

/** Tells home that this call is the one of our connection. */
export function adopt(turn: Turn): void {
  const { stay, other } = turn.state;
  if (stay === null || stay.call?.page !== other.page) return;
  const { id: connection, call } = stay;
  turn.effects.push({ do: "adopt", call: call.id, connection, to: call.page });
}

export function lineChanged(turn: Turn, id: string, line: CallState["line"]): void {
  const { stay, beside } = turn.state;
  if (beside?.id === id) turn.state = { ...turn.state, beside: { ...beside, line } };
  if (stay?.call?.id !== id || stay.call.line === line) return;
  if (line === "flowing") flows(turn, stay.call);
  else breaks(turn, { ...stay.call, line });
}

function breaks(turn: Turn, call: CallState): void {
  changeStay(turn, ({ brokenSince }) => ({ call, brokenSince: brokenSince ?? turn.now }));
}

function flows(turn: Turn, before: CallState): void {
  const { stay } = turn.state;
  if (stay === null) return;
  const call = { ...before, line: "flowing", isSound: true } as const;
  allowServer(turn, turn.now - (stay.brokenSince ?? turn.now));
  changeStay(turn, () => ({ call, brokenSince: null, everFlowed: true }));
  const { id: connection, startedAt } = stay;
  turn.effects.push({ do: "begin_use", connection, startedAt });
}

/** After a long break the line may be back sooner than the server: its absence counts from now on. */
function allowServer(turn: Turn, brokenMs: number): void {
  if (brokenMs >= LONG_BREAK_MS) turn.state = { ...turn.state, unconfirmedSince: turn.now };
}

/** From here on together as `connection`; what was said stays if we were together before. */
export function changeConnection(turn: Turn, connection: string, startedAt: number): void {
  const { stay } = turn.state;
  if (stay === null) {
    turn.effects.push({ do: "begin" });
  } else {
    closeCall(turn);
    turn.effects.push({ do: "stop_use" });
  }
  const everFlowed = stay?.everFlowed ?? false;
  turn.state = { ...turn.state, stay: { ...newStay(connection, startedAt), everFlowed } };
}

export function openCall(turn: Turn, id: string, page: string): void {
  closeCall(turn);
  const { stay } = turn.state;
  if (stay === null) return;
  const call = newCall(turn, id, page);
  changeStay(turn, () => ({ call, brokenSince: stay.brokenSince ?? turn.now }));
  const opened = { call: id, connection: stay.id, page, paths: "all" } as const;
  turn.effects.push({ do: "open_call", ...opened });
}

export function closeCall(turn: Turn): void {
  const call = turn.state.stay?.call;
  if (!call) return;
  over(turn, call);
  changeStay(turn, () => ({ call: null }));
}

/** A call that carries nothing of ours yet; on a rung of the ladder if the line is broken. */
export function openBeside(turn: Turn, id: string, page: string, rung: number | null): void {
  closeBeside(turn);
  turn.state = { ...turn.state, beside: { ...newCall(turn, id, page), rung } };
  const paths = rung === null ? "all" : pathsOf(rung);
  turn.effects.push({ do: "open_call", call: id, connection: null, page, paths });
}

export function closeBeside(turn: Turn): void {
  const { beside } = turn.state;
  if (beside === null) return;
  over(turn, beside);
  turn.state = { ...turn.state, beside: null };
}

/** From now on the call beside is the one of this connection. */
export function takeUp(turn: Turn, connection: string): void {
  const { stay: before, beside } = turn.state;
  if (beside === null) return;
  if (before?.id === connection) closeCall(turn);
  else changeConnection(turn, connection, turn.now);
  const call = { ...beside, openedAt: turn.now, askedAt: 0 };
  turn.state = { ...turn.state, beside: null };
  const brokenSince = turn.state.stay?.brokenSince ?? turn.now;
  changeStay(turn, () => ({ call, brokenSince }));
  turn.effects.push({ do: "take_up", call: call.id, connection });
  if (call.line === "flowing") flows(turn, call);
}

function newCall(turn: Turn, id: string, page: string): CallState {
  const begun = { line: "building", isSound: false, openedAt: turn.now, askedAt: 0 } as const;
  return { id, page, rung: null, ...begun };
}

function over(turn: Turn, { id }: CallState): void {
  turn.effects.push({ do: "close_call", call: id });
  const closedCalls = [...turn.state.closedCalls, id].slice(-CALLS_REMEMBERED);
  turn.state = { ...turn.state, closedCalls };
}

export function changeStay(turn: Turn, change: (stay: Stay) => Partial<Stay>): void {
  const { stay } = turn.state;
  if (stay !== null) turn.state = { ...turn.state, stay: { ...stay, ...change(stay) } };
}
