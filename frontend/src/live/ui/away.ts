/** What both sides show while sound and picture don't come through: why, and what happens next. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { AwayWhy, RoomView } from "../view";
import { icon } from "./icon";
import type { Place } from "./page";

export interface AwayWords {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

export function awayWords(why: AwayWhy, side: RoomView["side"], name: string): AwayWords {
  const isOwn = side === "home" || why === "mine";
  return {
    title: isOwn ? t("away.title") : t("away.class", { name }),
    why: side === "home" ? HOME_WHYS[why]() : CLASS_WHYS[why](name),
    next: t("away.text"),
  };
}

const thin = () => t("away.thin");

const HOME_WHYS: Readonly<Record<AwayWhy, () => string>> = {
  mine: () => t("away.mine"),
  theirs: () => t("away.theirs.home"),
  line: () => t("away.line.home"),
  thin,
};

const CLASS_WHYS: Readonly<Record<AwayWhy, (name: string) => string>> = {
  mine: () => t("away.mine"),
  theirs: (name) => t("away.theirs.class", { name }),
  line: (name) => t("away.line.class", { name }),
  thin,
};

/** Over the last picture, which shines through. */
export function awayCover(view: RoomView, why: AwayWhy, place: Place): TemplateResult {
  const { title, why: reason, next } = awayWords(why, view.side, place.pupil);
  return html`<div class="cover cover--thin">
    ${icon("wifi-off", true)}
    <p class="cover__title">${title}</p>
    <p>${reason}</p>
    <p>${next}</p>
  </div>`;
}

/** All of it in one breath. */
export function awaySentence(why: AwayWhy, side: RoomView["side"], name: string): string {
  const { title, why: reason, next } = awayWords(why, side, name);
  return `${title}. ${reason} ${next}`;
}
