/** `<sio-settings>`: which camera; keys; the line in figures. Of sound: `<sio-sound>`. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { RouteView } from "../view";
import { captionsChoice } from "./captions-gate";
import { choice } from "./choice";
import { routeWord } from "./help-words";
import { icon } from "./icon";
import { keysWanted, wantKeys } from "./keys";
import { nurseryChoice } from "./nursery-choice";
import { RoomElement } from "./room-element";
import { trustShown } from "./trust-panel";
import "./camera-tiles";

export class SettingsDialog extends RoomElement {
  open(): void {
    this.requestUpdate();
    this.querySelector("dialog")?.showModal();
    if (this.room?.view.side === "class") this.room.showCameras(true);
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="dialog ${this.room?.view.side === "class" ? "dialog--wide" : ""}"
      aria-labelledby="settings-title"
      @close=${() => this.room?.showCameras(false)}
    >
      <h2 id="settings-title">${t("settings.title")}</h2>
      ${this.devices()} ${this.room ? trustShown(this.room) : nothing} ${this.keys()}
      ${this.room?.view.side === "home" ? [captionsChoice(), nurseryChoice()] : nothing}
      ${this.line()}
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private devices(): unknown {
    const room = this.room;
    if (!room) return nothing;
    if (room.view.side === "class")
      return html`<sio-camera-tiles .room=${room}></sio-camera-tiles>`;
    const { cameras, camera } = room.view.devices;
    return choice({
      ...{ id: "camera", label: t("settings.camera"), choices: cameras, live: camera },
      choose: (id) => {
        room.chooseCamera(id);
      },
    });
  }

  private keys(): TemplateResult {
    const onChange = (event: Event): void => {
      wantKeys((event.target as HTMLInputElement).checked);
      this.dispatchEvent(new CustomEvent("keys", { bubbles: true }));
    };
    return html`<label class="choice">
      <input type="checkbox" .checked=${keysWanted()} @change=${onChange} />
      ${t("settings.keys")}
    </label>`;
  }

  private line(): TemplateResult {
    return html`<p class="small soft">${this.room ? lineWords(this.room.view.line) : nothing}</p>`;
  }
}

function lineWords(line: RouteView): string {
  if (!line.route) return "";
  return t("settings.line", { route: routeWord(line.route), ms: line.roundTripMs ?? "?" });
}

customElements.define("sio-settings", SettingsDialog);
