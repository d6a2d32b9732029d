/** What the screens say about where the pupil looks. */

import { t } from "../../shared/texts";
import { isWhole, isWide, isWithin, type Region, zoomOf } from "../region";
import type { Spot } from "../spots";
import type { SteeringView } from "../steering-view";
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
  if (isWide(region)) return t("steer.beside");
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

/** By itself: nothing of what it sees is cut away. */
function isTurned(steering: SteeringView | null): boolean {
  return steering?.by === "camera" && !isWhole(steering.wanted);
}

/** What the class may be asked to know of where its camera looks. */
export function spotsWord({ reach }: SteeringView, name: string): string {
  return t(isWithin(reach) ? "steer.spots.text" : "steer.spots.turning", { name });
}

/** Under the class's own small picture. */
export function oursWord({ steering, other }: RoomView, name: string): string {
  if (other?.sees !== true) return t("ours.unseen");
  if (steering?.locked) return t("steer.held");
  if (steering && !isWhole(steering.shown)) return t("steer.here", { name });
  return isTurned(steering) ? t("steer.turned", { name }) : t("ours", { name });
}
