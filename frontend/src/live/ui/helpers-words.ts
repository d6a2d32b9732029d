/** Words of the tasks that classmates have, and who has them today. */

import { t } from "../../shared/texts";
import { BUDDY, type Helpers, nameFor, type Task } from "../helpers";

export function taskWord({ id, words }: Task): string {
  return words === "" ? (OURS[id]?.() ?? "") : words;
}

const OURS: Readonly<Record<string, () => string>> = {
  [BUDDY]: () => t("helpers.task.buddy"),
  set: () => t("helpers.task.set"),
  camera: () => t("helpers.task.camera"),
  hand: () => t("helpers.task.hand"),
};

/** As in the sentence "Let op het handje: Lina". */
export function watcherOf(helpers: Helpers): string {
  return nameFor(helpers, "hand") || nameFor(helpers, BUDDY);
}

/** "2026-11-27" on the school's clock. */
export function dayIn(moment: number): string {
  const form = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: ZONE } as const;
  return new Intl.DateTimeFormat("sv-SE", form).format(moment);
}

const ZONE = "Europe/Brussels";
