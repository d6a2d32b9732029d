/** The socket's messages (docs/protocol.md, section 1); untrusted JSON enters only here. */

import { LiveError } from "./errors";
import { FIGURES } from "./figure-fields";
import {
  bool,
  type Fields,
  fields,
  fromJson,
  id,
  listOf,
  oneOf,
  orElse,
  orNull,
  type Read,
  type Reader,
  record,
  text,
  whole,
} from "./reading";

export const VERSION = 2;
export const MAX_SIGNAL_BYTES = 64 * 1024;
export const MAX_TALK_BYTES = 16 * 1024;
export const MAX_OTHER_BYTES = 4 * 1024;

const MAX_LESSONS = 200;
const MAX_SERVERS = 20;

const lesson = fields({
  id: text,
  starts_at: whole,
  ends_at: whole,
  subject: text,
  room: text,
  kind: oneOf("fixed", "flexible", "extra"),
  status: oneOf("on", "pupil_absent", "teacher_absent", "elsewhere", "cancelled"),
  link: text,
  /** A server of before it plans no break inside a half day. */
  half_day: orElse(bool, false),
});

const PLAN = {
  lessons: listOf(lesson, MAX_LESSONS),
  adhoc: bool,
  auto_answer: bool,
  /** A server of before them says neither of these two. */
  keep_photos: orElse(bool, false),
  see_classmates: orElse(bool, false),
  missing: listOf(oneOf("agreement.home", "agreement.class", "traject"), 3),
};

/** Of one server: `username` and `credential` only for TURN. */
const iceServer: Reader<RTCIceServer> = (value, where) => {
  const source = record(value, where);
  const urls = [...listOf(text, MAX_SERVERS)(source.urls, `${where}.urls`)];
  if (source.username === undefined) return { urls };
  return {
    urls,
    username: text(source.username, `${where}.username`),
    credential: text(source.credential, `${where}.credential`),
  };
};

export const ice = fields({
  servers: listOf(iceServer, MAX_SERVERS),
  policy: oneOf("all", "relay"),
  until: whole,
});

const OTHER = {
  there: bool,
  entered: bool,
  page: orNull(id),
  connection: orNull(id),
};

const SEAT = { seat: oneOf("yours", "taken"), seat_label: text };

export const ASKED_BY = ["home", "class", "family", "school", "staff"] as const;

/** All null: the helpdesk sees nothing. */
const HELP = {
  question: orNull(whole),
  asked_by: orNull(oneOf(...ASKED_BY)),
  until: orNull(whole),
};

/** `visit` null: nobody is asked as a guest. `name` and `let_in`: who, and whether it may be here. */
const GUEST = {
  visit: orNull(id),
  name: text,
  asked_by: orNull(oneOf("home", "class")),
  let_in: bool,
};

const DOWN = {
  welcome: {
    version: whole,
    now: whole,
    ping_ms: whole,
    dead_ms: whole,
    ...SEAT,
    other: fields(OTHER),
    ice,
    plan: fields(PLAN),
  },
  plan: PLAN,
  seat: SEAT,
  other: OTHER,
  entered: { ice },
  ice: { ice },
  left: {},
  signal: { body: text },
  talk: { body: text },
  noted: { connection: id, stopped_at: whole },
  pong: { n: whole, now: whole },
  help: HELP,
  guest: GUEST,
  guest_signal: { visit: id, body: text },
  end: { code: oneOf("revoked", "traject_ended") },
  error: { code: text, message: text, about: text },
} as const;

const UP = {
  hello: { version: whole, page: id },
  take: {},
  enter: { how: oneOf("press", "auto", "again"), connection: orNull(id) },
  leave: {},
  signal: { body: text },
  talk: { body: text },
  use: { connection: id, started_at: whole, stopped_at: whole },
  ping: { n: whole },
  help: { want: bool },
  figures: FIGURES,
  guest_invite: {},
  guest_admit: { visit: id },
  guest_dismiss: { visit: id },
  guest_signal: { visit: id, body: text },
} as const;

export type Table = Readonly<Record<string, Readonly<Record<string, Reader<unknown>>>>>;
export type Message<T extends Table> = {
  [K in keyof T]: { readonly type: K } & Fields<T[K]>;
}[keyof T];

export type Lesson = Read<typeof lesson>;
export type Plan = Fields<typeof PLAN>;
export type Ice = Read<typeof ice>;
export type OtherSeat = Fields<typeof OTHER>;
/** What the server says. */
export type Down = Message<typeof DOWN>;
export type Welcome = Extract<Down, { type: "welcome" }>;
/** What the browser says. */
export type Up = Message<typeof UP>;
/** Who is asked as a guest, or is one; or a signal of who is. */
export type GuestMessage = Extract<Down, { type: "guest" | "guest_signal" }>;
export type Pong = Extract<Down, { type: "pong" }>;
export type HowToEnter = Extract<Up, { type: "enter" }>["how"];

/** Raises `protocol.malformed` or `protocol.unknown`. */
export function parseDown(body: string): Down {
  return parseBy(DOWN, body) as Down;
}

/** The twin of the server's `parse`; the same raises as `parseDown`. */
export function parseUp(body: string): Up {
  return parseBy(UP, body) as Up;
}

/** The text of a message. Raises `protocol.too_big`, so that the server need not close the line. */
export function encode(message: Up): string {
  const body = JSON.stringify(message);
  if (bytesOf(body) > mostBytes(message.type)) {
    throw new LiveError("protocol.too_big", `too big: ${message.type}`);
  }
  return body;
}

export function bytesOf(body: string): number {
  return new TextEncoder().encode(body).length;
}

function mostBytes(type: Up["type"]): number {
  if (type === "signal" || type === "guest_signal") return MAX_SIGNAL_BYTES;
  return type === "talk" ? MAX_TALK_BYTES : MAX_OTHER_BYTES;
}

/** The message of that table in `body`, with its named fields alone. */
export function parseBy(table: Table, body: string): { readonly type: string } {
  const source = record(fromJson(body, "message"), "message");
  const type = text(source.type, "type");
  const shape = Object.hasOwn(table, type) ? table[type] : undefined;
  if (shape === undefined) throw new LiveError("protocol.unknown", `unknown: ${type}`);
  return { type, ...fields(shape)(source, type) };
}
