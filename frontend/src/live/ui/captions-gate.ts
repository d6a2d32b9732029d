/** Captions in the lesson: nothing of them is loaded until somebody here chooses them. */

import { html, nothing, type TemplateResult } from "lit";
import { captionsChosen } from "../captions-kept";
import type { Room } from "../view";
import { deviceStore } from "./device-store";

/** Leaving the screen, also for a pause, ends them and drops the text. */
export function captions(room: Room): TemplateResult {
  const { phase, me } = room.view;
  const isOpen = (phase === "live" || phase === "interrupted") && me.paused === null;
  if (!isOpen || !captionsChosen(deviceStore())) return html`${nothing}`;
  void import("./captions").catch(() => undefined);
  return html`<sio-captions class="captions" .room=${room}></sio-captions>`;
}

export function captionsChoice(): TemplateResult {
  void import("./captions-choice").catch(() => undefined);
  return html`<sio-captions-choice></sio-captions-choice>`;
}
