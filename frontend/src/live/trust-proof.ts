/**
 * What a device signs, and how a proof is read (docs/protocol.md, section 2, "The proof").
 *
 * The text is a JSON list, so that no two contents give the same text. The ids of both pages stand
 * in it: 122 random bits each, drawn at every load, so a signature is good for one meeting only.
 */

import { VERSION } from "./protocol";
import type { CompareSignal, DescriptionSignal, Proof } from "./signal";
import { fromText } from "./trust-bytes";
import { KEY_BYTES, SIGNATURE_BYTES } from "./trust-key";
import type { Side } from "./view";

/** Who speaks to whom, as the speaker signs it. */
export interface Speaker {
  readonly room: string;
  readonly side: Side;
  readonly page: string;
  readonly key: string;
}

/** Null for whatever is no proof; never throws. */
export function proofIn(value: unknown): Proof | null {
  if (typeof value !== "object" || value === null) return null;
  const { key, signature } = value as Readonly<Record<string, unknown>>;
  if (typeof key !== "string" || typeof signature !== "string") return null;
  const isWhole =
    fromText(key, KEY_BYTES) !== null && fromText(signature, SIGNATURE_BYTES) !== null;
  return isWhole ? { key, signature } : null;
}

/** Null for a description that does not name exactly one certificate. */
export function descriptionText(speaker: Speaker, signal: DescriptionSignal): string | null {
  const { call, connection, to, offer, description } = signal;
  const fingerprint = fingerprintOf(description.sdp);
  if (fingerprint === null) return null;
  const about = [to, call, connection, offer, description.type, fingerprint, description.sdp];
  return textOf(speaker, "description", about);
}

export function compareText(speaker: Speaker, { to, compare }: CompareSignal): string {
  return textOf(speaker, "compare", [to, compare.step, compare.value]);
}

/** `body`: the envelope as JSON, with both pages and its number in it. */
export function talkText(speaker: Speaker, body: string): string {
  return textOf(speaker, "talk", [body]);
}

function textOf(
  speaker: Speaker,
  kind: string,
  about: readonly (string | number | null)[],
): string {
  const { room, side, page, key } = speaker;
  return JSON.stringify(["sio", VERSION, kind, room, side, page, key, ...about]);
}

const FINGERPRINT = /^a=fingerprint:\s*(sha-(?:256|384|512))\s+([0-9a-f]{2}(?::[0-9a-f]{2})+)\s*$/i;

/**
 * The one certificate that a description names, wherever and however often it names it. Null if
 * there is none, if there are two, or if one is hashed in a way that can be forged.
 */
export function fingerprintOf(sdp: string): string | null {
  const named = sdp.split(/\r\n|\r|\n/).filter((line) => /^\s*a=fingerprint/i.test(line));
  const found = new Set(named.map(readFingerprint));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function readFingerprint(line: string): string | null {
  const [, algorithm, hash] = FINGERPRINT.exec(line) ?? [];
  return algorithm && hash ? `${algorithm.toLowerCase()} ${hash.toUpperCase()}` : null;
}
