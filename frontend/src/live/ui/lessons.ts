/** Today's lessons, as a page of a school diary. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { LessonView, RoomView } from "../view";
import { dayOf, pageLanguage, timeOf } from "./clock";
import { icon } from "./icon";
import { lessonStates, type LessonState } from "./lesson-state";
import { lessonStateWord } from "./words";

const DRAWINGS: Readonly<Record<LessonState, string>> = {
  done: "check",
  now: "play",
  next: "clock",
  later: "clock",
  elsewhere: "external-link",
  off: "calendar-x",
};

export function today(view: RoomView, now: number): TemplateResult {
  const { lessons } = view.plan;
  const states = lessonStates(lessons, now);
  return html`<section class="card card--notebook diary" aria-labelledby="diary-title">
    <h2 class="diary__title" id="diary-title">
      ${t("today.title")} <span class="diary__day">${dayOf(now, pageLanguage())}</span>
    </h2>
    ${
      lessons.length
        ? html`<ol class="diary__lessons">
            ${lessons.map((lesson, n) => row(lesson, states[n] ?? "later"))}
          </ol>`
        : html`<p class="diary__none">${t("today.none")}</p>`
    }
  </section>`;
}

function row(lesson: LessonView, state: LessonState): TemplateResult {
  const language = pageLanguage();
  const word = lessonStateWord(state, lesson.status);
  return html`<li
    class="lesson lesson--${state}"
    aria-current=${state === "now" ? "time" : nothing}
  >
    <span class="lesson__time number"
      >${timeOf(lesson.startsAt, language)}<span class="lesson__till"
        >${t("lesson.till", { time: timeOf(lesson.endsAt, language) })}</span
      ></span
    >
    <span class="lesson__what">
      <span>
        <span class="lesson__subject">${lesson.subject || t("lesson.no_subject")}</span>
        ${lesson.room ? html`<span class="lesson__room">${lesson.room}</span>` : nothing}
      </span>
      ${word ? html`<span class="lesson__state">${icon(DRAWINGS[state])}${word}</span>` : nothing}
    </span>
  </li>`;
}

/** "Wiskunde om 10:15", for the class's own page. */
export function lessonLine(lesson: LessonView): string {
  const time = timeOf(lesson.startsAt, pageLanguage());
  return t("lesson.line", { subject: lesson.subject || t("lesson.no_subject"), time });
}
