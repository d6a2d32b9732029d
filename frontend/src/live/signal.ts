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

const described = fields({ call: id, connection: id, to: id, offer: whole, description });
const candidates = fields({ call: id, to: id, candidates: listOf(candidate, MAX_CANDIDATES) });
const again = fields({ call: id, to: id });

export type Candidate = Read<typeof candidate>;
export type DescriptionSignal = { readonly kind: "description" } & Read<typeof described>;
export type CandidatesSignal = { readonly kind: "candidates" } & Read<typeof candidates>;
export type AgainSignal = { readonly kind: "again" } & Read<typeof again>;
export type Signal = DescriptionSignal | CandidatesSignal | AgainSignal;

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
  throw malformed("signal");
}

export function encodeSignal(signal: Signal): string {
  const { kind, ...content } = signal;
  return JSON.stringify(kind === "again" ? { ...content, again: true } : content);
}
