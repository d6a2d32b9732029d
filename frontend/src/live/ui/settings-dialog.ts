/** `<sio-settings>`: which camera, microphone and loudspeaker; keys; the line in figures. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { DeviceChoice, RouteView } from "../view";
import { routeWord } from "./help-words";
import { icon } from "./icon";
import { keysWanted, wantKeys } from "./keys";
import { RoomElement } from "./room-element";
import { trustShown } from "./trust-panel";
import "./camera-tiles";

type Choose = (id: string) => void;

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
      ${this.devices()} ${this.room ? trustShown(this.room) : nothing} ${this.keys()} ${this.line()}
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private devices(): unknown {
    const room = this.room;
    if (!room) return nothing;
    const { cameras, microphones, speakers, camera, microphone, speaker } = room.view.devices;
    const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;
    return [
      room.view.side === "class"
        ? html`<sio-camera-tiles .room=${room}></sio-camera-tiles>`
        : choice("camera", t("settings.camera"), cameras, camera, (id) => {
            room.chooseCamera(id);
          }),
      choice("microphone", t("settings.microphone"), microphones, microphone, (id) => {
        room.chooseMicrophone(id);
      }),
      canChooseSpeaker
        ? choice("speaker", t("settings.speaker"), speakers, speaker, (id) => {
            room.chooseSpeaker(id);
          })
        : nothing,
    ];
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

function choice(
  id: string,
  label: string,
  choices: readonly DeviceChoice[],
  live: string | null,
  choose: Choose,
): TemplateResult {
  const onChange = (event: Event): void => {
    choose((event.target as HTMLSelectElement).value);
  };
  return html`<div class="field">
    <label for="choose-${id}">${label}</label>
    <select id="choose-${id}" ?disabled=${!choices.length} @change=${onChange}>
      ${choices.length ? nothing : html`<option>${t("settings.none")}</option>`}
      ${choices.map(
        (device) =>
          html`<option value=${device.id} ?selected=${device.id === live}>${device.label}</option>`,
      )}
    </select>
  </div>`;
}

function lineWords(line: RouteView): string {
  if (!line.route) return "";
  return t("settings.line", { route: routeWord(line.route), ms: line.roundTripMs ?? "?" });
}

customElements.define("sio-settings", SettingsDialog);
