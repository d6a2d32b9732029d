/** `<sio-desk>`: both sides of a line in figures, and what to try next. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { Advice } from "../advice";
import type { Watch } from "../watch";
import { sideCard } from "./side-card";
import { standingWord, tipWord } from "./words";

/** What is said aloud changes at most this often: advice comes and goes. */
const SAID_EVERY_MS = 6000;

export class DeskElement extends LitElement {
  @property({ attribute: false }) watch: Watch | null = null;
  /** Where the sheet for who runs a network stands. */
  @property() network = "";
  /** Where a device is tested. */
  @property() check = "";
  private timer: number | undefined;
  private said = "";
  private saidAt = -Infinity;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What grows old is seen to.
    this.timer = window.setInterval(() => {
      this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    const { watch } = this;
    if (watch === null) return html`${nothing}`;
    const { advice } = watch;
    return html`<p class="visually-hidden" role="status">${this.aloud(watch, advice)}</p>
      ${this.standing(watch)}
      ${
        watch.isOver
          ? nothing
          : html`${this.tips(advice)}
              <div class="desk">${sideCard(watch, "home")} ${sideCard(watch, "class")}</div>`
      }`;
  }

  private standing(watch: Watch): TemplateResult {
    const isWell = watch.standing === "open";
    const until =
      isWell && watch.until !== null ? t("desk.until", { time: clock(watch.until) }) : "";
    const words = html`${standingWord(watch.standing)} ${until}`;
    if (isWell) return html`<p class="desk__standing">${words}</p>`;
    return html`<p class="notice notice--warn"><span>${words}</span></p>`;
  }

  private tips(advice: readonly Advice[]): TemplateResult {
    if (advice.length === 0) return html`${nothing}`;
    return html`<section class="card desk__tips" aria-labelledby="desk-tips">
      <h2 class="desk__title" id="desk-tips">${t("desk.tips")}</h2>
      <ul>
        ${advice.map(({ tip, side }) => html`<li>${tipWord(tip, side)} ${this.link(tip)}</li>`)}
      </ul>
    </section>`;
  }

  private link(tip: Advice["tip"]): TemplateResult {
    if (tip === "no_line" || tip === "blocked") {
      return html`<a href=${this.network}>${t("desk.network")}</a>`;
    }
    return tip === "all_good"
      ? html`<a href=${this.check}>${t("desk.check")}</a>`
      : html`${nothing}`;
  }

  /** Not every figure, only what to do and how the question stands. */
  private aloud(watch: Watch, advice: readonly Advice[]): string {
    const words = [
      standingWord(watch.standing),
      ...advice.map(({ tip, side }) => tipWord(tip, side)),
    ].join(" ");
    const now = watch.now();
    if (words !== this.said && (watch.isOver || now - this.saidAt >= SAID_EVERY_MS)) {
      this.said = words;
      this.saidAt = now;
    }
    return this.said;
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

customElements.define("sio-desk", DeskElement);
