/** `<sio-check-speaker>`: a sound, and the question whether it was heard. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import type { Outcomes } from "../outcomes";
import type { SpeakerTest } from "../speaker";
import { found, PlainElement } from "./parts";

export class SpeakerStep extends PlainElement {
  @property({ attribute: false }) test: SpeakerTest | null = null;
  @property({ attribute: false }) outcomes: Outcomes | null = null;

  protected override render(): unknown {
    const { test, outcomes } = this;
    if (!test || !outcomes) return nothing;
    return html`${test.played ? this.question(test) : this.play(test)} ${found("speaker", outcomes)}
      ${this.output(test)}
      <p class="check__buttons">
        <button class="button" @click=${this.goOn}>
          ${test.outcome === "untested" ? t("check.skip") : t("check.go_on")}
        </button>
      </p>`;
  }

  private play(test: SpeakerTest): TemplateResult {
    return html`<p class="lead">${t("check.speaker.press")}</p>
      <button class="button button--primary button--huge" @click=${() => void test.play()}>
        ${icon("volume-2")}${t("check.speaker.play")}
      </button>`;
  }

  private question(test: SpeakerTest): TemplateResult {
    const yes = (): void => {
      test.answer(true);
      this.goOn();
    };
    const no = (): void => {
      test.answer(false);
    };
    return html`<fieldset class="check__ask">
      <legend>${t("check.speaker.ask")}</legend>
      <button class="button button--primary" @click=${yes}>
        ${icon("ear")}${t("check.speaker.yes")}
      </button>
      <button class="button" @click=${no}>${icon("ear-off")}${t("check.speaker.no")}</button>
      <button class="button button--quiet" @click=${() => void test.play()}>
        ${icon("refresh-cw")}${t("check.speaker.replay")}
      </button>
    </fieldset>`;
  }

  private output(test: SpeakerTest): TemplateResult | typeof nothing {
    if (test.choices.length < 2) return nothing;
    const onChange = ({ target }: Event): void => {
      void test.choose((target as HTMLSelectElement).value).then(() => test.play());
    };
    return html`<div class="field">
      <label for="check-speaker">${t("check.speaker.choose")}</label>
      <select id="check-speaker" @change=${onChange}>
        ${test.choices.map(
          ({ id, label }) =>
            html`<option value=${id} ?selected=${id === test.chosen}>${label}</option>`,
        )}
      </select>
    </div>`;
  }
}

customElements.define("sio-check-speaker", SpeakerStep);
