/**
 * What the device check found, part by part.
 *
 * The place of a word in its list is its number in the code for the helpdesk, which
 * `sio/lessons/check.py` reads: words are only ever added at the end, up to 2^bits.
 */

export const PARTS = {
  side: ["unknown", "home", "class", "grown_up"],
  browser: ["works", "unsupported", "insecure"],
  camera: ["untested", "works", "dark", "refused", "missing", "busy", "failed"],
  microphone: ["untested", "works", "silent", "refused", "missing", "busy", "failed"],
  speaker: ["untested", "works", "not_heard", "blocked"],
  direct: ["untested", "works", "no_answer", "failed"],
  udp: ["untested", "works", "failed", "absent"],
  tcp: ["untested", "works", "failed", "absent"],
  tls: ["untested", "works", "failed", "absent"],
  bandwidth: ["unknown", "barely", "sound", "board", "small", "picture", "sharp"],
  loss: ["unknown", "low", "some", "high"],
  delay: ["unknown", "short", "long", "very_long"],
} as const;

export type Part = keyof typeof PARTS;
export type Outcome<P extends Part> = (typeof PARTS)[P][number];
/** One word for every part. */
export type Outcomes = { readonly [P in Part]: Outcome<P> };
export type Relay = "udp" | "tcp" | "tls";

export const PART_NAMES = Object.keys(PARTS) as readonly Part[];
export const RELAYS: readonly Relay[] = ["udp", "tcp", "tls"];

/** Before the first test. */
export function nothingTested(side: Outcome<"side">): Outcomes {
  return {
    side,
    browser: "works",
    camera: "untested",
    microphone: "untested",
    speaker: "untested",
    direct: "untested",
    udp: "untested",
    tcp: "untested",
    tls: "untested",
    bandwidth: "unknown",
    loss: "unknown",
    delay: "unknown",
  };
}
