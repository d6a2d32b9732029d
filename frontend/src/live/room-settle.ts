/** What follows from the state of the room, whatever brought it there. */

import { lessonAt } from "./blocks";
import { besideFor, keepBeside, reloadIfLost } from "./room-beside";
import { changeConnection, changeStay, openCall, takeUp } from "./room-calls";
import { pressOf } from "./room-phase";
import type { CallState, RoomState, Turn } from "./room-state";
import { enter } from "./room-steps";

/** A call that fails at once is not made anew more often than this. */
const CALL_EVERY_MS = 2000;
/** Building a call never takes this long, unless it never succeeds. */
const CALL_TAKES_MS = 15_000;
const ASK_AGAIN_MS = 4000;

export function settle(turn: Turn, before: RoomState): void {
  answerByItself(turn);
  if (isThrough(turn.state)) {
    if (turn.state.side === "class") callIfNeeded(turn);
    else askIfNeeded(turn);
    if (!isThrough(before)) cameThrough(turn, before);
  }
  keepBeside(turn, before);
  reloadIfLost(turn);
}

/** What was said on the way to the other side may have been lost. */
function cameThrough(turn: Turn, before: RoomState): void {
  turn.effects.push({ do: "through" });
  const { side, stay } = turn.state;
  const isOld = stay?.call?.id === before.stay?.call?.id;
  if (side === "class" && isOld) adopt(turn);
}

/** Tells home that this call is the one of our connection. */
function adopt(turn: Turn): void {
  const { stay, other } = turn.state;
  if (stay === null || stay.call?.page !== other.page) return;
  const { id: connection, call } = stay;
  turn.effects.push({ do: "adopt", call: call.id, connection, to: call.page });
}

/** Both are in, so what is sent to the other side arrives there. */
export function isThrough({ confirmed, other, want }: RoomState): boolean {
  return confirmed && want === "in" && other.entered;
}

function answerByItself(turn: Turn): void {
  const { side, other, plan, autoFrom } = turn.state;
  const { now } = turn;
  if (side !== "class" || !plan.auto_answer || !other.entered || now < autoFrom) return;
  if (pressOf(turn.state, now) !== "enter" || lessonAt(plan, now) === null) return;
  turn.state = { ...turn.state, want: "asking", wantedSince: now, unconfirmedSince: now };
  turn.state = { ...turn.state, ended: null, notice: null };
  enter(turn, "auto");
}

/** Only the class starts calls: docs/protocol.md, section 2. */
function callIfNeeded(turn: Turn): void {
  const { other, stay } = turn.state;
  if (other.page === null || !needsCall(turn, other.page)) return;
  const connection = stay?.id ?? other.connection ?? turn.newId();
  if (besideFor(turn.state, other.page)) {
    adoptAndTakeUp(turn, connection);
    return;
  }
  if (stay === null) changeConnection(turn, connection, turn.now);
  openCall(turn, turn.newId(), other.page);
}

/** Home is told first: it takes up meanwhile. */
function adoptAndTakeUp(turn: Turn, connection: string): void {
  const before = turn.effects.length;
  takeUp(turn, connection);
  const own = turn.effects.splice(before);
  adopt(turn);
  turn.effects.push(...own);
}

function needsCall({ state, now }: Turn, page: string): boolean {
  const call = state.stay?.call;
  if (call?.page !== page) return true;
  if (call.line === "stalled") return state.beside?.line === "flowing";
  return isSpent(call, now - call.openedAt);
}

function isSpent({ line }: CallState, ageMs: number): boolean {
  if (line === "failed") return ageMs >= CALL_EVERY_MS;
  return line === "building" && ageMs >= CALL_TAKES_MS;
}

function askIfNeeded(turn: Turn): void {
  const call = turn.state.stay?.call;
  const to = turn.state.other.page;
  if (call?.line !== "failed" || to === null || turn.now - call.askedAt < ASK_AGAIN_MS) return;
  changeStay(turn, () => ({ call: { ...call, askedAt: turn.now } }));
  turn.effects.push({ do: "ask_again", call: call.id, to });
}
