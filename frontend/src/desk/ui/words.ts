/** Figures and judgements in words. Pure. */

import { t } from "../../shared/texts";
import { browserWord, pictureWord, routeWord } from "../../live/ui/help-words";
import type { Tip } from "../advice";
import type { Judgement } from "../judge";
import type { Sent, Side } from "../protocol";
import type { Standing } from "../watch";

export const NOTHING = "–";

export function amountWord(value: number | null, unit: string): string {
  return value === null ? NOTHING : `${value} ${unit}`;
}

export function lossWord(permille: number | null): string {
  return permille === null ? NOTHING : `${(permille / 10).toLocaleString()} %`;
}

export { browserWord, pictureWord };

export function batteryWord({ battery_percent: percent }: Sent): string {
  return percent === null ? NOTHING : `${percent} %`;
}

export function wayWord({ route }: Sent): string {
  return route === null ? NOTHING : routeWord(route);
}

export function judgementWord(judgement: Judgement): string {
  switch (judgement) {
    case "good":
      return t("desk.good");
    case "fair":
      return t("desk.fair");
    case "poor":
      return t("desk.poor");
  }
}

export const TONES: Readonly<Record<Judgement, string>> = {
  good: "good",
  fair: "warn",
  poor: "bad",
};

export function sideWord(side: Side): string {
  return side === "home" ? t("desk.home") : t("desk.class");
}

const LINES: Readonly<Record<Sent["line"], () => string>> = {
  none: () => t("desk.line.none"),
  building: () => t("desk.line.building"),
  warm: () => t("desk.line.warm"),
  flowing: () => t("desk.line.flowing"),
  stalled: () => t("desk.line.stalled"),
  failed: () => t("desk.line.failed"),
};

export function lineWord({ line }: Sent): string {
  return LINES[line]();
}

const STEPS: Readonly<Record<Sent["step"], () => string>> = {
  whole: () => t("desk.step.whole"),
  face_slow: () => t("desk.step.slower"),
  room_small: () => t("desk.step.slower"),
  room_off: () => t("desk.step.slower"),
  board_slow: () => t("desk.step.slower"),
  board_slowest: () => t("desk.step.slowest"),
  face_off: () => t("desk.step.face_off"),
  photo: () => t("desk.step.photo"),
  sound: () => t("desk.step.sound"),
  away: () => t("desk.step.away"),
};

export function stepWord({ step }: Sent): string {
  return STEPS[step]();
}

const TIPS: Readonly<Record<Tip, (side: string) => string>> = {
  silent: (side) => t("desk.tip.silent", { side }),
  nobody_in: () => t("desk.tip.nobody_in"),
  ready: () => t("desk.tip.ready"),
  stalled: () => t("desk.tip.stalled"),
  no_line: () => t("desk.tip.no_line"),
  battery: (side) => t("desk.tip.battery", { side }),
  browser: (side) => t("desk.tip.browser", { side }),
  narrow: (side) => t("desk.tip.narrow", { side }),
  loss: () => t("desk.tip.loss"),
  far: () => t("desk.tip.far"),
  blocked: (side) => t("desk.tip.blocked", { side }),
  slow_device: (side) => t("desk.tip.slow_device", { side }),
  no_picture: (side) => t("desk.tip.no_picture", { side }),
  all_good: () => t("desk.tip.all_good"),
};

export function tipWord(tip: Tip, side: Side | null): string {
  return TIPS[tip](side === null ? "" : sideWord(side));
}

const STANDINGS: Readonly<Record<Standing, () => string>> = {
  coming: () => t("desk.coming"),
  open: () => t("desk.open"),
  down: () => t("desk.down"),
  refused: () => t("desk.refused"),
  home: () => t("desk.closed.home"),
  class: () => t("desk.closed.class"),
  desk: () => t("desk.closed.desk"),
  over: () => t("desk.closed.over"),
};

export function standingWord(standing: Standing): string {
  return STANDINGS[standing]();
}
