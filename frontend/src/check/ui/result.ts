/** `<sio-check-result>`: one sentence, what to do, and the code for the helpdesk. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import { codeOf } from "../code";
import { helpsOf } from "../help";
import type { LineTest } from "../line";
import { type Outcomes, type Part, RELAYS } from "../outcomes";
import { rowsOf } from "../sheet";
import { type Tone, toneOf, type Verdict, verdictOf, worstOf } from "../tones";
import {
  bandwidthWord,
  browserWord,
  delayWord,
  lineWord,
  lossWord,
  mediaWord,
  partName,
  toneWord,
  verdictWord,
} from "../words";
import { notice, PlainElement, toneIcon } from "./parts";
import { sheet } from "./sheet";

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  ready: "good",
  pair: "good",
  partly: "none",
  limited: "warn",
  stuck: "bad",
};
const MEDIA = ["camera", "microphone", "speaker"] as const;

/** Where the result leads; empty where there is nothing. */
export interface Links {
  readonly phone: string;
  readonly email: string;
  readonly network: string;
  readonly pair: string;
  readonly back: string;
}

export class Result extends PlainElement {
  @property({ attribute: false }) outcomes: Outcomes | null = null;
  @property({ attribute: false }) line: LineTest | null = null;
  @property({ attribute: false }) links: Links | null = null;

  protected override render(): unknown {
    const { outcomes, links } = this;
    if (!outcomes || !links) return nothing;
    const verdict = verdictOf(outcomes);
    return html`${notice(
        VERDICT_TONES[verdict],
        html`<p class="notice__title check__verdict">${verdictWord(verdict)}</p>`,
      )}
      <div class="split">
        <div class="stack">${helps(outcomes)} ${parts(outcomes)} ${this.more(outcomes)}</div>
        <div class="stack">${code(outcomes, links)} ${this.ways(outcomes, links)}</div>
      </div>
      ${this.paper(outcomes)}`;
  }

  private more(outcomes: Outcomes): TemplateResult | typeof nothing {
    if (!this.line) return nothing;
    const words: readonly [Part, string][] = [
      ["bandwidth", bandwidthWord(outcomes.bandwidth)],
      ["loss", lossWord(outcomes.loss)],
      ["delay", delayWord(outcomes.delay)],
    ];
    return html`<details class="details">
      <summary>${icon("wifi")}${t("check.more")}</summary>
      <sio-check-line .test=${this.line} .outcomes=${outcomes}></sio-check-line>
      <dl class="facts">
        ${words.map(
          ([part, word]) =>
            html`<dt>${partName(part)}</dt>
              <dd>${word}</dd>`,
        )}
      </dl>
    </details>`;
  }

  /** Only on paper. */
  private paper(outcomes: Outcomes): TemplateResult | typeof nothing {
    if (!this.line) return nothing;
    const { hostname: host, port } = location;
    const site = { host, port: Number(port || 443), protocol: "TCP" } as const;
    const when = new Date().toLocaleString("nl-BE", { dateStyle: "long", timeStyle: "short" });
    return sheet(outcomes, rowsOf(outcomes, this.line.ice, site), when);
  }

  private ways(outcomes: Outcomes, links: Links): TemplateResult {
    const restart = (): void => {
      this.dispatchEvent(new CustomEvent("restart", { bubbles: true }));
    };
    const print = (): void => {
      window.print();
    };
    return html`<p class="check__buttons">
        ${
          outcomes.side === "unknown"
            ? html`<a class="button button--primary" href=${links.pair}>
                ${icon("link")}${t("check.to_pair")}
              </a>`
            : html`<a class="button button--primary" href=${links.back}>
                ${icon("arrow-left")}${t("check.back")}
              </a>`
        }
        <button class="button" @click=${restart}>${icon("refresh-cw")}${t("check.restart")}</button>
        <button class="button button--quiet" @click=${print}>
          ${icon("printer")}${t("check.print")}
        </button>
      </p>
      <p>
        <a class="button button--quiet" href=${links.network}>
          ${icon("file-text")}${t("check.network")}
        </a>
      </p>`;
  }
}

function parts(outcomes: Outcomes): TemplateResult {
  const lines: readonly TemplateResult[] = MEDIA.map((part) =>
    line(toneOf(part, outcomes), partName(part), mediaWord(part, outcomes)),
  );
  const way = worstOf(
    (["direct", ...RELAYS, "bandwidth", "loss", "delay"] as const).map((part) =>
      toneOf(part, outcomes),
    ),
  );
  const browser = toneOf("browser", outcomes);
  return html`<ul class="ways">
    ${
      browser === "good"
        ? nothing
        : line(browser, partName("browser"), browserWord(outcomes.browser))
    }
    ${lines} ${line(way, t("check.line"), lineWord(outcomes))}
  </ul>`;
}

function line(tone: Tone, name: string, word: string): TemplateResult {
  return html`<li class="way way--${tone}">
    ${toneIcon(tone)}
    <div>
      <strong>${name}</strong>
      <span class="visually-hidden">${toneWord(tone)}</span>
      <br />${word}
    </div>
  </li>`;
}

function helps(outcomes: Outcomes): TemplateResult | typeof nothing {
  const all = helpsOf(outcomes);
  if (all.length === 0) return nothing;
  return html`<section class="card stack" aria-labelledby="check-todo">
    <h3 id="check-todo">${t("check.todo")}</h3>
    <ul class="stack stack--tight">
      ${all.map(({ text, who }) => html`<li>${text} <strong>${who}</strong></li>`)}
    </ul>
  </section>`;
}

function code(outcomes: Outcomes, { phone, email }: Links): TemplateResult {
  const word = codeOf(outcomes);
  return html`<section class="card stack stack--tight" aria-labelledby="check-code">
    <h3 id="check-code">${t("check.code")}</h3>
    <p class="code">
      <span aria-hidden="true">${word}</span>
      <span class="visually-hidden">${word.split("").join(" ")}</span>
    </p>
    <p class="soft">${t("check.code.why")}</p>
    ${
      phone
        ? html`<p>
            <a class="row" href="tel:${phone.replaceAll(" ", "")}">
              ${icon("phone")}${t("check.call", { phone })}
            </a>
          </p>`
        : nothing
    }
    ${email ? html`<p><a href="mailto:${email}">${t("check.mail", { email })}</a></p>` : nothing}
  </section>`;
}

customElements.define("sio-check-result", Result);
