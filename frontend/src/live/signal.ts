/** What the two browsers tell each other to build a line (docs/protocol.md, section 2). */

import {
  fields,
  fromJson,
  id,
  listOf,
  malformed,
  oneOf,
  orNull,
  type Read,
  type Reader,
  record,
  text,
  textOf,
  whole,
} from "./reading";
import { fromText } from "./trust-bytes";
import { HASH_BYTES } from "./trust-key";
import { proofIn } from "./trust-proof";

export const MAX_CANDIDATES = 100;
/** A description of ours has some 8,000 characters, and the socket takes 64 KiB. */
const MAX_BODY = 64 * 1024;
const MAX_SDP = 48 * 1024;
const MAX_CANDIDATE = 512;

/** The other side's public key, and what it signed with it. */
export interface Proof {
  readonly key: string;
  readonly signature: string;
}

/** Whoever sends none, or a broken one, has proved nothing: that must come as far as the screen. */
const proof: Reader<Proof | null> = proofIn;

const bytes32: Reader<string> = (value, where) => {
  const found = text(value, where);
  if (fromText(found, HASH_BYTES) === null) throw malformed(where);
  return found;
};

export const DESCRIPTION = fields({ type: oneOf("offer", "answer"), sdp: textOf(1, MAX_SDP) });

export const CANDIDATE = fields({
  candidate: textOf(0, MAX_CANDIDATE),
  sdpMid: orNull(text),
  sdpMLineIndex: orNull(whole),
});

const described = fields({
  call: id,
  connection: orNull(id),
  to: id,
  offer: whole,
  description: DESCRIPTION,
  proof,
});
const candidates = fields({ call: id, to: id, candidates: listOf(CANDIDATE, MAX_CANDIDATES) });
const again = fields({ call: id, to: id });
const restart = fields({ call: id, to: id });
const adopt = fields({ call: id, to: id, connection: id });
const near = fields({ to: id });
const step = fields({ step: oneOf("commit", "nonce", "reveal"), value: bytes32 });
const compared = fields({ to: id, compare: step, proof });

export type Candidate = Read<typeof CANDIDATE>;
export type DescriptionSignal = { readonly kind: "description" } & Read<typeof described>;
export type CandidatesSignal = { readonly kind: "candidates" } & Read<typeof candidates>;
export type AgainSignal = { readonly kind: "again" } & Read<typeof again>;
/** Home asks the class for an offer that looks for a new path. */
export type RestartSignal = { readonly kind: "restart" } & Read<typeof restart>;
/** The call is the one of this connection from now on. */
export type AdoptSignal = { readonly kind: "adopt" } & Read<typeof adopt>;
/** Somebody is near the sender. */
export type NearSignal = { readonly kind: "near" } & Read<typeof near>;
/** A step towards the three symbols, between two pages; it belongs to no call. */
export type CompareSignal = { readonly kind: "compare" } & Read<typeof compared>;
/** What belongs to a call. */
export type CallSignal =
  DescriptionSignal | CandidatesSignal | AgainSignal | RestartSignal | AdoptSignal;
export type Signal = CallSignal | NearSignal | CompareSignal;

/** Raises `protocol.malformed`. */
export function parseSignal(body: string): Signal {
  if (body.length > MAX_BODY) throw malformed("signal");
  const source = record(fromJson(body, "signal"), "signal");
  if (source.description !== undefined) {
    return { kind: "description", ...described(source, "signal") };
  }
  if (source.candidates !== undefined) {
    return { kind: "candidates", ...candidates(source, "signal") };
  }
  if (source.compare !== undefined) return { kind: "compare", ...compared(source, "signal") };
  return parseMarked(source);
}

function parseMarked(source: Readonly<Record<string, unknown>>): Signal {
  if (source.again === true) return { kind: "again", ...again(source, "signal") };
  if (source.restart === true) return { kind: "restart", ...restart(source, "signal") };
  if (source.adopt === true) return { kind: "adopt", ...adopt(source, "signal") };
  if (source.near === true) return { kind: "near", ...near(source, "signal") };
  throw malformed("signal");
}

/** These have nothing but their name to say, beside whom they are for. */
const MARKED: readonly Signal["kind"][] = ["again", "restart", "adopt", "near"];

export function encodeSignal(signal: Signal): string {
  const { kind, ...content } = signal;
  return JSON.stringify(MARKED.includes(kind) ? { ...content, [kind]: true } : content);
}
