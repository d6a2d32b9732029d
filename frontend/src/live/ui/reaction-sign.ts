/** What the pupil shows, large over the picture; at home, small, what the class sees of it. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { shownNow } from "../signs";
import type { Room } from "../view";
import { icon } from "./icon";
import { drawing, reactionWord } from "./reaction-words";

export function reactionInClass(room: Room, name: string): TemplateResult {
  const shown = shownNow(room.view.signs, room.now());
  if (shown === null) return html`${nothing}`;
  const { id, kind, until } = shown;
  return html`<div class="reaction-sign reaction-sign--${kind}" role="group" aria-label=${name}>
    ${drawing(kind)}
    <p class="reaction-sign__words">
      <span class="reaction-sign__who">${name}</span>
      <strong>${reactionWord(kind)}</strong>
    </p>
    ${
      until === null
        ? html`<button
            class="button reaction-sign__seen"
            type="button"
            @click=${() => {
              room.signs.notice(id);
            }}
          >
            ${icon("check")}${t("react.seen")}
          </button>`
        : nothing
    }
  </div>`;
}

export function reactionAtHome(room: Room): TemplateResult {
  const shown = shownNow(room.view.signs, room.now());
  if (shown === null) return html`${nothing}`;
  const { id, kind, until, delivered } = shown;
  const word = reactionWord(kind);
  return html`<p class="my-reaction">
    ${drawing(kind)}
    <span>${delivered ? t("react.shown", { word }) : t("react.sending", { word })}</span>
    ${
      until === null
        ? html`<button
            class="button button--small"
            type="button"
            @click=${() => {
              room.signs.notice(id);
            }}
          >
            ${icon("x")}${t("react.away")}
          </button>`
        : nothing
    }
  </p>`;
}
