/** How bad each outcome is for a lesson, and what that makes of the whole. No words here. */

import { type Outcome, type Outcomes, type Part, PART_NAMES, RELAYS } from "./outcomes";

/** `none`: nothing to say, or not tested. */
export type Tone = "none" | "good" | "warn" | "bad";

/**
 * - `ready`: all works
 * - `pair`: all that a device without a pairing can test works
 * - `partly`: what was tested works, but not all was tested
 * - `limited`: a lesson is possible, something can be better
 * - `stuck`: a lesson will not work
 */
export type Verdict = "ready" | "pair" | "partly" | "limited" | "stuck";

const ORDER: readonly Tone[] = ["none", "good", "warn", "bad"];
const MEDIA_BAD = { refused: "bad", missing: "bad", busy: "bad", failed: "bad" } as const;
const FIXED: { readonly [P in Part]?: Partial<Record<Outcome<P>, Tone>> } = {
  browser: { unsupported: "bad", insecure: "bad" },
  camera: { dark: "warn" },
  microphone: { silent: "warn", ...MEDIA_BAD },
  speaker: { not_heard: "bad", blocked: "warn" },
  bandwidth: {
    barely: "bad",
    sound: "warn",
    board: "warn",
    small: "warn",
    picture: "good",
    sharp: "good",
  },
  loss: { low: "good", some: "warn", high: "bad" },
  delay: { short: "good", long: "warn", very_long: "warn" },
};

export function toneOf(part: Part, outcomes: Outcomes): Tone {
  const outcome = outcomes[part];
  if (outcome === "untested" || outcome === "unknown" || part === "side") return "none";
  if (outcome === "works") return "good";
  const fixed: Partial<Record<string, Tone>> = FIXED[part] ?? {};
  if (fixed[outcome]) return fixed[outcome];
  return part === "camera" ? cameraTone(outcomes) : pathTone(part, outcomes);
}

export function tonesOf(outcomes: Outcomes): Readonly<Record<Part, Tone>> {
  const tones = PART_NAMES.map((part) => [part, toneOf(part, outcomes)] as const);
  return Object.fromEntries(tones) as Record<Part, Tone>;
}

export function verdictOf(outcomes: Outcomes): Verdict {
  const worst = worstOf(PART_NAMES.map((part) => toneOf(part, outcomes)));
  if (worst === "bad") return "stuck";
  if (worst === "warn") return "limited";
  const { camera, microphone, speaker, direct, side } = outcomes;
  if ([camera, microphone, speaker].includes("untested")) return "partly";
  if (side === "unknown") return "pair";
  return direct === "untested" && !relayWorks(outcomes) ? "partly" : "ready";
}

export function worstOf(tones: readonly Tone[]): Tone {
  return ORDER[Math.max(0, ...tones.map((tone) => ORDER.indexOf(tone)))] ?? "none";
}

/** Sound comes first: a pupil can follow without a camera, but who looks at the class cannot. */
function cameraTone({ side }: Outcomes): Tone {
  return side === "class" ? "bad" : "warn";
}

/** One way that does not work is no disaster as long as another does. */
function pathTone(part: Part, outcomes: Outcomes): Tone {
  if (outcomes[part] === "absent") return absentTone(part, outcomes);
  return relayWorks(outcomes) || outcomes.direct === "works" ? "warn" : "bad";
}

/** Said once, on the first of the three, if there is no relay at all. */
function absentTone(part: Part, outcomes: Outcomes): Tone {
  const none = RELAYS.every((relay) => outcomes[relay] === "absent");
  return none && part === RELAYS[0] ? "warn" : "none";
}

function relayWorks(outcomes: Outcomes): boolean {
  return RELAYS.some((relay) => outcomes[relay] === "works");
}
