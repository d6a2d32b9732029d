/** Behind "Meer": the keys of a bar that are seldom pressed, so that those that count stay large. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { barKey, type BarKey } from "./bar";
import { icon } from "./icon";

const SHEET = "more";

/** What it began goes on: the key that ends it stays in sight. */
export function isLit({ state }: BarKey): boolean {
  return state === "busy";
}

export function isSeldom(key: BarKey): boolean {
  return !isLit(key);
}

/** Nothing without keys. The browser shuts the sheet on Escape and on a press beside it. */
export function moreKey(keys: readonly BarKey[]): TemplateResult {
  if (keys.length === 0) return html`${nothing}`;
  const count = keys.reduce((sum, key) => sum + (key.count ?? 0), 0);
  return html`<button
      class="bar__key bar__key--more"
      type="button"
      popovertarget=${SHEET}
      data-state=${keys.some(isLit) ? "busy" : "on"}
    >
      ${icon("ellipsis")}
      <span class="bar__word">${t("more")}</span>
      ${count ? html`<span class="bar__count">${t("chat.new", { count })}</span>` : nothing}
    </button>
    <div class="more" id=${SHEET} popover role="group" aria-label=${t("more.title")} @click=${shut}>
      ${keys.map(barKey)}
    </div>`;
}

/** Whatever was pressed in it has done its deed by now. */
function shut(event: Event): void {
  const isKey = event.target instanceof Element && event.target.closest("button") !== null;
  if (isKey) (event.currentTarget as HTMLElement).hidePopover();
}
