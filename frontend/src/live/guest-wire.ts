/** What a guest's page and a side of the lesson tell each other (docs/protocol.md, section 5). */

import { bool, fields, fromJson, id, listOf, malformed, oneOf, type Read, record } from "./reading";
import { CANDIDATE, DESCRIPTION, MAX_CANDIDATES } from "./signal";

/** A description of these two tracks has some 6,000 characters. */
const MAX_BODY = 56 * 1024;

const READERS = {
  /** Of a side: I am here, and know of no call with you. */
  hello: fields({}),
  /** Of the guest: make me an offer under this name. */
  ready: fields({ call: id }),
  description: fields({ call: id, description: DESCRIPTION }),
  candidates: fields({ call: id, candidates: listOf(CANDIDATE, MAX_CANDIDATES) }),
  /** What I send, and whether there is room for your picture. */
  told: fields({ call: id, picture: bool, sound: bool, wants: bool }),
} as const;

type Kind = keyof typeof READERS;
const KINDS = Object.keys(READERS) as Kind[];

export type GuestWord = { [K in Kind]: { readonly kind: K } & Read<(typeof READERS)[K]> }[Kind];
export type GuestWordOf<K extends Kind> = Extract<GuestWord, { kind: K }>;
/** What belongs to one call. */
export type GuestCallWord = GuestWordOf<"description" | "candidates" | "told">;

/** Raises `protocol.malformed`. */
export function parseGuestWord(body: string): GuestWord {
  if (body.length > MAX_BODY) throw malformed("guest");
  const source = record(fromJson(body, "guest"), "guest");
  const kind = oneOf(...KINDS)(source.kind, "guest.kind");
  return { kind, ...READERS[kind](source, "guest") } as GuestWord;
}

export function encodeGuestWord(word: GuestWord): string {
  return JSON.stringify(word);
}
