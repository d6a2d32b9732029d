/**
 * `<sio-hand-alarm>`: in class a raised hand fills the edge of the screen with light and rings,
 * until somebody presses. Slow light, and still light where motion is not wanted: it may not
 * flash (WCAG 2.3.1).
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { HandView } from "../view";
import type { Chime } from "./chime";
import { countdown } from "./clock";
import { icon } from "./icon";
import type { Place } from "./page";
import { TickingRoomElement } from "./room-element";

const AGAIN_MS = 20_000;

export class HandAlarm extends TickingRoomElement {
  @property({ attribute: false }) place: Place | null = null;
  @property({ attribute: false }) chime: Chime | null = null;
  private rungFor = "";
  private rungAt = 0;

  protected override render(): TemplateResult {
    const hand = this.room?.view.hand ?? null;
    if (!hand?.up || !this.room) return html`${nothing}`;
    return hand.answered ? this.seen() : this.raised(hand);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { room } = this;
    const hand = room?.view.hand;
    if (room && hand?.up && !hand.answered) this.ringFor(hand.id, room.now());
  }

  private ringFor(id: string, now: number): void {
    if (id === this.rungFor && now - this.rungAt < AGAIN_MS) return;
    this.rungFor = id;
    this.rungAt = now;
    this.chime?.ring();
  }

  private raised(hand: HandView): TemplateResult {
    const name = this.place?.pupil ?? "";
    const age = countdown((this.room?.now() ?? hand.since) - hand.since);
    return html`<div class="hand-light" aria-hidden="true"></div>
      <div class="hand-alarm" role="group" aria-labelledby="hand-title">
        ${icon("hand", true)}
        <p class="hand-alarm__words">
          <strong id="hand-title">${t("hand.raised", { name })}</strong>
          <span class="number">${t("hand.age", { age })}</span>
        </p>
        <button
          class="button button--seen"
          type="button"
          aria-keyshortcuts="h"
          @click=${() => this.room?.answerHand()}
        >
          ${icon("check")}${t("hand.answer")} <kbd>H</kbd>
        </button>
      </div>`;
  }

  private seen(): TemplateResult {
    const name = this.place?.pupil ?? "";
    return html`<p class="hand-seen">${icon("hand")}${t("hand.still_up", { name })}</p>`;
  }
}

customElements.define("sio-hand-alarm", HandAlarm);
