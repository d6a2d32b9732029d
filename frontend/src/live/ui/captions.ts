/**
 * `<sio-captions>`: what the class says, in two lines at most over the foot of its picture.
 *
 * Kept from screen readers: they would speak through the very voice that is written down.
 */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { Captions } from "../captions";
import {
  listenIn,
  type Recognition,
  recognitionIn,
  type Tongue,
  tongueOf,
} from "../captions-browser";
import { browserTime } from "../time";
import { RoomElement } from "./room-element";

export class CaptionsLine extends RoomElement {
  private captions: Captions | null = null;
  /** It was chosen, and the language has gone from this device since. */
  private isGone = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.captions?.close();
    this.captions = null;
    this.isGone = false;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { captions } = this;
    if (this.isGone || captions?.gaveUp)
      return html`<p class="captions__text" role="status">${t("captions.gave_up")}</p>`;
    const text = captions?.text ?? "";
    if (text === "") return html`${nothing}`;
    return html`<p class="captions__text" aria-hidden="true">
      <span class="captions__lines">${text}</span>
    </p>`;
  }

  protected override updated(): void {
    const tracks = this.room?.remoteStream?.getAudioTracks() ?? [];
    this.captions?.follow(tracks[0] ?? null);
  }

  private async begin(): Promise<void> {
    const recognition = recognitionIn(window);
    const tongue = recognition && (await tongueOf(recognition, document.documentElement.lang));
    if (!this.isConnected || this.captions) return;
    this.isGone = tongue?.fitness !== "available";
    if (recognition && tongue && !this.isGone) this.hear(recognition, tongue);
    this.requestUpdate();
  }

  private hear(recognition: Recognition, { lang }: Tongue): void {
    this.captions = new Captions({
      listen: listenIn(recognition, lang),
      time: browserTime,
      onChange: () => {
        this.requestUpdate();
      },
    });
  }
}

customElements.define("sio-captions", CaptionsLine);
