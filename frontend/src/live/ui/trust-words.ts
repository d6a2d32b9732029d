/** What is said of who is at the other end. Pure. */

import { t } from "../../shared/texts";
import type { RoomView } from "../view";

export type Trouble = "changed" | "refused" | "unproven";

const TRYING: readonly RoomView["phase"][] = ["connecting", "interrupted"];

/** What keeps the line off; null if nothing does. A line that runs is not hindered by lies. */
export function trustTrouble({ trust, phase }: RoomView): Trouble | null {
  if (phase === "live") return null;
  if (trust.standing === "refused") return "refused";
  const isTrying = TRYING.includes(phase);
  if (isTrying && trust.unproven) return "unproven";
  const isChanged = trust.standing === "changed";
  return isChanged && (isTrying || trust.asks) ? "changed" : null;
}

/** One sentence, also to be read aloud; empty if there is nothing to say. */
export function trustWord(view: RoomView, pupil: string): string {
  switch (trustTrouble(view)) {
    case "changed":
      return view.trust.missing ? t("trust.no_symbols") : changedWord(view, pupil);
    case "refused":
      return t("trust.refused");
    case "unproven":
      return t("trust.unproven");
    case null:
      return view.phase === "live" ? liveWord(view) : "";
  }
}

export function changedWord({ side }: RoomView, pupil: string): string {
  return side === "home" ? t("trust.changed.home") : t("trust.changed.class", { name: pupil });
}

function liveWord({ trust }: RoomView): string {
  if (trust.missing) return t("trust.no_symbols");
  return trust.asks ? t("trust.first") : "";
}

/** The three words, in order. */
export function symbolWords({ trust }: RoomView): string {
  return (trust.symbols ?? []).map((name) => t(`symbol.${name}`)).join(", ");
}
