/** Small pieces that several steps show. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import type { Choice } from "../capture";
import { helpOf } from "../help";
import type { Outcomes } from "../outcomes";
import { type Tone, toneOf } from "../tones";
import { mediaWord, toneWord } from "../words";

/** Light DOM, so that the page's stylesheets and its checkers reach everything. */
export abstract class PlainElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** To the next step, which the check itself decides. */
  protected readonly goOn = (): void => {
    this.dispatchEvent(new CustomEvent("next", { bubbles: true }));
  };
}

export function toneIcon(tone: Tone): TemplateResult {
  const names: Readonly<Record<Tone, string>> = {
    none: "circle-question-mark",
    good: "circle-check",
    warn: "triangle-alert",
    bad: "circle-x",
  };
  return icon(names[tone]);
}

export function notice(tone: Tone, content: unknown): TemplateResult {
  const kind = tone === "none" ? "info" : tone;
  return html`<div class="notice notice--${kind}">
    ${toneIcon(tone)}
    <div class="stack stack--tight">${content}</div>
  </div>`;
}

/** What a step found, and what to do about it; nothing while it is not known. */
export function found(
  part: "camera" | "microphone" | "speaker",
  outcomes: Outcomes,
): TemplateResult | typeof nothing {
  const tone = toneOf(part, outcomes);
  if (tone === "none") return nothing;
  const help = helpOf(part, outcomes);
  return notice(
    tone,
    html`<p class="notice__title">
        <span class="visually-hidden">${toneWord(tone)}: </span>${mediaWord(part, outcomes)}
      </p>
      ${help ? html`<p>${help.text} ${help.who}</p>` : nothing}`,
  );
}

/** Only where there is something to choose. */
export function chooser(
  id: string,
  label: string,
  choices: readonly Choice[],
  live: string | null,
  choose: (id: string) => void,
): TemplateResult | typeof nothing {
  if (choices.length < 2) return nothing;
  const onChange = ({ target }: Event): void => {
    choose((target as HTMLSelectElement).value);
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${onChange}>
      ${choices.map(
        (one) => html`<option value=${one.id} ?selected=${one.id === live}>${one.label}</option>`,
      )}
    </select>
  </div>`;
}

/** Straight on when all is well; else first another try. */
export function buttons(tone: Tone, again: () => void, next: () => void): TemplateResult {
  if (tone === "good") {
    return html`<p class="check__buttons">
      <button class="button button--primary" @click=${next}>
        ${t("check.next")}${icon("arrow-right")}
      </button>
    </p>`;
  }
  const word = tone === "none" ? t("check.skip") : t("check.go_on");
  return html`<p class="check__buttons">
    ${
      tone === "none"
        ? nothing
        : html`<button class="button button--primary" @click=${again}>
            ${icon("refresh-cw")}${t("check.again")}
          </button>`
    }
    <button class="button" @click=${next}>${word}</button>
  </p>`;
}
