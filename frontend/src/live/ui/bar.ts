/** A key of the bar: a drawing, a word, and the letter that does the same. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { TrackState } from "../view";
import { icon } from "./icon";

export interface BarKey {
  readonly name: string;
  readonly word: string;
  readonly drawing: string;
  readonly letter?: string;
  /** How it looks: `off` and `bad` are crossed out, `busy` is lit. */
  readonly state?: "on" | "off" | "bad" | "busy";
  readonly count?: number;
  readonly press: () => void;
}

export function barKey(key: BarKey): TemplateResult {
  const letter = key.letter;
  return html`<button
    class="bar__key bar__key--${key.name}"
    type="button"
    data-state=${key.state ?? "on"}
    aria-keyshortcuts=${letter ?? nothing}
    @click=${key.press}
  >
    ${icon(key.drawing)}
    <span class="bar__word">${key.word}</span>
    ${letter ? html`<kbd class="bar__letter" aria-hidden="true">${letter.toUpperCase()}</kbd>` : nothing}
    ${key.count ? html`<span class="bar__count">${t("chat.new", { count: key.count })}</span>` : nothing}
  </button>`;
}

/** The word under the camera: what it is now, or why it is not. */
export function cameraWord(state: TrackState): string {
  switch (state) {
    case "on":
      return t("camera.on");
    case "off":
      return t("camera.off");
    case "refused":
      return t("camera.refused");
    case "missing":
      return t("camera.missing");
    case "busy":
      return t("camera.busy");
  }
}

export function microphoneWord(state: TrackState): string {
  switch (state) {
    case "on":
      return t("microphone.on");
    case "off":
      return t("microphone.off");
    case "refused":
      return t("microphone.refused");
    case "missing":
      return t("microphone.missing");
    case "busy":
      return t("microphone.busy");
  }
}

/** How a key for a camera or microphone looks. */
export function trackLook(state: TrackState): "on" | "off" | "bad" {
  if (state === "on" || state === "off") return state;
  return "bad";
}

/** What a press on camera or microphone does: switch, or ask again for what failed. */
export function trackPress(
  state: TrackState,
  set: (on: boolean) => void,
  retry: () => void,
): () => void {
  if (state === "on")
    return () => {
      set(false);
    };
  if (state === "off")
    return () => {
      set(true);
    };
  return retry;
}
