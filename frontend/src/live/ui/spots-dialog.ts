/** `<sio-spots>`: in class, what the pupil sees is put right, kept, or locked. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { WHOLE } from "../region";
import { hasRoomCamera, spotsToKeep } from "../spot-looks";
import type { Spot } from "../spots";
import type { SteeringView } from "../steering-view";
import type { Room } from "../view";
import { icon } from "./icon";
import { lockButton } from "./lock-button";
import { RoomElement } from "./room-element";
import { SPOT_ICONS, spotsWord, spotWord } from "./steer-words";

export class SpotsDialog extends RoomElement {
  @property({ attribute: false }) name = "";

  open(): void {
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    const { room, name } = this;
    const steering = room?.view.steering;
    if (!room || !steering) return html`${nothing}`;
    return html`<dialog class="dialog" aria-labelledby="spots-title">
      <h2 id="spots-title">${t("steer.spots.title", { name })}</h2>
      <p>${spotsWord(steering, name)}</p>
      <ul class="spots">
        ${spotsToKeep(room.view).map((spot) => this.spot(room, steering, spot))}
      </ul>
      ${hasRoomCamera(room.view) ? html`<p class="small">${t("steer.spots.room", { name })}</p>` : nothing}
      <div class="row">
        <button class="button button--quiet" type="button" @click=${() => room.look(WHOLE)}>
          ${icon("maximize")}${t("steer.whole.class")}
        </button>
        ${lockButton(room, steering, "button button--quiet")}
      </div>
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private spot(room: Room, { spots }: SteeringView, spot: Spot): TemplateResult {
    const word = spotWord(spot);
    const isKept = spots.includes(spot);
    return html`<li class="spots__one">
      <span class="spots__name">${icon(SPOT_ICONS[spot])}${word}</span>
      ${
        isKept
          ? html`<button
              class="button button--small"
              type="button"
              aria-label=${t("steer.show.label", { spot: word })}
              @click=${() => room.goToSpot(spot)}
            >
              ${icon("eye")}${t("steer.show")}
            </button>`
          : nothing
      }
      <button
        class="button button--small button--quiet"
        type="button"
        aria-label=${t("steer.keep.label", { spot: word })}
        @click=${() => room.keepSpot(spot)}
      >
        ${icon("map-pin")}${t("steer.keep.this")}
      </button>
    </li>`;
  }
}

customElements.define("sio-spots", SpotsDialog);
