/** What follows from the state of the room, whatever brought it there. */

import { lessonAt } from "./blocks";
import { besideFor, keepBeside, reloadIfLost } from "./room-beside";
import { adopt, changeConnection, changeStay, openCall, takeUp } from "./room-calls";
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
  if (call.line === "flowing") return false;
  const isOther = state.beside?.page === page && state.beside.line === "flowing";
  return isOther || isSpent(call, now - call.openedAt);
}

function isSpent({ line, isSound }: CallState, ageMs: number): boolean {
  if (line === "failed") return !isSound && ageMs >= CALL_EVERY_MS;
  return line === "building" && ageMs >= CALL_TAKES_MS;
}

/** Home: what the class said, or what it was asked, may have been lost on an open socket. */
function askIfNeeded(turn: Turn): void {
  const { stay, beside } = turn.state;
  const call = stay?.call;
  if (call?.line === "failed") askOften(turn, call);
  else if (call?.line !== "flowing" && beside?.line === "flowing") expectAdopt(turn, beside, call);
}

function askOften(turn: Turn, { id, askedAt }: CallState): void {
  if (turn.now - askedAt >= ASK_AGAIN_MS) askAgain(turn, id);
}

/** The class flows over it too, so an `adopt` is on its way, or was. */
function expectAdopt(turn: Turn, beside: CallState, call?: CallState | null): void {
  const isExpected = beside.askedAt !== 0;
  if (isExpected && turn.now - beside.askedAt < ASK_AGAIN_MS) return;
  turn.state = { ...turn.state, beside: { ...beside, askedAt: turn.now } };
  if (isExpected) askAgain(turn, (call ?? beside).id);
}

function askAgain(turn: Turn, id: string): void {
  const to = turn.state.other.page;
  if (to === null) return;
  const askedAt = turn.now;
  changeStay(turn, ({ call }) => (call?.id === id ? { call: { ...call, askedAt } } : {}));
  turn.effects.push({ do: "ask_again", call: id, to });
}
