/** `<sio-check-microphone>`: a bar that moves when somebody speaks. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import type { MicrophoneTest } from "../microphone";
import type { Outcomes } from "../outcomes";
import { toneOf } from "../tones";
import { buttons, chooser, found, PlainElement } from "./parts";

export class MicrophoneStep extends PlainElement {
  @property({ attribute: false }) test: MicrophoneTest | null = null;
  @property({ attribute: false }) outcomes: Outcomes | null = null;

  protected override render(): unknown {
    const { test, outcomes } = this;
    if (!test || !outcomes) return nothing;
    const retry = (): void => void test.open(test.live);
    return html`<div class="split">
      <div class="stack">${this.bar(test)}</div>
      <div class="stack">
        ${found("microphone", outcomes)}
        ${chooser(
          "check-microphone",
          t("check.microphone.choose"),
          test.choices,
          test.live,
          (id) => void test.open(id),
        )}
        ${buttons(toneOf("microphone", outcomes), retry, this.goOn)}
      </div>
    </div>`;
  }

  private bar(test: MicrophoneTest): TemplateResult | typeof nothing {
    if (test.asking) return html`<p class="lead">${t("check.microphone.asking")}</p>`;
    if (!test.stream) return nothing;
    const word = test.outcome === "works" ? t("check.microphone.heard") : t("check.microphone.say");
    return html`<p class="check__say">${icon("mic", true)}${word}</p>
      <svg
        class="check__level"
        role="meter"
        aria-label=${t("check.microphone.level")}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${test.level}
      >
        <rect width="${test.level}%" height="100%"></rect>
      </svg>`;
  }
}

customElements.define("sio-check-microphone", MicrophoneStep);
