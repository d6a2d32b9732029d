/** The week on one A4, for the wall of the classroom. Seen on paper only. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { type Helpers, nameFor, week } from "../helpers";
import { dayOf, pageLanguage } from "./clock";
import { taskWord } from "./helpers-words";

const DAYS = 5;

export function helpersSheet(helpers: Helpers, pupil: string): TemplateResult {
  if (helpers.day === "") return html`${nothing}`;
  const days = week(helpers, DAYS);
  return html`<section class="helpers-sheet" aria-hidden="true">
    <h1>${t("helpers.sheet.title", { name: pupil })}</h1>
    <table>
      <thead>
        <tr>
          <th></th>
          ${helpers.tasks.map((task) => html`<th scope="col">${taskWord(task)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${days.map((day) => row(day, helpers))}
      </tbody>
    </table>
    <p>${t("helpers.sheet.absent")}</p>
  </section>`;
}

function row(day: Helpers, { tasks }: Helpers): TemplateResult {
  const noon = Date.parse(`${day.day}T12:00:00Z`);
  return html`<tr>
    <th scope="row">${dayOf(noon, pageLanguage())}</th>
    ${tasks.map(({ id }) => html`<td>${nameFor(day, id)}</td>`)}
  </tr>`;
}
