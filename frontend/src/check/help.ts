/** What to do about each trouble, and who can help with it. */

import { t } from "../shared/texts";
import type { Outcomes, Part } from "./outcomes";
import { troubled } from "./words";

/** A text of `check.help.…`. */
export type HelpKey = keyof ReturnType<typeof helpTexts>;
type Helper = "self" | "adult" | "network" | "helpdesk";

export interface Help {
  readonly text: string;
  readonly who: string;
}

const HELPERS: Readonly<Record<HelpKey, Helper>> = {
  "check.help.browser.unsupported": "adult",
  "check.help.browser.insecure": "adult",
  "check.help.camera.dark": "self",
  "check.help.camera.refused": "adult",
  "check.help.camera.missing": "adult",
  "check.help.camera.busy": "self",
  "check.help.camera.failed": "helpdesk",
  "check.help.microphone.silent": "self",
  "check.help.microphone.refused": "adult",
  "check.help.microphone.missing": "adult",
  "check.help.microphone.busy": "self",
  "check.help.microphone.failed": "helpdesk",
  "check.help.speaker.not_heard": "adult",
  "check.help.speaker.blocked": "adult",
  "check.help.path": "network",
  "check.help.no_relay": "helpdesk",
  "check.help.weak": "adult",
};
const LINE: readonly Part[] = ["bandwidth", "loss", "delay"];
const MEDIA: readonly Part[] = ["browser", "camera", "microphone", "speaker"];

/** Each once, in the order of the check; empty if all is well. */
export function helpKeys(outcomes: Outcomes): readonly HelpKey[] {
  return [...new Set(troubled(outcomes).map((part) => helpKey(part, outcomes)))];
}

export function helpsOf(outcomes: Outcomes): readonly Help[] {
  const texts = helpTexts();
  return helpKeys(outcomes).map((key) => ({
    text: texts[key],
    who: helperWord(HELPERS[key], outcomes),
  }));
}

/** For one part of the check; null if it asks for nothing. */
export function helpOf(part: Part, outcomes: Outcomes): Help | null {
  if (!troubled(outcomes).includes(part)) return null;
  const key = helpKey(part, outcomes);
  return { text: helpTexts()[key], who: helperWord(HELPERS[key], outcomes) };
}

function helpKey(part: Part, outcomes: Outcomes): HelpKey {
  if (MEDIA.includes(part)) return `check.help.${part}.${outcomes[part]}` as HelpKey;
  if (LINE.includes(part)) return "check.help.weak";
  return outcomes[part] === "absent" ? "check.help.no_relay" : "check.help.path";
}

function helperWord(helper: Helper, { side }: Outcomes): string {
  const inClass = side === "class";
  switch (helper) {
    case "self":
      return t("check.who.self");
    case "adult":
      return inClass ? t("check.who.adult.class") : t("check.who.adult.home");
    case "network":
      return inClass ? t("check.who.network.class") : t("check.who.network.home");
    case "helpdesk":
      return t("check.who.helpdesk");
  }
}

function helpTexts() {
  return {
    "check.help.browser.unsupported": t("check.help.browser.unsupported"),
    "check.help.browser.insecure": t("check.help.browser.insecure"),
    "check.help.camera.dark": t("check.help.camera.dark"),
    "check.help.camera.refused": t("check.help.camera.refused"),
    "check.help.camera.missing": t("check.help.camera.missing"),
    "check.help.camera.busy": t("check.help.camera.busy"),
    "check.help.camera.failed": t("check.help.camera.failed"),
    "check.help.microphone.silent": t("check.help.microphone.silent"),
    "check.help.microphone.refused": t("check.help.microphone.refused"),
    "check.help.microphone.missing": t("check.help.microphone.missing"),
    "check.help.microphone.busy": t("check.help.microphone.busy"),
    "check.help.microphone.failed": t("check.help.microphone.failed"),
    "check.help.speaker.not_heard": t("check.help.speaker.not_heard"),
    "check.help.speaker.blocked": t("check.help.speaker.blocked"),
    "check.help.path": t("check.help.path"),
    "check.help.no_relay": t("check.help.no_relay"),
    "check.help.weak": t("check.help.weak"),
  } as const;
}
