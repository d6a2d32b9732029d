/** What is said in a lesson, and the envelope it travels in (docs/protocol.md, section 3). */

import { TROUBLES } from "./camera-watch";
import { LiveError } from "./errors";
import { LOOKS } from "./kinds";
import { MATES_STATE } from "./mates";
import { STEPS } from "./policy";
import {
  bool,
  fields,
  type Fields,
  fromJson,
  id,
  listOf,
  malformed,
  oneOf,
  orElse,
  orNull,
  type Read,
  type Reader,
  record,
  text,
  textOf,
  whole,
} from "./reading";
import { FURTHEST, WITHIN } from "./region";
import { SPOTS } from "./spots";
import { DRAW_WORDS } from "./draw-words";
import { EXAM_WORDS } from "./exam-words";
import { SIGN_WORDS } from "./sign-words";
import { type Turn, TURNS } from "./turns";

export const MAX_CHAT_CHARACTERS = 500;
const MAX_SYNC_LINES = 1000;

const percent: Reader<number> = (value, where) => {
  const found = whole(value, where);
  if (found > 100) throw malformed(where);
  return found;
};
const numberFrom =
  (least: number, most: number): Reader<number> =>
  (value, where) => {
    if (typeof value !== "number" || !(value >= least && value <= most)) throw malformed(where);
    return value;
  };
/** In parts of the board camera's whole picture, perhaps beside it. */
const place = numberFrom(-FURTHEST, FURTHEST + 1);
const turn: Reader<Turn> = (value, where) => {
  const found = TURNS.find((one) => one === value);
  if (found === undefined) throw malformed(where);
  return found;
};
const region = { x: place, y: place, size: numberFrom(0, 1) };
const [before, after] = [numberFrom(-FURTHEST, 0), numberFrom(1, FURTHEST + 1)];
const reach = fields({ left: before, top: before, right: after, bottom: after });
const track = oneOf("on", "off", "refused", "missing", "busy");
const trouble = orNull(oneOf(...TROUBLES));
const chatText = textOf(1, MAX_CHAT_CHARACTERS);

const STATE = {
  camera: track,
  microphone: track,
  watching: bool,
  paused: orNull(oneOf("rest", "care", "meal", "class")),
  speaker: bool,
  sees: bool,
  hears: bool,
  battery: orNull(percent),
  // An older page says nothing of these.
  trouble: orElse(trouble, null),
  room: orElse(orNull(fields({ state: track, trouble })), null),
  looks: orElse(orNull(oneOf(...LOOKS)), null),
  whisper: orElse(bool, false),
  music: orElse(bool, false),
  silent: orElse(bool, false),
  screen: orElse(bool, false),
  notebook: orElse(orNull(turn), null),
  ...MATES_STATE,
};

const syncLine = fields({ id, side: oneOf("home", "class"), text: chatText });

const WORDS = {
  state: STATE,
  line: { step: oneOf(...STEPS), frozen: bool },
  hand: { id, up: bool },
  answer: { id },
  chat: { id, text: chatText },
  look: { n: whole, ...region },
  spot: { n: whole, name: oneOf(...SPOTS), keep: bool },
  view: {
    n: whole,
    ...region,
    // An older class shows nothing beside its picture.
    reach: orElse(reach, WITHIN),
    by: oneOf("camera", "crop", "none"),
    locked: bool,
    spots: listOf(oneOf(...SPOTS), SPOTS.length),
  },
  stay: { until: whole },
  bye: { why: oneOf("left", "ended", "over", "revoked") },
  sync: {
    connection: id,
    started_at: whole,
    hand: orNull(fields({ id, answered: bool })),
    chat: listOf(syncLine, MAX_SYNC_LINES),
    stay: orNull(whole),
  },
  ...SIGN_WORDS,
  ...EXAM_WORDS,
  ...DRAW_WORDS,
} as const;

type Words = typeof WORDS;
/** One word of the talk, `m` in the envelope. */
export type Word = {
  [K in keyof Words]: { readonly type: K } & Fields<Words[K]>;
}[keyof Words];
export type WordOf<K extends Word["type"]> = Extract<Word, { type: K }>;
export type State = Fields<typeof STATE>;
export type SyncLine = Read<typeof syncLine>;
export type ByeWhy = WordOf<"bye">["why"];

/** `m` is still unread: an unknown word must not hold up those after it. */
export interface Envelope {
  readonly page: string;
  readonly to: string;
  readonly n: number;
  readonly ack: number;
  readonly m: unknown;
}

const envelope = fields({ page: id, to: id, n: whole, ack: whole });

/** Raises `protocol.malformed`. */
export function parseEnvelope(body: string): Envelope {
  const source = record(fromJson(body, "talk"), "talk");
  const m = source.m ?? null;
  const head = envelope(source, "talk");
  if ((head.n === 0) !== (m === null)) throw new LiveError("protocol.malformed", "talk.m");
  return { ...head, m };
}

/** Raises `protocol.malformed` or, for a word of a later version, `protocol.unknown`. */
export function parseWord(m: unknown): Word {
  const source = record(m, "word");
  const type = text(source.type, "word.type");
  const shapes: Readonly<Record<string, Readonly<Record<string, Reader<unknown>>>>> = WORDS;
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (shape === undefined) throw new LiveError("protocol.unknown", `unknown: ${type}`);
  return { type, ...fields(shape)(source, type) } as Word;
}
