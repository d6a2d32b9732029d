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
  record,
  text,
  whole,
} from "./reading";

const MAX_CANDIDATES = 100;

const description = fields({ type: oneOf("offer", "answer"), sdp: text });

const candidate = fields({
  candidate: text,
  sdpMid: orNull(text),
  sdpMLineIndex: orNull(whole),
});

const described = fields({
  call: id,
  connection: orNull(id),
  to: id,
  offer: whole,
  description,
});
const candidates = fields({ call: id, to: id, candidates: listOf(candidate, MAX_CANDIDATES) });
const again = fields({ call: id, to: id });
const adopt = fields({ call: id, to: id, connection: id });
const near = fields({ to: id });

export type Candidate = Read<typeof candidate>;
export type DescriptionSignal = { readonly kind: "description" } & Read<typeof described>;
export type CandidatesSignal = { readonly kind: "candidates" } & Read<typeof candidates>;
export type AgainSignal = { readonly kind: "again" } & Read<typeof again>;
/** The call is the one of this connection from now on. */
export type AdoptSignal = { readonly kind: "adopt" } & Read<typeof adopt>;
/** Somebody is near the sender. */
export type NearSignal = { readonly kind: "near" } & Read<typeof near>;
/** What belongs to a call. */
export type CallSignal = DescriptionSignal | CandidatesSignal | AgainSignal | AdoptSignal;
export type Signal = CallSignal | NearSignal;

/** Raises `protocol.malformed`. */
export function parseSignal(body: string): Signal {
  const source = record(fromJson(body, "signal"), "signal");
  if (source.description !== undefined) {
    return { kind: "description", ...described(source, "signal") };
  }
  if (source.candidates !== undefined) {
    return { kind: "candidates", ...candidates(source, "signal") };
  }
  if (source.again === true) return { kind: "again", ...again(source, "signal") };
  if (source.adopt === true) return { kind: "adopt", ...adopt(source, "signal") };
  if (source.near === true) return { kind: "near", ...near(source, "signal") };
  throw malformed("signal");
}

export function encodeSignal(signal: Signal): string {
  const { kind, ...content } = signal;
  const isMarked = kind === "again" || kind === "adopt" || kind === "near";
  return JSON.stringify(isMarked ? { ...content, [kind]: true } : content);
}
