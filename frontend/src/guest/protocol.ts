/** What the guest's page hears and says (docs/protocol.md, section 5). */

import { LiveError } from "../live/errors";
import { bytesOf, ice, MAX_SIGNAL_BYTES, type Message, parseBy } from "../live/protocol";
import { id, oneOf, text, whole } from "../live/reading";

const SIDES = ["home", "class"] as const;

const DOWN = {
  waiting: {},
  inside: { visit: id, ice },
  here: {},
  ice: { ice },
  signal: { side: oneOf(...SIDES), body: text },
  pong: { n: whole },
  error: { code: text, message: text },
} as const;

const UP = {
  ping: { n: whole },
  signal: { to: oneOf(...SIDES), body: text },
} as const;

/** What the server says to a guest. */
export type GuestDown = Message<typeof DOWN>;
/** What a guest says. */
export type GuestUp = Message<typeof UP>;

/** Raises `protocol.malformed` or `protocol.unknown`. */
export function parseGuestDown(body: string): GuestDown {
  return parseBy(DOWN, body) as GuestDown;
}

/** The twin of the server's `visit_words.read`; the same raises as `parseGuestDown`. */
export function parseGuestUp(body: string): GuestUp {
  return parseBy(UP, body) as GuestUp;
}

/** The text of a message. Raises `protocol.too_big`, so that the server need not close the line. */
export function encodeGuest(message: GuestUp): string {
  const body = JSON.stringify(message);
  if (bytesOf(body) > MAX_SIGNAL_BYTES) {
    throw new LiveError("protocol.too_big", `too big: ${message.type}`);
  }
  return body;
}
