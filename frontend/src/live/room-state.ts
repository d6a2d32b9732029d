/**
 * The state of the room as a value: `transition(state, event)` gives the next state and what is to
 * be done. Nothing here waits, sends or knows a browser.
 */

import type { Down, OtherSeat, Plan, Up } from "./protocol";
import type { Paths } from "./ladder";
import * as beside from "./room-beside";
import * as calls from "./room-calls";
import * as step from "./room-steps";
import { settle } from "./room-settle";
import type { Refusal } from "./socket";
import type { BlockCode, EndWhy, NoticeView, Side } from "./view";
import type { ByeWhy, Word, WordOf } from "./words";

/** One pair of RTCPeerConnections. `failed`: the browser has given up, which a restart may mend. */
export interface CallState {
  readonly id: string;
  /** The other side's page that it was made for. */
  readonly page: string;
  /** Of the ladder; null for one that stands on none. */
  readonly rung: number | null;
  readonly line: "building" | "flowing" | "stalled" | "failed";
  /** It has flowed, and both sides still have it: then it is worth restarting for ever. */
  readonly isSound: boolean;
  readonly openedAt: number;
  /** Home: when the class was last asked for a new one, or an `adopt` began to be expected. */
  readonly askedAt: number;
}

/** One stay together: a connection of docs/protocol.md. */
export interface Stay {
  readonly id: string;
  readonly startedAt: number;
  /** How long somebody asked to stay on; null if nobody did. */
  readonly until: number | null;
  readonly call: CallState | null;
  readonly everFlowed: boolean;
  /** Since when nothing flows; null while it does. */
  readonly brokenSince: number | null;
  /** Since when the warning is shown; null while it is not. */
  readonly warnedSince: number | null;
}

export interface RoomState {
  readonly side: Side;
  readonly loadedAt: number;
  readonly link: "none" | "up" | "down";
  readonly block: BlockCode | null;
  readonly seat: "none" | "yours" | "taken";
  readonly seatLabel: string;
  /** The person has pressed to take the seat, and the socket is not open yet. */
  readonly wantsSeat: boolean;
  readonly other: OtherSeat;
  readonly plan: Plan;
  /** `asking`: the server has not let me in yet. */
  readonly want: "out" | "asking" | "in";
  readonly wantedSince: number;
  /** The server has let me in over the socket that is open now. */
  readonly confirmed: boolean;
  readonly unconfirmedSince: number;
  readonly askedAt: number;
  /** How long both have been there to mend the line that is broken, as it stood at `at`. */
  readonly mending: { readonly ms: number; readonly at: number };
  readonly stay: Stay | null;
  /** A call without a connection: warm before the press, or to replace a broken line. */
  readonly beside: CallState | null;
  /** When somebody last touched this page or the other side's. */
  readonly nearAt: number;
  /** When the other side was last told so. */
  readonly toldAt: number;
  /** Came back after a reload or crash, and not let in yet. */
  readonly resumed: boolean;
  readonly ended: { readonly why: EndWhy; readonly at: number } | null;
  readonly notice: NoticeView | null;
  readonly autoFrom: number;
  /** Calls of this page that are over, newest last. */
  readonly closedCalls: readonly string[];
}

export type RoomEvent =
  | { readonly type: "server"; readonly message: ServerMessage }
  | { readonly type: "down" }
  | { readonly type: "refused"; readonly why: Refusal }
  | { readonly type: "press" }
  | { readonly type: "leave" }
  | { readonly type: "dismiss" }
  | { readonly type: "take" }
  | { readonly type: "stay_on" }
  | { readonly type: "tick" }
  /** `connection`: null of a call that is only beside. */
  | { readonly type: "offer"; readonly call: string; readonly connection: string | null }
  /** The class: that call is the one of this connection from now on. */
  | { readonly type: "adopted"; readonly call: string; readonly connection: string }
  /** Somebody touches this page, or the other side's. */
  | { readonly type: "touched" }
  | { readonly type: "near" }
  | { readonly type: "again"; readonly call: string }
  | { readonly type: "line"; readonly call: string; readonly line: CallState["line"] }
  | { readonly type: "word"; readonly word: WordOf<"bye" | "stay" | "sync"> };

/** All but what the room passes on to others, and the state need not know. */
export type ServerMessage = Exclude<
  Down,
  { type: "signal" | "talk" | "noted" | "pong" | "ice" | "help" | "guest" | "guest_signal" }
>;

export type Effect =
  | { readonly do: "send"; readonly message: Up }
  | { readonly do: "say"; readonly word: Word }
  /** A new connection begins; what was said in another one is over. */
  | { readonly do: "begin" }
  | {
      readonly do: "open_call";
      readonly call: string;
      /** Null: beside, nothing of ours is sent and nothing of theirs is shown. */
      readonly connection: string | null;
      readonly page: string;
      readonly paths: Paths;
    }
  /** Nothing else has helped: the page is loaded anew. */
  | { readonly do: "reload" }
  /** The call beside becomes the one of this connection. */
  | { readonly do: "take_up"; readonly call: string; readonly connection: string }
  /** Class: tells home so. */
  | {
      readonly do: "adopt";
      readonly call: string;
      readonly connection: string;
      readonly to: string;
    }
  | { readonly do: "tell_near"; readonly to: string }
  | { readonly do: "close_call"; readonly call: string }
  | { readonly do: "ask_again"; readonly call: string; readonly to: string }
  /** Sound and picture flow, for the first time or again. */
  | { readonly do: "begin_use"; readonly connection: string; readonly startedAt: number }
  | { readonly do: "stop_use" }
  /** The connection is over: forget what was said. */
  | { readonly do: "forget" }
  /** Signals reach the other side (again). */
  | { readonly do: "through" }
  | { readonly do: "connect" };

export interface Context {
  /** On the server's clock. */
  readonly now: number;
  readonly newId: () => string;
}

/** A transition in the making: steps write `state` and add `effects`. */
export interface Turn extends Context {
  state: RoomState;
  readonly effects: Effect[];
}

export interface Next {
  readonly state: RoomState;
  readonly effects: readonly Effect[];
}

/** What was running when this page was loaded: from the journal. */
export interface Running {
  readonly connection: string;
  readonly startedAt: number;
  readonly aliveAt: number;
}

const NOBODY: OtherSeat = { there: false, entered: false, page: null, connection: null };
const NO_PLAN: Plan = {
  lessons: [],
  adhoc: false,
  auto_answer: false,
  keep_photos: false,
  see_classmates: false,
  missing: [],
};

export function initial(side: Side, now: number, running: Running | null): RoomState {
  return {
    side,
    loadedAt: now,
    link: "none",
    block: null,
    seat: "none",
    seatLabel: "",
    wantsSeat: false,
    other: NOBODY,
    plan: NO_PLAN,
    want: running === null ? "out" : "in",
    wantedSince: now,
    confirmed: false,
    unconfirmedSince: now,
    askedAt: 0,
    mending: { ms: 0, at: now },
    stay: running === null ? null : comingBack(running),
    beside: null,
    nearAt: now,
    toldAt: 0,
    resumed: running !== null,
    ended: null,
    notice: null,
    autoFrom: 0,
    closedCalls: [],
  };
}

function comingBack({ connection, startedAt, aliveAt }: Running): Stay {
  return { ...calls.newStay(connection, startedAt), everFlowed: true, brokenSince: aliveAt };
}

export function transition(state: RoomState, event: RoomEvent, context: Context): Next {
  const turn: Turn = { ...context, state, effects: [] };
  run(STEPS, turn, event);
  settle(turn, state);
  return { state: turn.state, effects: turn.effects };
}

type Steps<E extends { readonly type: string }> = {
  readonly [K in E["type"]]: (turn: Turn, event: Extract<E, { type: K }>) => void;
};

const STEPS: Steps<RoomEvent> = {
  server: (turn, { message }) => run(MESSAGE_STEPS, turn, message),
  down: step.goneDown,
  refused: (turn, { why }) => step.refused(turn, why),
  press: step.pressed,
  leave: step.left,
  dismiss: step.dismissed,
  take: step.takeSeat,
  stay_on: step.stayedOn,
  tick: step.ticked,
  offer: (turn, { call, connection }) => beside.offered(turn, call, connection),
  adopted: (turn, { call, connection }) => beside.adopted(turn, call, connection),
  touched: beside.touched,
  near: beside.heardNear,
  again: (turn, { call }) => calls.askedAgain(turn, call),
  line: (turn, { call, line }) => calls.lineChanged(turn, call, line),
  word: (turn, { word }) => takeWord(turn, word),
};

const MESSAGE_STEPS: Steps<ServerMessage> = {
  welcome: step.welcomed,
  plan: step.planned,
  seat: (turn, message) => step.seated(turn, message.seat, message.seat_label),
  other: step.otherChanged,
  entered: step.letIn,
  left: () => undefined,
  end: (turn, { code }) => step.rightEnded(turn, code),
  error: step.told,
};

function run<E extends { readonly type: string }>(steps: Steps<E>, turn: Turn, event: E): void {
  const act = steps[event.type as E["type"]] as (turn: Turn, event: E) => void;
  act(turn, event);
}

function takeWord(turn: Turn, word: WordOf<"bye" | "stay" | "sync">): void {
  if (turn.state.stay === null) return;
  if (word.type === "bye") step.finish(turn, END_BY_BYE[word.why], null);
  else if (word.type === "stay") step.stayHeard(turn, word.until);
  else step.synced(turn, word);
}

const END_BY_BYE: Readonly<Record<ByeWhy, EndWhy>> = {
  left: "other_left",
  ended: "other_left",
  over: "over",
  revoked: "revoked",
};
