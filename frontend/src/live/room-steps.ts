/** What each event does to the room. `room-settle.ts` then draws the conclusions. */

import { countsAt, endOf, GRACE_MS, lessonAt, STAY_STEP_MS, WARN_MS } from "./blocks";
import type { Down, OtherSeat, Plan, Welcome } from "./protocol";
import { changeStay, closeCall } from "./room-calls";
import { pressOf } from "./room-phase";
import type { RoomState, Stay, Turn } from "./room-state";
import type { Refusal } from "./socket";
import type { EndWhy, NoticeView } from "./view";
import type { ByeWhy, WordOf } from "./words";

const MINUTE_MS = 60_000;
/** docs/protocol.md, "Liveness": a line that flows, without any server. */
const NO_SERVER_MS = 10 * MINUTE_MS;
/** Outside the schedule, without the other side: longer than a tablet sleeps in a pupil's bag. */
const OTHER_GONE_MS = 15 * MINUTE_MS;
const ASK_EVERY_MS = 10_000;
const AUTO_PAUSE_MS = 30_000;
/** A screen that nobody stands at goes back to the lobby by itself. */
const ENDED_SHOWN_MS = 30_000;
/** Nobody stays on for longer in one press, whatever another browser says. */
const LONGEST_STAY_MS = 4 * 60 * MINUTE_MS;

export function closesAt(state: RoomState, stay: Stay): { endsAt: number; closesAt: number } {
  const endsAt = Math.max(endOf(state.plan, stay.startedAt), stay.until ?? 0);
  return { endsAt, closesAt: endsAt + GRACE_MS };
}

// The server

export function welcomed(turn: Turn, message: Welcome): void {
  const { seat, seat_label: seatLabel, other, plan } = message;
  const wasEarly = isEarly(turn.state);
  turn.state = { ...turn.state, link: "up", block: null, seat, seatLabel, other, plan };
  if (turn.state.wantsSeat && seat === "taken") turn.effects.push(send({ type: "take" }));
  turn.state = { ...turn.state, wantsSeat: false };
  if (wasEarly) {
    abandon(turn);
    pressed(turn);
  } else if (turn.state.want !== "out") {
    comesBack(turn);
  }
}

function comesBack(turn: Turn): void {
  const { stay, seat, resumed } = turn.state;
  const mayNot = stay === null ? seat === "taken" : resumed && isStale(turn);
  if (mayNot) abandon(turn);
  else enter(turn);
}

/** Pressed before the server said what a press does now. */
function isEarly({ seat, want, stay }: RoomState): boolean {
  return seat === "none" && want === "asking" && stay === null;
}

/** Too long ago to come back to: the clock is the server's only from the welcome on. */
function isStale({ state, now }: Turn): boolean {
  return state.stay !== null && isLongBroken(state, state.stay, now);
}

export function goneDown(turn: Turn): void {
  const { confirmed, unconfirmedSince } = turn.state;
  const since = confirmed ? turn.now : unconfirmedSince;
  turn.state = { ...turn.state, link: "down", confirmed: false, unconfirmedSince: since };
}

export function refused(turn: Turn, why: Refusal): void {
  goneDown(turn);
  if (why === "taken") {
    loseSeat(turn);
    return;
  }
  if (why === "done") return;
  turn.state = { ...turn.state, block: why };
  // A newer server does not end a lesson; reloading this page brings it back into it.
  if (why !== "version" && turn.state.want !== "out") finish(turn, "revoked", "revoked");
}

export function seated(turn: Turn, seat: "yours" | "taken", seatLabel: string): void {
  turn.state = { ...turn.state, seatLabel };
  if (seat === "yours") turn.state = { ...turn.state, seat };
  else loseSeat(turn);
}

/** Without a bye: the other device of this side goes on. */
function loseSeat(turn: Turn): void {
  turn.state = { ...turn.state, seat: "taken", ended: null };
  abandon(turn);
}

export function planned(turn: Turn, plan: Plan): void {
  const { lessons, adhoc, auto_answer, keep_photos, see_classmates, missing } = plan;
  const kept = { lessons, adhoc, auto_answer, keep_photos, see_classmates, missing };
  turn.state = { ...turn.state, plan: kept };
}

export function otherChanged(turn: Turn, other: OtherSeat): void {
  const rings = other.entered && !turn.state.other.entered;
  const { there, entered, page, connection } = other;
  turn.state = { ...turn.state, other: { there, entered, page, connection } };
  if (rings) turn.state = { ...turn.state, ended: null };
}

/** Only over the socket that is open: what an older one said late is of no use. */
export function letIn(turn: Turn): void {
  if (turn.state.link !== "up") return;
  if (turn.state.want === "out") {
    turn.effects.push(send({ type: "leave" }));
    return;
  }
  turn.state = { ...turn.state, want: "in", confirmed: true, resumed: false, notice: null };
}

/** What a press asked for, and was refused: said on the screen. */
const PRESSES = ["take", "help", "guest_invite", "guest_admit"];

export function told(turn: Turn, error: Extract<Down, { type: "error" }>): void {
  const { code, message, about } = error;
  const notice = { code, message };
  if (PRESSES.includes(about)) turn.state = { ...turn.state, notice };
  if (about === "enter" && turn.state.want !== "out" && !turn.state.confirmed) {
    entryRefused(turn, notice);
  }
}

function entryRefused(turn: Turn, notice: NoticeView): void {
  const { code } = notice;
  if (code === "lessons.seat_taken") {
    loseSeat(turn);
    return;
  }
  const { stay, resumed } = turn.state;
  // In a running lesson, after a crash too, a server in trouble is asked until too long has passed.
  if (stay !== null && !code.startsWith("lessons.")) return;
  if (code === "core.storage_away") wait(turn, notice);
  else refuse(turn, notice, stay !== null && !resumed);
}

/** Who pressed while the database was away need not press again. */
function wait(turn: Turn, notice: NoticeView): void {
  turn.state = { ...turn.state, notice };
}

function refuse(turn: Turn, notice: NoticeView, isRunning: boolean): void {
  const { code } = notice;
  if (isRunning) finish(turn, code === "lessons.not_now" ? "over" : "revoked", "ended");
  else abandon(turn);
  turn.state = { ...turn.state, notice, autoFrom: turn.now + AUTO_PAUSE_MS };
}

/** Mine, or that of who is with me; who waits alone asks again, and learns whose. */
export function rightEnded(turn: Turn, code: "revoked" | "traject_ended"): void {
  if (turn.state.stay !== null) {
    finish(turn, code, "revoked");
  } else if (turn.state.want !== "out") {
    turn.state = { ...turn.state, confirmed: false, unconfirmedSince: turn.now };
    enter(turn);
  }
}

// The person

export function pressed(turn: Turn): void {
  if (pressOf(turn.state, turn.now) !== "enter") return;
  const { now } = turn;
  turn.state = { ...turn.state, want: "asking", wantedSince: now, ended: null, notice: null };
  turn.state = { ...turn.state, unconfirmedSince: now, autoFrom: 0 };
  if (!isEarly(turn.state)) enter(turn);
}

export function left(turn: Turn): void {
  const { state, now } = turn;
  if (state.want === "out") return;
  const lesson = lessonAt(state.plan, now);
  if (state.stay === null) {
    turn.effects.push(send({ type: "leave" }));
    abandon(turn);
  } else {
    finish(turn, "left", state.side === "class" ? "ended" : "left");
  }
  turn.state = { ...turn.state, autoFrom: lesson?.ends_at ?? now + AUTO_PAUSE_MS };
}

export function dismissed(turn: Turn): void {
  turn.state = { ...turn.state, ended: null, notice: null };
}

export function takeSeat(turn: Turn): void {
  if (turn.state.seat !== "taken") return;
  if (turn.state.link === "up") {
    turn.effects.push(send({ type: "take" }));
  } else {
    turn.state = { ...turn.state, wantsSeat: true };
    turn.effects.push({ do: "connect" });
  }
}

export function stayedOn(turn: Turn): void {
  const { stay } = turn.state;
  if (stay === null) return;
  const { endsAt } = closesAt(turn.state, stay);
  const until = Math.max(endsAt, turn.now) + STAY_STEP_MS;
  stayHeard(turn, until);
  turn.effects.push({ do: "say", word: { type: "stay", until } });
}

// The other side

export function stayHeard(turn: Turn, asked: number): void {
  const until = Math.min(asked, turn.now + LONGEST_STAY_MS);
  changeStay(turn, (stay) => ({ until: Math.max(stay.until ?? 0, until) }));
}

export function synced(turn: Turn, word: WordOf<"sync">): void {
  if (turn.state.stay?.id === word.connection) {
    const startedAt = Math.min(turn.state.stay.startedAt, word.started_at);
    changeStay(turn, () => ({ startedAt }));
  }
  if (word.stay !== null) stayHeard(turn, word.stay);
}

// Time

export function ticked(turn: Turn): void {
  warn(turn);
  if (turn.state.stay !== null) endIfDue(turn, turn.state.stay);
  else if (turn.state.want !== "out") stopWaitingIfDue(turn);
  askAgainIfUnanswered(turn);
  const { ended, side } = turn.state;
  const wasShown = ended !== null && turn.now - ended.at >= ENDED_SHOWN_MS;
  if (side === "class" && wasShown) turn.state = { ...turn.state, ended: null };
}

function askAgainIfUnanswered(turn: Turn): void {
  const { want, link, confirmed, askedAt } = turn.state;
  if (want === "out" || link !== "up" || confirmed) return;
  if (turn.now - askedAt >= ASK_EVERY_MS) enter(turn);
}

function warn(turn: Turn): void {
  const { stay } = turn.state;
  if (stay === null) return;
  const isNear = turn.now >= closesAt(turn.state, stay).endsAt - WARN_MS;
  const warnedSince = isNear ? (stay.warnedSince ?? turn.now) : null;
  if (warnedSince !== stay.warnedSince) changeStay(turn, () => ({ warnedSince }));
}

function endIfDue(turn: Turn, stay: Stay): void {
  const { state, now } = turn;
  const flows = stay.brokenSince === null;
  const longUnconfirmed = !state.confirmed && now - state.unconfirmedSince >= NO_SERVER_MS;
  // However late the end is found out, somebody had a minute to stay on.
  const wasWarned = stay.warnedSince !== null && now - stay.warnedSince >= GRACE_MS;
  if (now >= closesAt(state, stay).closesAt && wasWarned) finish(turn, "over", "over");
  else if (flows && longUnconfirmed) finish(turn, "no_server", "ended");
  else if (isLongBroken(state, stay, now)) finish(turn, "other_gone", "ended");
}

/** Never within its lesson: that has an end of its own, until which whoever is away may come back. */
function isLongBroken(state: RoomState, stay: Stay, now: number): boolean {
  if (stay.brokenSince === null || now - stay.brokenSince < OTHER_GONE_MS) return false;
  return !countsAt(state.plan, now) || now >= closesAt(state, stay).closesAt;
}

/** A camera does not stay on all day for somebody who never came. */
function stopWaitingIfDue(turn: Turn): void {
  const { state, now } = turn;
  if (now < endOf(state.plan, state.wantedSince) + GRACE_MS) return;
  turn.effects.push(send({ type: "leave" }));
  abandon(turn);
}

// Shared

/** The connection ends, and the other side is told so unless it told us. */
export function finish(turn: Turn, why: EndWhy, bye: ByeWhy | null): void {
  const hadStay = turn.state.stay !== null;
  if (turn.state.want === "out" && !hadStay) return;
  if (hadStay && bye !== null) turn.effects.push({ do: "say", word: { type: "bye", why: bye } });
  turn.effects.push(send({ type: "leave" }));
  abandon(turn);
  turn.state = { ...turn.state, ended: { why, at: turn.now } };
}

/** Out of the lesson without a word. */
export function abandon(turn: Turn): void {
  const { stay } = turn.state;
  if (stay !== null) {
    closeCall(turn);
    turn.effects.push({ do: "stop_use" });
    turn.effects.push({ do: "forget" });
  }
  turn.state = { ...turn.state, want: "out", confirmed: false, stay: null, resumed: false };
}

/** Asks the server to be let in: for the first time, or again over a new socket. */
export function enter(turn: Turn, how: "press" | "auto" = "press"): void {
  const { stay } = turn.state;
  turn.state = { ...turn.state, askedAt: turn.now };
  const back = { how: "again", connection: stay?.id ?? null } as const;
  const message = stay === null ? { how, connection: null } : back;
  turn.effects.push(send({ type: "enter", ...message }));
}

function send(message: Extract<Turn["effects"][number], { do: "send" }>["message"]) {
  return { do: "send", message } as const;
}
