/** What is said of a guest. Pure. */

import { t } from "../../shared/texts";
import type { GuestView } from "../guest-view";
import type { RoomView, Side } from "../view";
import type { Place } from "./page";

export function insideWord({ name }: GuestView, { organisation }: Place): string {
  return t("guest.inside", { name, organisation });
}

export function askedText({ name }: GuestView, side: Side, place: Place): string {
  const { pupil, organisation } = place;
  return t(`guest.asked.${side}.text`, { name, pupil, organisation });
}

export function waitWord({ name }: GuestView, side: Side, { pupil }: Place): string {
  return t(`guest.asking.${side}`, { name, pupil });
}

export function comingWord({ name }: GuestView): string {
  return t("guest.coming", { name });
}

export function goneWord({ name, why }: GuestView): string {
  return why === "no" ? t("guest.said_no", { name }) : t("guest.gone", { name });
}

/** Why the guest is not seen or not heard; empty if it is both. */
export function missingWord(guest: GuestView): string {
  const { name, isHere, hasPicture, hasSound } = guest;
  if (!isHere) return comingWord(guest);
  const said = [
    hasPicture ? "" : t("guest.no_picture", { name }),
    hasSound ? "" : t("guest.no_sound", { name }),
  ];
  return said.filter((one) => one !== "").join(". ");
}

/** For who does not see the screen. */
export function guestNews(before: RoomView | null, after: RoomView, place: Place): string {
  const { guest, side } = after;
  if (guest === null || guest.stage === before?.guest?.stage) return "";
  if (guest.stage === "asked") {
    const title = t(`guest.asked.${side}`, { name: guest.name, pupil: place.pupil });
    return `${title} ${askedText(guest, side, place)}`;
  }
  if (guest.stage === "asking") return waitWord(guest, side, place);
  return guest.stage === "inside" ? `${insideWord(guest, place)}.` : `${goneWord(guest)}.`;
}
