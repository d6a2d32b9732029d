/** What the screens say about sound. Pure; every text comes from the page's catalogue. */

import { t } from "../../shared/texts";
import type { Level } from "../sound-level";
import type { SoundView, SoundWarning } from "../sound-view";
import type { RoomView } from "../view";
import type { Words } from "./words";

export function levelWord(level: Level | null): string {
  if (level === null) return t("sound.level.unknown");
  if (level === 0) return t("sound.level.none");
  if (level <= 2) return t("sound.level.soft");
  return level <= 4 ? t("sound.level.good") : t("sound.level.loud");
}

export function warningWords(warning: SoundWarning, side: RoomView["side"], name: string): Words {
  return (side === "home" ? HOME : CLASS)[warning](name);
}

type WarningWords = Readonly<Record<SoundWarning, (name: string) => Words>>;

const BOTH = {
  muted: () => ({ title: t("sound.muted"), text: t("sound.muted.text") }),
  silent: () => ({ title: t("sound.silent"), text: t("sound.silent.text") }),
  teacher: () => ({ title: t("sound.teacher"), text: t("sound.teacher.text") }),
  clipping: () => ({ title: t("sound.clipping"), text: t("sound.clipping.text") }),
  tab: () => ({ title: t("sound.tab"), text: t("sound.tab.text") }),
  only_one: () => ({ title: t("sound.only_one"), text: t("sound.only_one.text") }),
};

const HOME: WarningWords = {
  ...BOTH,
  unheard: () => ({ title: t("sound.unheard.home"), text: t("sound.unheard.home.text") }),
  echo: () => ({ title: t("sound.echo.home"), text: t("sound.echo.home.text") }),
};

const CLASS: WarningWords = {
  ...BOTH,
  unheard: (name) => ({
    title: t("sound.unheard.class", { name }),
    text: t("sound.unheard.class.text"),
  }),
  echo: (name) => ({ title: t("sound.echo.class", { name }), text: t("sound.echo.class.text") }),
};

/** What came of the last echo check; empty before the first. */
export function echoWord(echo: SoundView["echo"]): string {
  switch (echo) {
    case null:
      return "";
    case "listening":
      return t("echo.listening");
    case "clean":
      return t("echo.clean");
    case "unsure":
      return t("echo.unsure");
    case "echo":
      return t("echo.found");
  }
}
