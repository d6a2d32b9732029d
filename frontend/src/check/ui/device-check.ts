/** `<sio-check>`: the whole check, one step on the screen at a time. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import type { Check, Stage, Step } from "../check";
import type { Outcomes } from "../outcomes";
import { type Tone, toneOf, verdictOf, worstOf } from "../tones";
import { lineWord, mediaWord, partName, toneWord, verdictWord } from "../words";
import "./camera-step";
import "./line-step";
import "./microphone-step";
import { PlainElement, toneIcon } from "./parts";
import "./result";
import type { Links } from "./result";
import "./speaker-step";

export class DeviceCheck extends PlainElement {
  @property({ attribute: false }) check: Check | null = null;
  private unsubscribe: (() => void) | null = null;
  private shown: Stage = "start";

  override connectedCallback(): void {
    this.replaceChildren(); // What stood here for browsers that cannot run this.
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.check?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("check")) return;
    this.unsubscribe?.();
    this.unsubscribe =
      this.check?.subscribe(() => {
        this.requestUpdate();
      }) ?? null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.check || this.check.stage === this.shown) return;
    this.shown = this.check.stage;
    // A new step begins at its heading, on the screen and for a screen reader.
    const heading = this.querySelector<HTMLElement>("h2");
    heading?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }

  protected override render(): unknown {
    const check = this.check;
    if (!check) return nothing;
    if (check.stage === "start") return this.start(check);
    const next = (): void => {
      check.next();
    };
    const restart = (): void => {
      check.start();
    };
    return html`${progress(check)}
      <div class="stack check__step" @next=${next} @restart=${restart}>
        <h2 tabindex="-1">${stageName(check.stage)}</h2>
        ${this.step(check)}
      </div>
      <p class="visually-hidden" role="status">${announcement(check)}</p>`;
  }

  private start(check: Check): TemplateResult {
    const start = (): void => {
      check.start();
    };
    return html`<p class="lead">${t("check.lead")}</p>
      <button class="button button--primary button--huge" @click=${start}>
        ${icon("play")}${t("check.start")}
      </button>
      <p class="soft">${t("check.private")}</p>
      ${check.steps.includes("line") ? nothing : html`<p class="soft">${t("check.line.pair")}</p>`}`;
  }

  private step(check: Check): TemplateResult {
    const { outcomes } = check;
    switch (check.stage) {
      case "start":
      case "result":
        return html`<sio-check-result
          .outcomes=${outcomes}
          .line=${check.line}
          .links=${this.links}
        ></sio-check-result>`;
      case "camera":
        return html`<sio-check-camera
          .test=${check.camera}
          .outcomes=${outcomes}
        ></sio-check-camera>`;
      case "microphone":
        return html`<sio-check-microphone
          .test=${check.microphone}
          .outcomes=${outcomes}
        ></sio-check-microphone>`;
      case "speaker":
        return html`<sio-check-speaker
          .test=${check.speaker}
          .outcomes=${outcomes}
        ></sio-check-speaker>`;
      case "line":
        return html`<sio-check-line .test=${check.line} .outcomes=${outcomes}></sio-check-line>`;
    }
  }

  private get links(): Links {
    const { phone = "", email = "", network = "", pair = "", back = "" } = this.dataset;
    return { phone, email, network, pair, back };
  }
}

function stageName(stage: Stage): string {
  if (stage === "line") return t("check.line");
  return stage === "result" || stage === "start" ? t("check.result") : partName(stage);
}

function progress(check: Check): TemplateResult {
  const stages: readonly Stage[] = [...check.steps, "result"];
  const now = stages.indexOf(check.stage);
  return html`<ol class="check-steps" aria-label=${t("check.steps")}>
    ${stages.map((stage, at) => {
      const tone = at < now ? stepTone(stage, check.outcomes) : "none";
      return html`<li
        class="check-steps__item check-steps__item--${markOf(at, now, tone)}"
        aria-current=${at === now ? "step" : nothing}
      >
        <span class="check-steps__mark">
          ${at < now ? toneIcon(tone) : html`<span aria-hidden="true">${at + 1}</span>`}
        </span>
        <span>${stageName(stage)}</span>
        ${at < now ? html`<span class="visually-hidden">${toneWord(tone)}</span>` : nothing}
      </li>`;
    })}
  </ol>`;
}

function markOf(at: number, now: number, tone: Tone): string {
  if (at === now) return "now";
  return at < now ? `done check-steps__item--${tone}` : "todo";
}

function stepTone(stage: Stage, outcomes: Outcomes): Tone {
  if (stage === "line") {
    return worstOf((["direct", "udp", "tcp", "tls"] as const).map((way) => toneOf(way, outcomes)));
  }
  return stage === "result" || stage === "start" ? "none" : toneOf(stage, outcomes);
}

/** Where we are, and what was found so far on this step. */
function announcement(check: Check): string {
  const { stage, outcomes, steps } = check;
  if (stage === "result") return verdictWord(verdictOf(outcomes));
  const step = stage as Step;
  const where = t("check.step", {
    now: steps.indexOf(step) + 1,
    all: steps.length,
    name: stageName(stage),
  });
  if (stepTone(stage, outcomes) === "none") return where;
  return `${where}. ${step === "line" ? lineWord(outcomes) : mediaWord(step, outcomes)}`;
}

customElements.define("sio-check", DeviceCheck);
