/**
 * The eight characters that a person reads to the helpdesk; nothing else is sent or kept.
 *
 * The outcomes are packed in 27 bits, written with 28 characters as six digits, and two digits are
 * added so that the whole number leaves 1 when divided by 773: then no single wrong character and no
 * two swapped neighbours pass. `sio/lessons/check.py` says why, and reads it back.
 */

import { type Outcomes, type Part, PART_NAMES, PARTS } from "./outcomes";

/** As in pairing codes: of letters and figures that look alike only one. */
export const ALPHABET = "0123456789ACDEFGHJKMNPRTVWXY";
export const LENGTH = 8;

const CHECK_DIGITS = 2;
const PRIME = 773;
const REMAINDER = 1;

const BITS: Readonly<Record<Part, number>> = {
  side: 2,
  browser: 2,
  camera: 3,
  microphone: 3,
  speaker: 2,
  direct: 2,
  udp: 2,
  tcp: 2,
  tls: 2,
  bandwidth: 3,
  loss: 2,
  delay: 2,
};

/** ABCD-EFGH, as people read it. */
export function codeOf(outcomes: Outcomes): string {
  const shifted = packed(outcomes) * ALPHABET.length ** CHECK_DIGITS;
  const check = (REMAINDER + PRIME - (shifted % PRIME)) % PRIME;
  const digits = written(shifted + check);
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

function packed(outcomes: Outcomes): number {
  return PART_NAMES.reduce((bits, part) => (bits << BITS[part]) | numberOf(part, outcomes), 0);
}

function numberOf(part: Part, outcomes: Outcomes): number {
  const words: readonly string[] = PARTS[part];
  return words.indexOf(outcomes[part]);
}

/** To base 28; larger than 32 bits, so no bit operations here. */
function written(number: number): string {
  let digits = "";
  for (let rest = number; digits.length < LENGTH; rest = Math.floor(rest / ALPHABET.length)) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
  }
  return digits;
}
