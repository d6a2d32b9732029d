/** `<sio-announcer>`: says what changes to who does not see it. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { RoomView } from "../view";
import { announcements } from "./announcements";
import type { Place } from "./page";
import { RoomElement } from "./room-element";

export class Announcer extends RoomElement {
  @property({ attribute: false }) place: Place | null = null;
  private previous: RoomView | null = null;
  private sentence = "";

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.room || !this.place) return;
    const view = this.room.view;
    const said = announcements(this.previous, view, this.place);
    if (said.length) this.sentence = said.join(" ");
    this.previous = view;
  }

  protected override render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-live="polite">
      ${this.sentence || nothing}
    </div>`;
  }
}

customElements.define("sio-announcer", Announcer);
