/** On the class's start: who is the buddy today, and the key to the list. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { BUDDY, type Helpers, nameFor } from "../helpers";
import { taskWord } from "./helpers-words";
import { icon } from "./icon";

export function helpersCard(helpers: Helpers, open: () => void): TemplateResult {
  if (helpers.children.length === 0) return key(t("helpers.begin"), open);
  const buddy = nameFor(helpers, BUDDY);
  const others = helpers.tasks.filter(({ id }) => id !== BUDDY && nameFor(helpers, id) !== "");
  return html`<section class="card helpers-card" aria-labelledby="helpers-card-title">
    <h2 class="helpers-card__buddy" id="helpers-card-title">
      ${icon("heart-handshake", true)}
      <span>${t("helpers.buddy_today")} <strong>${buddy || "–"}</strong></span>
    </h2>
    ${
      others.length > 0
        ? html`<dl class="helpers-card__tasks">
            ${others.map(
              (task) =>
                html`<dt>${taskWord(task)}</dt>
                  <dd>${nameFor(helpers, task.id)}</dd>`,
            )}
          </dl>`
        : nothing
    }
    ${key(t("helpers.open"), open)}
  </section>`;
}

function key(words: string, open: () => void): TemplateResult {
  return html`<p>
    <button class="button button--quiet" type="button" @click=${open}>
      ${icon("users")}${words}
    </button>
  </p>`;
}
