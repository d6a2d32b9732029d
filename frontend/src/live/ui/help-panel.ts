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

/** Outside the lesson: a quiet key, or the notice with both ways on. */
export function helpBlock(room: Room, open: () => void): TemplateResult {
  const { view } = room;
  if (view.help !== null) return looking(room, open);
  if (!mayAsk(view)) return html`${nothing}`;
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

function looking(room: Room, open: () => void): TemplateResult {
  return notice(
    "info",
    t("help.on"),
    html`<p>${t("help.on.text")}</p>
      <div class="row">
        <button class="button button--small" type="button" @click=${open}>
          ${icon("eye")}${t("help.what")}
        </button>
        <button
          class="button button--small button--quiet"
          type="button"
          @click=${() => {
            room.stopHelp();
          }}
        >
          ${icon("eye-off")}${t("help.stop")}
        </button>
      </div>`,
  );
}
