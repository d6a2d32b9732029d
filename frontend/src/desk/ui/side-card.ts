/** One side of the line: its figures of now, a small chart of each, and the last minutes. */

import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { HEIGHT, pathOf, WIDTH } from "../chart";
import { type Amount, AMOUNTS, latest, slices, type Slice } from "../history";
import { type Judgement, ofLine } from "../judge";
import type { Sent, Side } from "../protocol";
import type { Watch } from "../watch";
import { type Group, groupsOf, type Row } from "./rows";
import { judgementWord, lineWord, NOTHING, sideWord, TONES } from "./words";

export function sideCard(watch: Watch, side: Side): TemplateResult {
  const sent = latest(watch.history, side, watch.now());
  const title = `desk-${side}`;
  return html`<section class="card desk__side" aria-labelledby=${title}>
    <div class="row row--apart">
      <h2 class="desk__title" id=${title}>${sideWord(side)}</h2>
      ${sent === null ? nothing : lineBadge(sent)}
    </div>
    ${sent === null ? html`<p class="soft">${t("desk.silent")}</p>` : figures(watch, sent)}
  </section>`;
}

function lineBadge(sent: Sent): TemplateResult {
  const judgement = ofLine(sent);
  const tone = judgement === null ? "" : `badge--${TONES[judgement]}`;
  return html`<span class="badge ${tone}">${lineWord(sent)}</span>`;
}

function figures(watch: Watch, sent: Sent): TemplateResult {
  const now = watch.now();
  const other = latest(watch.history, sent.side === "home" ? "class" : "home", now);
  const heard = watch.history[sent.side];
  return html`<table class="table desk__figures">
      <caption class="visually-hidden">
        ${t("desk.now")}: ${sideWord(sent.side)}
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${t("desk.column.figure")}</th>
          <th scope="col">${t("desk.column.now")}</th>
          <th scope="col">${t("desk.column.judgement")}</th>
          <th scope="col">${t("desk.column.chart")}</th>
        </tr>
      </thead>
      ${groupsOf(sent, other).map((group) => groupRows(group, heard, now))}
    </table>
    ${minutes(heard)}`;
}

function groupRows(group: Group, heard: readonly Sent[], now: number): TemplateResult {
  return html`<tbody>
    <tr>
      <th class="desk__group" scope="rowgroup" colspan="4">${group.name}</th>
    </tr>
    ${group.rows.map(
      (row) =>
        html`<tr>
          <th scope="row">${row.name}</th>
          <td class="number">${row.value}</td>
          <td>${badge(row.judgement)}</td>
          <td class="desk__chart">${chart(row, heard, now)}</td>
        </tr>`,
    )}
  </tbody>`;
}

function badge(judgement: Judgement | null): TemplateResult {
  if (judgement === null) return html`<span class="soft">${NOTHING}</span>`;
  return html`<span class="badge badge--${TONES[judgement]}">${judgementWord(judgement)}</span>`;
}

/** Drawn for who sees it; the same stands in the table of minutes. */
function chart({ chart }: Row, heard: readonly Sent[], now: number): TemplateResult {
  if (chart === null) return html`${nothing}`;
  const path = pathOf(heard, chart, now);
  return html`<svg
    class="spark"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${svg`<path class="spark__line" d=${path}></path>`}
  </svg>`;
}

function minutes(heard: readonly Sent[]): TemplateResult {
  return html`<details>
    <summary>${t("desk.minutes")}</summary>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t("desk.minutes")}>
      <table class="table small">
        <thead>
          <tr>
            <th scope="col">${t("desk.column.till")}</th>
            ${AMOUNTS.map((amount) => html`<th scope="col">${COLUMNS[amount]()}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${slices(heard).map(sliceRow)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function sliceRow({ at, values }: Slice): TemplateResult {
  const time = new Date(at).toLocaleTimeString();
  return html`<tr>
    <th scope="row">${time}</th>
    ${AMOUNTS.map((amount) => html`<td class="number">${valueWord(amount, values[amount])}</td>`)}
  </tr>`;
}

function valueWord(amount: Amount, value: number | null): string {
  if (value === null) return NOTHING;
  return amount.startsWith("lost") ? (value / 10).toLocaleString() : String(value);
}

const COLUMNS: Readonly<Record<Amount, () => string>> = {
  round_trip_ms: () => `${t("figure.round_trip")} (ms)`,
  lost_in_permille: () => `${t("figure.lost_in")} (%)`,
  lost_out_permille: () => `${t("figure.lost_out")} (%)`,
  in_kbps: () => `${t("figure.in_kbps")} (kbit/s)`,
  out_kbps: () => `${t("figure.out_kbps")} (kbit/s)`,
  available_kbps: () => `${t("desk.available")} (kbit/s)`,
  in_frames: () => t("figure.in_frames"),
  out_frames: () => t("figure.out_frames"),
};
