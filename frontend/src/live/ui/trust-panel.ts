/** Who is at the other end: what a person must know or say of it, and the three symbols. */

import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { SymbolName } from "../trust-symbols";
import type { Room, TrustView } from "../view";
import { handWaits } from "./hand-words";
import { icon } from "./icon";
import { notice } from "./parts";
import { changedWord, trustTrouble, trustWord } from "./trust-words";

/** Nothing, unless something is asked or wrong. */
export function trustPanel(room: Room, pupil: string): TemplateResult {
  const { view } = room;
  const trouble = trustTrouble(view);
  if (trouble === "changed") return changed(room, pupil);
  if (trouble !== null) return kept(room, trouble);
  return view.phase === "live" ? whileLive(room) : html`${nothing}`;
}

function whileLive(room: Room): TemplateResult {
  const { trust } = room.view;
  if (trust.missing) return noSymbols(room);
  const isBusy = handWaits(room.view) || room.view.guest?.stage === "asked";
  return trust.asks && !isBusy ? first(room) : html`${nothing}`;
}

/** Where nothing is connected, nothing is said to come back by itself. */
export function unlessKeptOff(room: Room, cover: () => TemplateResult): TemplateResult {
  if (trustTrouble(room.view) === null) return cover();
  return html`<div class="cover">${icon("lock", true)}</div>`;
}

/** For the settings: always there to look at. */
export function trustShown(room: Room): TemplateResult {
  const { trust } = room.view;
  const { symbols, standing, missing } = trust;
  const mayAnswer = symbols !== null && (standing === "met" || standing === "changed");
  return html`<section class="trust__shown" aria-labelledby="trust-title">
    <h3 class="trust__title" id="trust-title">${t("trust.title")}</h3>
    ${symbols === null ? html`<p>${t(missing ? "trust.no_symbols" : "trust.none")}</p>` : pictures(symbols)}
    ${
      symbols === null
        ? nothing
        : html`<p class="small soft">
            ${t(standing === "confirmed" ? "trust.compared" : "trust.shown")}
          </p>`
    }
    ${mayAnswer ? html`<div class="row">${yes(room)} ${no(room)}</div>` : nothing}
  </section>`;
}

/** In a lesson that runs: beside the picture, and nothing waits for it. */
function first(room: Room): TemplateResult {
  return html`<section class="trust" aria-label=${t("trust.first")}>
    <p class="trust__title">${t("trust.first")}</p>
    ${pictures(room.view.trust.symbols ?? [])}
    <p class="small">${t("trust.first.text")}</p>
    <div class="row">
      ${yes(room)} ${no(room)}
      <button
        class="button button--small button--quiet"
        type="button"
        @click=${() => {
          room.compareLater();
        }}
      >
        ${icon("clock")}${t("trust.later")}
      </button>
    </div>
  </section>`;
}

function changed(room: Room, pupil: string): TemplateResult {
  const { trust } = room.view;
  if (trust.missing) return noSymbols(room, html`<p>${changedWord(room.view, pupil)}</p>`);
  return notice("warn", trustWord(room.view, pupil), [
    html`<p>${t("trust.changed.text")}</p>`,
    trust.symbols === null ? html`<p>${t("trust.coming")}</p>` : pictures(trust.symbols),
    trust.symbols === null ? nothing : html`<div class="row">${yes(room)} ${no(room)}</div>`,
    code("trust.changed"),
  ]);
}

/** Nobody can compare: that is what somebody in between would want. */
function noSymbols(room: Room, about: TemplateResult | typeof nothing = nothing): TemplateResult {
  return notice("warn", trustWord(room.view, ""), [
    about,
    html`<p>${t("trust.no_symbols.text")}</p>`,
    code("trust.no_symbols"),
  ]);
}

/** The line stays off. */
function kept(room: Room, why: "refused" | "unproven"): TemplateResult {
  const again = html`<button
    class="button button--small"
    type="button"
    @click=${() => {
      room.reconsiderOther();
    }}
  >
    ${icon("refresh-cw")}${t("trust.again")}
  </button>`;
  return notice("bad", trustWord(room.view, ""), [
    html`<p>${t("trust.call")}</p>`,
    code(`trust.${why}`),
    why === "refused" ? again : nothing,
  ]);
}

function code(of: string): TemplateResult {
  return html`<p class="small soft" data-code=${of}>${t("notice.code", { code: of })}</p>`;
}

/** The word is what people say; the picture is a help, for who does not read yet. */
export function pictures(symbols: NonNullable<TrustView["symbols"]>): TemplateResult {
  return html`<ol class="symbols" aria-label=${t("trust.title")}>
    ${symbols.map(
      (name) =>
        html`<li class="symbol">
          ${drawing(name)}
          <span class="symbol__word">${t(`symbol.${name}`)}</span>
        </li>`,
    )}
  </ol>`;
}

/** Of img/symbols.svg; the page says where that file is. */
function drawing(name: SymbolName): TemplateResult {
  const sheet = document.body.dataset.symbols ?? "";
  return html`<svg class="symbol__picture" aria-hidden="true" focusable="false">
    ${svg`<use href="${sheet}#${name}"></use>`}
  </svg>`;
}

function yes(room: Room): TemplateResult {
  return html`<button
    class="button button--small"
    type="button"
    @click=${() => {
      room.confirmOther();
    }}
  >
    ${icon("check")}${t("trust.yes")}
  </button>`;
}

function no(room: Room): TemplateResult {
  return html`<button
    class="button button--small button--quiet"
    type="button"
    @click=${() => {
      room.refuseOther();
    }}
  >
    ${icon("x")}${t("trust.no")}
  </button>`;
}
