/** The one page that comes out of the printer, for who runs the network. Nobody's name is on it. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { codeOf } from "../code";
import type { Outcomes } from "../outcomes";
import { addressWord, blockedIn, type SheetRow } from "../sheet";
import { verdictOf } from "../tones";
import { bandwidthWord, delayWord, lossWord, partName, verdictWord } from "../words";

export function sheet(outcomes: Outcomes, rows: readonly SheetRow[], when: string): TemplateResult {
  const words = [bandwidthWord(outcomes.bandwidth), lossWord(outcomes.loss)];
  return html`<section class="check-sheet stack">
    <h2>${t("check.sheet.title")}</h2>
    <p>${when} · ${t("check.sheet.code", { code: codeOf(outcomes) })}</p>
    <p><strong>${verdictWord(verdictOf(outcomes))}</strong></p>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${t("check.sheet.way")}</th>
          <th scope="col">${t("check.sheet.to")}</th>
          <th scope="col">${t("check.sheet.outcome")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
    <p>${words.join(" ")} ${delayWord(outcomes.delay)}</p>
    ${asks(rows)}
  </section>`;
}

function row({ way, addresses, works }: SheetRow): TemplateResult {
  const to = way === "direct" ? t("check.sheet.anywhere") : addresses.map(addressWord).join(", ");
  return html`<tr>
    <th scope="row">${way === "site" ? t("check.sheet.site") : partName(way)}</th>
    <td>${to === "" ? t("check.relay.absent") : to}</td>
    <td>${outcome(works)}</td>
  </tr>`;
}

function outcome(works: boolean | null): string {
  if (works === null) return t("check.untested");
  return works ? t("check.sheet.open") : t("check.sheet.shut");
}

function asks(rows: readonly SheetRow[]): TemplateResult {
  const blocked = blockedIn(rows);
  const isDirect = rows.find(({ way }) => way === "direct")?.works !== false;
  if (blocked.length === 0 && isDirect) return html`<p>${t("check.sheet.nothing")}</p>`;
  return html`<h3>${t("check.sheet.ask")}</h3>
    <ul>
      ${blocked.map((address) => html`<li>${addressWord(address)}</li>`)}
      ${isDirect ? nothing : html`<li>${t("check.sheet.ask_direct")}</li>`}
    </ul>
    <p>${t("check.sheet.why")}</p>`;
}
