/** What follows from the state of the room, whatever brought it there. */

import { lessonAt } from "./blocks";
import { pressOf } from "./room-phase";
import type { RoomState, Turn } from "./room-state";
import { changeConnection, changeStay, enter, openCall } from "./room-steps";

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
    if (!isThrough(before)) turn.effects.push({ do: "through" });
  }
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
  if (stay === null) changeConnection(turn, other.connection ?? turn.newId(), turn.now);
  openCall(turn, turn.newId(), other.page);
}

function needsCall({ state, now }: Turn, page: string): boolean {
  const call = state.stay?.call;
  if (call?.page !== page) return true;
  const ageMs = now - call.openedAt;
  if (call.line === "failed") return ageMs >= CALL_EVERY_MS;
  return call.line === "building" && ageMs >= CALL_TAKES_MS;
}

function askIfNeeded(turn: Turn): void {
  const call = turn.state.stay?.call;
  const to = turn.state.other.page;
  if (call?.line !== "failed" || to === null || turn.now - call.askedAt < ASK_AGAIN_MS) return;
  changeStay(turn, () => ({ call: { ...call, askedAt: turn.now } }));
  turn.effects.push({ do: "ask_again", call: call.id, to });
}
