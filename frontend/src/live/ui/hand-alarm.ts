/**
 * `<sio-hand-alarm>`: in class a raised hand fills the edge of the screen with light and rings,
 * until somebody presses. Slow light, and still light where motion is not wanted: it may not
 * flash (WCAG 2.3.1).
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { ageOf, HandRings } from "../hand-rings";
import type { HandView } from "../view";
import type { Chime } from "./chime";
import { icon } from "./icon";
import type { Place } from "./page";
import { TickingRoomElement } from "./room-element";

export class HandAlarm extends TickingRoomElement {
  @property({ attribute: false }) place: Place | null = null;
  @property({ attribute: false }) chime: Chime | null = null;
  /** Who looks out for the hand today; only this device knows. */
  @property({ attribute: false }) watcher = "";
  private readonly rings = new HandRings();

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
    const loudness = this.rings.due(id, now);
    if (loudness > 0) this.chime?.ring(loudness);
  }

  private raised(hand: HandView): TemplateResult {
    const name = this.place?.pupil ?? "";
    const age = ageWord((this.room?.now() ?? hand.since) - hand.since);
    return html`<div class="hand-light" aria-hidden="true"></div>
      <div class="hand-alarm" role="group" aria-labelledby="hand-title">
        ${icon("hand", true)}
        <p class="hand-alarm__words">
          <strong id="hand-title">${t("hand.raised", { name })}</strong>
          <span
            >${this.watcher ? `${age} · ${t("hand.watcher", { name: this.watcher })}` : age}</span
          >
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

export function ageWord(ms: number): string {
  const age = ageOf(ms);
  if (age.unit === "now") return t("hand.age.now");
  if (age.unit === "seconds") return t("hand.age.seconds", { count: age.count });
  return age.count === 1 ? t("hand.age.minute") : t("hand.age.minutes", { count: age.count });
}

customElements.define("sio-hand-alarm", HandAlarm);
