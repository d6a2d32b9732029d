/**
 * `<sio-level>`: how loud it is, in five small bars and, for who asks, in a word.
 *
 * It is no live region: a screen reader says it when somebody goes there, never by itself.
 */

import { html, svg, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { type Level, LEVELS } from "../sound-level";
import type { Levels } from "../sound-view";
import { PlainElement } from "./room-element";
import { levelWord } from "./sound-words";
import type { Room } from "../view";

const EVERY_MS = 150;
/** Where motion is not wanted it goes by the second. */
const CALM_MS = 1000;
const BARS = LEVELS.filter((level) => level > 0);

export class SoundLevel extends PlainElement {
  @property({ attribute: false }) room: Room | null = null;
  @property({ attribute: false }) whose: keyof Levels = "mine";
  @property({ attribute: false }) label = "";
  /** Beside words that say the same: silent for a screen reader. */
  @property({ type: Boolean }) drawing = false;
  private timer: number | undefined;
  private shown: Level | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.timer = window.setInterval(() => this.look(), isCalm ? CALM_MS : EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    const level = this.room?.sound.levels[this.whose] ?? null;
    this.shown = level;
    if (this.drawing) return html`<span class="level" aria-hidden="true">${bars(level)}</span>`;
    return html`<span
      class="level"
      role="meter"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax=${BARS.length}
      aria-valuenow=${level ?? 0}
      aria-valuetext=${levelWord(level)}
      >${bars(level)}</span
    >`;
  }

  private look(): void {
    const level = this.room?.sound.levels[this.whose] ?? null;
    if (level !== this.shown) this.requestUpdate();
  }
}

function bars(level: Level | null): TemplateResult {
  return html`<svg class="level__bars" viewBox="0 0 34 20" focusable="false" aria-hidden="true">
    ${BARS.map((bar) => {
      const height = 4 * bar;
      const isLit = level !== null && level >= bar;
      return svg`<rect
        class=${isLit ? "level__bar level__bar--on" : "level__bar"}
        x=${7 * (bar - 1)} y=${20 - height} width="5" height=${height} rx="1.5"></rect>`;
    })}
  </svg>`;
}

customElements.define("sio-level", SoundLevel);
