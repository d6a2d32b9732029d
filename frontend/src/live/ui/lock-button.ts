/** The class's key that holds the camera still. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { SteeringView } from "../steering-view";
import type { Room } from "../view";
import { icon } from "./icon";

/** One press: the pupil's gestures do nothing, and the pupil is told so. */
export function lockButton(room: Room, { locked }: SteeringView, look: string): TemplateResult {
  return html`<button class=${look} type="button" @click=${() => room.lockView(!locked)}>
    ${icon(locked ? "lock-open" : "lock")}${locked ? t("steer.unlock") : t("steer.lock")}
  </button>`;
}
