/** `<sio-captions-choice>`: captions on this device, or why it has none. */

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../shared/texts";
import { install, recognitionIn, type Tongue, tongueOf } from "../captions-browser";
import { captionsChosen, chooseCaptions } from "../captions-kept";
import { deviceStore } from "./device-store";
import { PlainElement } from "./room-element";

type Progress = "asking" | "ready" | "fetching" | "failed";

export class CaptionsChoice extends PlainElement {
  private readonly recognition = recognitionIn(window);
  private tongue: Tongue | null = null;
  private progress: Progress = "asking";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  protected override render(): TemplateResult {
    const isFetching = this.progress === "fetching";
    const isChosen = captionsChosen(deviceStore());
    const canChoose = (this.tongue !== null || isChosen) && !isFetching;
    return html`<label class="choice">
        <input
          type="checkbox"
          aria-describedby="captions-why"
          .checked=${live(isFetching || isChosen)}
          ?disabled=${!canChoose}
          @change=${this.change}
        />
        ${t("captions.on")}
      </label>
      <p class="small soft" id="captions-why" role="status">${this.why}</p>`;
  }

  private get why(): string {
    if (this.progress === "asking") return "";
    if (this.progress === "fetching") return t("captions.fetching");
    if (this.progress === "failed") return t("captions.not_fetched");
    return t(this.tongue ? "captions.here" : "captions.cannot");
  }

  private async ask(): Promise<void> {
    if (this.recognition)
      this.tongue = await tongueOf(this.recognition, document.documentElement.lang);
    this.show("ready");
  }

  private readonly change = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    if (checked) void this.turnOn();
    else this.turnOff();
  };

  private turnOff(): void {
    chooseCaptions(deviceStore(), false);
    this.show("ready");
  }

  private async turnOn(): Promise<void> {
    if (!this.recognition || !this.tongue) return;
    this.show("fetching");
    const isThere = await install(this.recognition, this.tongue);
    chooseCaptions(deviceStore(), isThere);
    this.show(isThere ? "ready" : "failed");
  }

  private show(progress: Progress): void {
    this.progress = progress;
    this.requestUpdate();
  }
}

customElements.define("sio-captions-choice", CaptionsChoice);
