/** What the screens say about where the pupil looks. */

import { t } from "../../shared/texts";
import { isWhole, type Region, zoomOf } from "../region";
import type { Spot } from "../spots";
import type { RoomView } from "../view";

export function spotWord(spot: Spot): string {
  switch (spot) {
    case "board":
      return t("spot.board");
    case "teacher":
      return t("spot.teacher");
    case "class":
      return t("spot.class");
  }
}

export const SPOT_ICONS: Readonly<Record<Spot, string>> = {
  board: "monitor",
  teacher: "user",
  class: "users",
};

export function zoomWord(region: Region): string {
  if (isWhole(region)) return t("steer.all");
  return t("steer.times", { times: Math.round(10 * zoomOf(region)) / 10 });
}

/** For a screen reader, and at home only. */
export function lockNews(before: RoomView | null, after: RoomView): string {
  if (after.side === "class" || after.steering === null) return "";
  const [was, is] = [isHeld(before), isHeld(after)];
  if (was === is) return "";
  return is ? t("steer.locked") : t("steer.unlocked");
}

function isHeld(view: RoomView | null): boolean {
  return view?.steering?.locked ?? false;
}

/** Under the class's own small picture. */
export function oursWord({ steering, other }: RoomView, name: string): string {
  if (other?.sees !== true) return t("ours.unseen");
  if (steering?.locked) return t("steer.held");
  return steering && !isWhole(steering.shown) ? t("steer.here", { name }) : t("ours", { name });
}
