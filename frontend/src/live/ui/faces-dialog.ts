/** `<sio-faces>`: the child chooses a face for the class. Loaded when it is opened. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { faceOf } from "./face";
import { icon } from "./icon";
import { NOWHERE, type Place } from "./page";
import { RoomElement } from "./room-element";

export class FacesDialog extends RoomElement {
  @property({ attribute: false }) place: Place = NOWHERE;

  open(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector("dialog")?.showModal());
  }

  protected override render(): TemplateResult {
    const { room, place } = this;
    if (!room) return html`${nothing}`;
    const now = faceOf(place, room.view);
    return html`<dialog class="dialog faces" aria-labelledby="faces-title">
      <h2 id="faces-title" tabindex="-1" autofocus>${t("face.title")}</h2>
      <p>${t("face.text")}</p>
      <div class="faces__all">
        ${Object.entries(place.faces).map(
          ([name, address]) =>
            html`<button
              class="faces__one"
              type="button"
              aria-pressed=${address === now ? "true" : "false"}
              @click=${() => {
                room.signs.chooseFace(name);
              }}
            >
              <img src=${address} alt="" width="96" height="96" /><span>${faceWord(name)}</span>
            </button>`,
        )}
      </div>
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }
}

/** A drawing without a word of its own is called by its name. */
function faceWord(name: string): string {
  return FACES[name]?.() ?? name;
}

const FACES: Readonly<Record<string, () => string>> = {
  vos: () => t("face.vos"),
  uil: () => t("face.uil"),
  beer: () => t("face.beer"),
  kat: () => t("face.kat"),
  egel: () => t("face.egel"),
  walvis: () => t("face.walvis"),
  kikker: () => t("face.kikker"),
  konijn: () => t("face.konijn"),
  panda: () => t("face.panda"),
  pinguin: () => t("face.pinguin"),
  leeuw: () => t("face.leeuw"),
  draak: () => t("face.draak"),
  robot: () => t("face.robot"),
  raket: () => t("face.raket"),
  cactus: () => t("face.cactus"),
  maan: () => t("face.maan"),
};

customElements.define("sio-faces", FacesDialog);
