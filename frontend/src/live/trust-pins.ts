/** Whom this device has met on this line, and what people said of them. Pure. */

import { fields, listOf, malformed, oneOf, type Read, type Reader, text } from "./reading";
import { fromText } from "./trust-bytes";
import { KEY_BYTES } from "./trust-key";

/** A pupil has a tablet at home and one in hospital, and a class its set and a spare one. */
const MOST_PINS = 4;

/**
 * - `met`: seen, and nobody has compared the symbols yet
 * - `confirmed`: people compared the symbols, and they were the same
 * - `refused`: people said that they differed
 * - `doubted`: they took that back, and have not compared again yet
 */
const STATES = ["met", "confirmed", "refused", "doubted"] as const;

const publicKey: Reader<string> = (value, where) => {
  const key = text(value, where);
  if (fromText(key, KEY_BYTES) === null) throw malformed(where);
  return key;
};

const pins = listOf(fields({ key: publicKey, state: oneOf(...STATES) }), MOST_PINS);

/** Latest met first. */
export type Pins = Read<typeof pins>;
export type Pin = Pins[number];
/** `new`: the first one ever on this line. `changed`: not one of those we trust by now. */
export type Standing = Exclude<Pin["state"], "doubted"> | "new" | "changed";

/** What was on disk; nobody if that can't be read. */
export function pinsIn(kept: unknown): Pins {
  try {
    return pins(kept, "pins");
  } catch {
    return [];
  }
}

/** After somebody was refused, nobody is met without being compared. */
export function standingOf(known: Pins, key: string): Standing {
  const pin = known.find((one) => one.key === key);
  if (pin !== undefined) return pin.state === "doubted" ? "changed" : pin.state;
  return known.length === 0 ? "new" : "changed";
}

/** Whose word we take without asking first. */
export function mayConnect(standing: Standing): boolean {
  return standing === "new" || standing === "met" || standing === "confirmed";
}

/**
 * The oldest falls off, but never the last one that people confirmed. Who was met without being
 * compared gives way to who was confirmed: perhaps that was the liar.
 */
export function withPin(known: Pins, pin: Pin): Pins {
  const others = known.filter(
    ({ key, state }) => key !== pin.key && !(pin.state === "confirmed" && state === "met"),
  );
  const all = [pin, ...others];
  if (all.length <= MOST_PINS) return all;
  const lastGood = all.find(({ state }) => state === "confirmed");
  const drop = all.findLast((one) => one !== lastGood && one !== pin);
  return all.filter((one) => one !== drop);
}
