/** `<sio-check-line>`: every way out, one below the other, while it is tried and afterwards. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { icon } from "../../live/ui/icon";
import { t } from "../../shared/texts";
import type { Figures } from "../figures";
import type { LineTest, Way } from "../line";
import { type Outcomes, RELAYS } from "../outcomes";
import { toneOf } from "../tones";
import { directWord, partName, relayWord, toneWord } from "../words";
import { PlainElement, toneIcon } from "./parts";

export class LineStep extends PlainElement {
  @property({ attribute: false }) test: LineTest | null = null;
  @property({ attribute: false }) outcomes: Outcomes | null = null;

  protected override render(): unknown {
    const { test, outcomes } = this;
    if (!test || !outcomes) return nothing;
    const ways: readonly Way[] = ["direct", ...RELAYS];
    return html`${test.done ? nothing : html`<p class="lead">${t("check.line.wait")}</p>`}
      <ul class="ways">
        ${ways.map((way) => this.way(way, test, outcomes))}
      </ul>`;
  }

  private way(way: Way, test: LineTest, outcomes: Outcomes): TemplateResult {
    const busy = test.busy === way;
    const tone = busy ? "none" : toneOf(way, outcomes);
    const figures = way === "direct" ? undefined : test.figures.get(way);
    return html`<li class="way way--${tone}">
      ${busy ? icon("hourglass") : toneIcon(tone)}
      <div>
        <strong>${partName(way)}</strong>
        <span class="visually-hidden">${tone === "none" ? "" : toneWord(tone)}</span>
        <br />${wayWord(way, test, outcomes)}
        ${figures ? html`<span class="way__figures">${figuresWord(figures)}</span>` : nothing}
      </div>
    </li>`;
  }
}

function wayWord(way: Way, test: LineTest, outcomes: Outcomes): string {
  if (test.busy === way) return t("check.line.busy");
  if (!test.done && outcomes[way] === "untested") return t("check.line.todo");
  return way === "direct" ? directWord(outcomes.direct) : relayWord(outcomes[way]);
}

function figuresWord({ roundTripMs, kbps, lostShare }: Figures): string {
  return t("check.line.figures", {
    ms: roundTripMs ?? "?",
    mbps: kbps === null ? "?" : (kbps / 1000).toFixed(1).replace(".", ","),
    lost: lostShare === null ? "?" : Math.round(100 * lostShare),
  });
}

customElements.define("sio-check-line", LineStep);
