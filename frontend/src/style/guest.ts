/** A guest of the lesson, for the style page. */

import type { GuestCommands, GuestStage, GuestView } from "../live/guest-view";

export function guest(stage: GuestStage): GuestView {
  const is = stage === "inside";
  const why = stage === "gone" ? "left" : null;
  const shown = { saidYes: false, hasTile: true, isHere: is, hasPicture: is, hasSound: is };
  return { stage, name: "Carla Claes", why, ...shown };
}

export function shownGuest(
  stream: MediaStream | null,
  show: (guest: GuestView | null) => void,
): GuestCommands {
  return {
    get stream() {
      return (stream ??= new MediaStream());
    },
    invite: () => show(guest("asking")),
    admit: () => show(guest("inside")),
    dismiss: () => show(null),
    show: () => undefined,
  };
}
