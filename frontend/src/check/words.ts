/** What the screens say. Every text comes from the page's catalogue; Python says the same. */

import { t } from "../shared/texts";
import type { Outcome, Outcomes, Part, Relay } from "./outcomes";
import { PART_NAMES, RELAYS } from "./outcomes";
import { type Tone, toneOf, type Verdict } from "./tones";

type Words<K extends string> = Readonly<Record<K, string>>;
type Media = "camera" | "microphone" | "speaker";

export function toneWord(tone: Tone): string {
  const words: Words<Tone> = {
    none: t("check.tone.none"),
    good: t("check.tone.good"),
    warn: t("check.tone.warn"),
    bad: t("check.tone.bad"),
  };
  return words[tone];
}

export function verdictWord(verdict: Verdict): string {
  const words: Words<Verdict> = {
    ready: t("check.ready"),
    pair: t("check.pair"),
    partly: t("check.partly"),
    limited: t("check.limited"),
    stuck: t("check.stuck"),
  };
  return words[verdict];
}

export function partName(part: Part): string {
  const words: Words<Part> = {
    side: t("check.side"),
    browser: t("check.browser"),
    camera: t("check.camera"),
    microphone: t("check.microphone"),
    speaker: t("check.speaker"),
    direct: t("check.direct"),
    udp: t("check.udp"),
    tcp: t("check.tcp"),
    tls: t("check.tls"),
    bandwidth: t("check.bandwidth"),
    loss: t("check.loss"),
    delay: t("check.delay"),
  };
  return words[part];
}

export function browserWord(outcome: Outcome<"browser">): string {
  const words: Words<Outcome<"browser">> = {
    works: t("check.browser.works"),
    unsupported: t("check.browser.unsupported"),
    insecure: t("check.browser.insecure"),
  };
  return words[outcome];
}

export function mediaWord(part: Media, outcomes: Outcomes): string {
  if (part === "camera") return cameraWord(outcomes.camera);
  if (part === "microphone") return microphoneWord(outcomes.microphone);
  return speakerWord(outcomes.speaker);
}

export function directWord(outcome: Outcome<"direct">): string {
  const words: Words<Outcome<"direct">> = {
    untested: t("check.untested"),
    works: t("check.direct.works"),
    no_answer: t("check.direct.no_answer"),
    failed: t("check.direct.failed"),
  };
  return words[outcome];
}

export function relayWord(outcome: Outcome<Relay>): string {
  const words: Words<Outcome<Relay>> = {
    untested: t("check.untested"),
    works: t("check.relay.works"),
    failed: t("check.relay.failed"),
    absent: t("check.relay.absent"),
  };
  return words[outcome];
}

export function bandwidthWord(outcome: Outcome<"bandwidth">): string {
  const words: Words<Outcome<"bandwidth">> = {
    unknown: t("check.untested"),
    barely: t("check.bandwidth.barely"),
    sound: t("check.bandwidth.sound"),
    board: t("check.bandwidth.board"),
    small: t("check.bandwidth.small"),
    picture: t("check.bandwidth.picture"),
    sharp: t("check.bandwidth.sharp"),
  };
  return words[outcome];
}

export function lossWord(outcome: Outcome<"loss">): string {
  const words: Words<Outcome<"loss">> = {
    unknown: t("check.untested"),
    low: t("check.loss.low"),
    some: t("check.loss.some"),
    high: t("check.loss.high"),
  };
  return words[outcome];
}

export function delayWord(outcome: Outcome<"delay">): string {
  const words: Words<Outcome<"delay">> = {
    unknown: t("check.untested"),
    short: t("check.delay.short"),
    long: t("check.delay.long"),
    very_long: t("check.delay.very_long"),
  };
  return words[outcome];
}

/** The whole line in one or two sentences. */
export function lineWord(outcomes: Outcomes): string {
  const { direct, udp, side, bandwidth } = outcomes;
  if (direct === "untested" && udp === "untested") {
    return side === "unknown" ? t("check.line.pair") : t("check.untested");
  }
  const way = wayWord(outcomes);
  if (RELAYS.every((relay) => outcomes[relay] === "absent")) {
    return `${way} ${t("check.line.no_relay")}`;
  }
  return bandwidth === "unknown" ? way : `${way} ${bandwidthWord(bandwidth)}`;
}

function wayWord(outcomes: Outcomes): string {
  if (outcomes.direct === "works") return t("check.line.works");
  const relayed = RELAYS.some((relay) => outcomes[relay] === "works");
  return relayed ? t("check.line.detour") : t("check.line.none");
}

function cameraWord(outcome: Outcome<"camera">): string {
  const words: Words<Outcome<"camera">> = {
    untested: t("check.untested"),
    works: t("check.camera.works"),
    dark: t("check.camera.dark"),
    refused: t("check.camera.refused"),
    missing: t("check.camera.missing"),
    busy: t("check.camera.busy"),
    failed: t("check.camera.failed"),
  };
  return words[outcome];
}

function microphoneWord(outcome: Outcome<"microphone">): string {
  const words: Words<Outcome<"microphone">> = {
    untested: t("check.untested"),
    works: t("check.microphone.works"),
    silent: t("check.microphone.silent"),
    refused: t("check.microphone.refused"),
    missing: t("check.microphone.missing"),
    busy: t("check.microphone.busy"),
    failed: t("check.microphone.failed"),
  };
  return words[outcome];
}

function speakerWord(outcome: Outcome<"speaker">): string {
  const words: Words<Outcome<"speaker">> = {
    untested: t("check.untested"),
    works: t("check.speaker.works"),
    not_heard: t("check.speaker.not_heard"),
    blocked: t("check.speaker.blocked"),
  };
  return words[outcome];
}

/** The parts that ask for something, in the order of the check. */
export function troubled(outcomes: Outcomes): readonly Part[] {
  return PART_NAMES.filter((part) => ["warn", "bad"].includes(toneOf(part, outcomes)));
}
