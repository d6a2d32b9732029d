/** The test on both screens: the time, the aids, why it stands still, and what there is to do. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { type Exam, isOn, leftMs, mayUse, openStop } from "../exam";
import type { Tool } from "../exam-words";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { pageLanguage, timeOf } from "./clock";
import type { ExamDialog } from "./exam-dialog";
import { AID_ICONS, aidWord, reportOf, stopWord, tookWord } from "./exam-terms";
import { icon } from "./icon";
import "./exam-time";

const TOOL_OF_KEY: Readonly<Record<string, Tool>> = {
  chat: "chat",
  draw: "draw",
  react: "react",
  files: "files",
  photo: "photo",
};

/** Only the keys of what is agreed. */
export function keysInExam({ view }: Room, keys: readonly BarKey[]): readonly BarKey[] {
  return keys.filter(({ name }) => {
    const tool = TOOL_OF_KEY[name];
    return tool === undefined || mayUse(view.exam, tool);
  });
}

let loading: Promise<unknown> | null = null;

/** Class: begins a test, or ends the one that is on. Fetched early: the server may be away later. */
export function examKey(room: Room): readonly BarKey[] {
  if (isOn(room.view.exam)) return [];
  loading ??= import("./exam-dialog");
  return [{ name: "exam", word: t("exam"), drawing: "timer", press: openDialog }];
}

const openDialog = (): void => {
  void loading?.then(() => document.querySelector<ExamDialog>("sio-exam")?.open());
};

export function examPanel(room: Room, pupil: string): TemplateResult {
  const { exam, side } = room.view;
  const dialog = side === "class" ? html`<sio-exam .room=${room}></sio-exam>` : nothing;
  return html`${dialog} ${exam === null || exam.away ? nothing : shown(room, exam, pupil)}`;
}

function shown(room: Room, exam: Exam, pupil: string): TemplateResult {
  const isHome = room.view.side === "home";
  return html`<section class="exam" aria-label=${t("exam")}>
    ${isOn(exam) ? running(room, exam) : report(room, exam)}
    ${openStop(exam) === null ? nothing : isHome ? stillAtHome(room, exam) : stillInClass(room, exam, pupil)}
    ${isHome || !isOn(exam) ? nothing : classKeys(room, exam)}
  </section>`;
}

function running(room: Room, exam: Exam): TemplateResult {
  const isUp = leftMs(exam, room.now()) === 0;
  return html`<div class="exam__row">
    <sio-exam-time .room=${room}></sio-exam-time>
    <ul class="exam__aids" aria-label=${t("exam.aids")}>
      ${exam.aids.map((aid) => html`<li>${icon(AID_ICONS[aid])}${aidWord(aid)}</li>`)}
      ${exam.extra > 0 ? html`<li>${icon("timer")}${t("exam.extra.percent", { percent: exam.extra })}</li>` : nothing}
      ${exam.aids.length === 0 && exam.extra === 0 ? html`<li>${icon("pencil")}${t("exam.no_aids")}</li>` : nothing}
    </ul>
    ${isUp ? html`<p class="exam__up" role="status">${t(`exam.up.${room.view.side}`)}</p>` : nothing}
  </div>`;
}

/** The line is there, so the class may let the time run again. */
function isBack({ view }: Room): boolean {
  return view.phase === "live" && view.away === null;
}

function sinceWord(exam: Exam): string {
  return t("exam.since", { time: timeOf(openStop(exam)?.at ?? 0, pageLanguage()) });
}

function stillAtHome(room: Room, exam: Exam): TemplateResult {
  const isLine = openStop(exam)?.why === "line";
  const text = isLine ? t("exam.still.home.line") : t("exam.still.home.hand");
  return html`<div class="exam__still" role="status">
    ${icon("pause", true)}
    <div>
      <p class="exam__title">${t("exam.still.home")}</p>
      <p>${text}</p>
      <p class="small">${sinceWord(exam)}</p>
      ${isLine && isBack(room) ? html`<p><strong>${t("exam.back.home")}</strong></p>` : nothing}
    </div>
  </div>`;
}

function stillInClass(room: Room, exam: Exam, name: string): TemplateResult {
  const isLine = openStop(exam)?.why === "line";
  const title = isLine ? t("exam.still.class.line") : t("exam.still.class.hand");
  return html`<div class="exam__still" role="status">
    ${icon("pause", true)}
    <div>
      <p class="exam__title">${title}</p>
      <p class="small">${sinceWord(exam)} ${t("exam.still.told", { name })}</p>
      ${
        isLine && !isBack(room)
          ? html`<ul>
              <li>${t("exam.plan.paper", { name })}</li>
              <li>${t("exam.plan.phone")}</li>
              <li>${t("exam.plan.wait")}</li>
              <li>${t("exam.plan.later")}</li>
            </ul>`
          : nothing
      }
      ${isLine && isBack(room) ? html`<p><strong>${t("exam.back.class", { name })}</strong></p>` : nothing}
    </div>
  </div>`;
}

function classKeys(room: Room, exam: Exam): TemplateResult {
  const isStill = openStop(exam) !== null;
  return html`<div class="exam__keys">
    ${
      isStill
        ? key("play", t("exam.resume"), () => room.exam.resume(), true, !isBack(room))
        : key("pause", t("exam.pause"), () => room.exam.pause())
    }
    ${key("square", t("exam.end"), () => room.exam.end())}
  </div>`;
}

function report(room: Room, exam: Exam): TemplateResult {
  const { side } = room.view;
  return html`<div class="exam__report" role="status">
      <p class="exam__title">${t("exam.over")}</p>
      <p>${tookWord(exam)}</p>
      ${
        exam.stops.length
          ? html`<ul>
              ${exam.stops.map((stop) => html`<li>${stopWord(stop)}</li>`)}
            </ul>`
          : html`<p>${t("exam.no_stops")}</p>`
      }
    </div>
    <div class="exam__keys">
      ${side === "class" ? [key("printer", t("exam.print"), () => print(exam)), key("copy", t("exam.copy"), () => void copy(exam))] : nothing}
      ${key("check", t("exam.done"), () => room.exam.close(), true)}
    </div>`;
}

function print(exam: Exam): void {
  void import("./print-text").then(({ printText }) => {
    printText(reportOf(exam));
  });
}

async function copy(exam: Exam): Promise<void> {
  try {
    await navigator.clipboard.writeText(reportOf(exam));
  } catch {
    // The browser keeps its clipboard to itself: it can still be printed.
  }
}

function key(
  drawing: string,
  word: string,
  press: () => void,
  isMain = false,
  isOff = false,
): TemplateResult {
  return html`<button
    class="button button--small ${isMain ? "button--primary" : ""}"
    type="button"
    ?disabled=${isOff}
    @click=${press}
  >
    ${icon(drawing)}${word}
  </button>`;
}
