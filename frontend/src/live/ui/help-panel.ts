/** The helpdesk: asking it, and saying all the while that it sees figures of the line. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Room, RoomView } from "../view";
import { icon } from "./icon";
import { notice } from "./parts";

/** In the lesson's line of signs: one key, lit while the helpdesk looks. */
export function helpKey(room: Room, open: () => void): TemplateResult {
  const isOpen = room.view.help !== null;
  return html`<button
    class="state-line__more ${isOpen ? "state-line__more--lit" : ""}"
    type="button"
    @click=${open}
  >
    ${icon("life-buoy")}${isOpen ? t("help.on.short") : t("help.ask.short")}
  </button>`;
}

/** Outside the lesson: a quiet key, where there is room for it. */
export function helpAsk({ view }: Room, open: () => void): TemplateResult {
  if (view.help !== null || !mayAsk(view)) return html`${nothing}`;
  return html`<p>
    <button class="button button--quiet" type="button" @click=${open}>
      ${icon("life-buoy")}${t("help.ask")}
    </button>
  </p>`;
}

/** Where this device is paired and our server hears it. */
function mayAsk({ online, block }: RoomView): boolean {
  return online && (block === null || block.code === "missing");
}

/** Outside the lesson, above what is to be done: it must be seen without looking for it. */
export function helpNotice({ view }: Room, open: () => void): TemplateResult {
  if (view.help === null) return html`${nothing}`;
  return notice(
    "info",
    t("help.on"),
    html`<p class="small">${t("help.on.text")}</p>
      <button class="button button--small" type="button" @click=${open}>
        ${icon("eye")}${t("help.what")}
      </button>`,
  );
}
