/** How full both batteries are, and a warning before one of them is empty. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { isLow } from "../battery";
import type { RoomView } from "../view";
import { icon } from "./icon";

/** Only of who runs on it. `name`: the pupil's. */
export function batterySigns(view: RoomView, name: string): TemplateResult {
  const isHome = view.side === "home";
  const mine = isHome ? t("battery.me") : t("battery.us");
  const theirs = isHome ? t("chat.class") : name;
  return html`${batterySign(view.me.battery, mine, t("battery.charge"))}
  ${batterySign(theirsOf(view), theirs, t("battery.nearly"))}`;
}

function batterySign(percent: number | null, whose: string, warning: string): TemplateResult {
  if (percent === null) return html`${nothing}`;
  const level = t("battery.level", { whose, percent });
  if (isLow(percent)) {
    return html`<span class="sign sign--low"
      >${icon("triangle-alert")}<span class="visually-hidden">${t("battery")} </span>${level}:
      ${warning}</span
    >`;
  }
  return html`<span class="sign"
    >${icon("battery")}<span class="visually-hidden">${t("battery")} </span>${level}</span
  >`;
}

function theirsOf({ other }: RoomView): number | null {
  return other?.battery ?? null;
}

function theirLow({ side }: RoomView, name: string): string {
  return side === "home" ? t("battery.low.class") : t("battery.low.pupil", { name });
}

/** The sentence for whose battery is nearly empty; empty if nobody's is. */
export function batteryWarning(view: RoomView, name: string): string {
  if (isLow(view.me.battery)) return t("battery.low.mine");
  return isLow(theirsOf(view)) ? theirLow(view, name) : "";
}
