/** The lamp of the raised hand, where somebody chooses it once. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { LampView } from "../lamp/desk";
import type { HandLamp } from "./hand-lamp";
import { icon } from "./icon";

/** Nothing in a browser that has no way to a lamp. */
export function lampChoice(lamp: HandLamp): TemplateResult {
  const { view } = lamp;
  if (view.ways.length === 0) return html`${nothing}`;
  const has = view.state !== "none";
  return html`<details class="details" ?open=${has}>
    <summary>${icon("bell")}${t("lamp.title")}</summary>
    <p role="status">${lampWord(view)}</p>
    <div class="row">
      ${view.ways.includes("hid") ? choosing(lamp, "hid", t("lamp.choose")) : nothing}
      ${view.ways.includes("serial") ? choosing(lamp, "serial", t("lamp.choose_own")) : nothing}
      ${has ? forgetting(lamp) : nothing}
    </div>
  </details>`;
}

export function lampWord({ state, names }: LampView): string {
  if (state === "none") return t("lamp.none");
  if (state === "busy") return t("lamp.busy");
  return t("lamp.ready", { name: names.join(", ") });
}

function choosing(lamp: HandLamp, way: "hid" | "serial", words: string): TemplateResult {
  return html`<button
    class="button"
    type="button"
    @click=${() => {
      void lamp.choose(way);
    }}
  >
    ${icon("link")}${words}
  </button>`;
}

function forgetting(lamp: HandLamp): TemplateResult {
  return html`<button
    class="button button--quiet"
    type="button"
    @click=${() => {
      void lamp.forget();
    }}
  >
    ${icon("unlink")}${t("lamp.forget")}
  </button>`;
}
