/** Above a frame: its pupil asks a guest in, or has one. */

import type { FrameWord } from "../shared/frame-word";
import { t } from "../shared/texts";
import { guestSign } from "./panes";

/** The question stands in the frame, and shows once that is large: this leads to it. */
export function answerIn(box: HTMLElement): HTMLButtonElement | null {
  return box.querySelector<HTMLButtonElement>("[data-answer]");
}

export function drawGuest(
  box: HTMLElement,
  word: FrameWord | null,
  { name, isLarge }: { readonly name: string; readonly isLarge: boolean },
): void {
  const sign = guestSign(word);
  const isAsked = word?.guest === "asked";
  const where = box.querySelector<HTMLElement>("[data-guest]");
  const words = box.querySelector("[data-guest-words]");
  where?.toggleAttribute("hidden", sign === null);
  where?.toggleAttribute("data-asks", isAsked);
  if (words !== null) words.textContent = sign === null ? "" : t(sign, { name });
  answerIn(box)?.toggleAttribute("hidden", !isAsked || isLarge);
}
