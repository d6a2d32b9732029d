/** Pieces that both sides show. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Room, RoomView } from "../view";
import { icon } from "./icon";
import { blockWords, endWord, mediaWords, missingWord } from "./words";
import { countdown } from "./clock";

/** The one large button. Where it can't be pressed it stays, and says why. */
export function hugeButton(
  word: string,
  drawing: string,
  press: () => void,
  why = "",
): TemplateResult {
  return html`<button
      class="button button--primary button--huge"
      type="button"
      aria-disabled=${why ? "true" : nothing}
      aria-describedby=${why ? "why" : nothing}
      @click=${why ? nothing : press}
    >
      ${icon(drawing)}${word}
    </button>
    ${why ? html`<p class="why" id="why">${icon("info")}${why}</p>` : nothing}`;
}

export function notice(
  tone: "info" | "good" | "warn" | "bad",
  title: string,
  body: unknown = nothing,
): TemplateResult {
  const drawing = { info: "info", good: "circle-check", warn: "triangle-alert", bad: "circle-x" };
  return html`<div class="notice notice--${tone}">
    ${icon(drawing[tone])}
    <div class="stack stack--tight stack--start">
      <p class="notice__title">${title}</p>
      ${body}
    </div>
  </div>`;
}

/** The large button while it can't work: the notice below says why. */
export function restingButton(word: string, drawing: string): TemplateResult {
  return html`<button class="button button--huge" type="button" disabled>
    ${icon(drawing)}${word}
  </button>`;
}

/** No server: it is tried again and again, without a press. */
export function offline(): TemplateResult {
  return notice("warn", t("offline.title"), html`<p>${t("offline.text")}</p>`);
}

/** Why this device may not enter, and who can do something about it. */
export function blocked(view: RoomView): TemplateResult {
  const code = view.block?.code ?? "no_line";
  const { title, text } = blockWords(code);
  const missing = view.block?.missing ?? [];
  return notice(
    "warn",
    title,
    html`<p>${text}</p>
      ${
        missing.length
          ? html`<ul>
              ${missing.map((one) => html`<li>${missingWord(one)}</li>`)}
            </ul>`
          : nothing
      }
      ${code === "version" ? reload() : nothing} ${code === "unpaired" ? pairing() : nothing}`,
  );
}

function reload(): TemplateResult {
  return html`<button
    class="button"
    type="button"
    @click=${() => {
      location.reload();
    }}
  >
    ${icon("refresh-cw")}${t("reload")}
  </button>`;
}

/** In a frame too for the whole page: a device that is not paired has no line left. */
function pairing(): TemplateResult {
  return html`<a class="button" href="/koppelen/" target="_top">${icon("link")}${t("pair")}</a>`;
}

/** What is wrong with camera or microphone, before it hurts. */
export function mediaNotice(room: Room): TemplateResult {
  const problem = room.view.mediaProblem;
  if (!problem) return html`${nothing}`;
  const { title, text } = mediaWords(problem);
  const mayRetry = problem !== "insecure" && problem !== "unsupported";
  return notice(
    "warn",
    title,
    html`<p>${text}</p>
      <div class="row">
        ${
          mayRetry
            ? html`<button
                class="button"
                type="button"
                @click=${() => {
                  room.retryMedia();
                }}
              >
                ${icon("refresh-cw")}${t("media.retry")}
              </button>`
            : nothing
        }
        <a class="button button--quiet" href="/test/">${t("media.test")}</a>
      </div>`,
  );
}

/** A refusal from the server, with the code for the helpdesk. */
export function serverNotice(room: Room): TemplateResult {
  const { notice: said } = room.view;
  if (!said) return html`${nothing}`;
  return notice(
    "warn",
    said.message,
    html`<p class="small soft">${t("notice.code", { code: said.code })}</p>
      <button
        class="button button--small"
        type="button"
        @click=${() => {
          room.dismiss();
        }}
      >
        ${icon("check")}${t("notice.ok")}
      </button>`,
  );
}

/** The line closes soon, unless somebody presses. */
export function closingSoon(room: Room): TemplateResult {
  const closing = room.view.closing;
  if (!closing?.warn) return html`${nothing}`;
  const left = countdown(closing.closesAt - room.now());
  return html`<div class="closing" role="group" aria-label=${t("closing.title")}>
    ${icon("hourglass")}
    <p class="closing__words">
      <strong>${t("closing.title")}</strong>
      <span class="number">${t("closing.left", { left })}</span>
    </p>
    <button
      class="button"
      type="button"
      @click=${() => {
        room.stay();
      }}
    >
      ${icon("plus")}${t("closing.stay")}
    </button>
  </div>`;
}

export function endedTitle(view: RoomView, pupil: string): string {
  return view.ended ? endWord(view.ended, view.side, pupil) : "";
}

/** Is the lesson itself on screen? */
export function inLesson(view: RoomView): boolean {
  return view.phase === "connecting" || view.phase === "live" || view.phase === "interrupted";
}
