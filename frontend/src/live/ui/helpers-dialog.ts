/**
 * `<sio-helpers>`: buddy of the day and small tasks, kept on this device alone; and the lamp. Loaded
 * when it is opened.
 */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import {
  BUDDY,
  type Child,
  type Helpers,
  LONGEST_NAME,
  LONGEST_TASK,
  MOST_CHILDREN,
  nameFor,
  NOBODY,
  OURS,
  type Task,
  withAbsent,
  withChild,
  withOurTask,
  withTask,
  withoutChild,
  withoutTask,
} from "../helpers";
import type { HelpersBook } from "../helpers-book";
import { newId } from "../ids";
import type { LampView } from "../lamp/desk";
import { PlainElement } from "./room-element";
import type { HandLamp } from "./hand-lamp";
import { helpersSheet } from "./helpers-sheet";
import { taskWord } from "./helpers-words";
import { icon } from "./icon";
import { lampChoice } from "./lamp-choice";

export class HelpersDialog extends PlainElement {
  @property({ attribute: false }) book: HelpersBook | null = null;
  /** Of `book`; another object after each change. */
  @property({ attribute: false }) helpers: Helpers = NOBODY;
  @property({ attribute: false }) lamp: HandLamp | null = null;
  /** Of `lamp`; another object after each change. */
  @property({ attribute: false }) lampNow: LampView | null = null;
  @property() pupil = "";
  /** A sentence for who sees and who hears the screen. */
  private said = "";

  open(): void {
    this.said = "";
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector("dialog")?.showModal());
  }

  protected override render(): TemplateResult {
    const { helpers } = this;
    return html`<dialog class="dialog helpers" aria-labelledby="helpers-title">
        <h2 id="helpers-title" tabindex="-1" autofocus>${t("helpers.title")}</h2>
        ${helpers.children.length > 0 ? this.today(helpers) : nothing} ${this.newNames(helpers)}
        <p class="small soft helpers__stay">${icon("lock")}${t("helpers.stay_here")}</p>
        <p class="visually-hidden" role="status">${this.said}</p>
        ${this.names(helpers)} ${this.tasks(helpers)} ${this.lamp ? lampChoice(this.lamp) : nothing}
        <form method="dialog" class="row">
          ${helpers.children.length > 0 ? printKey() : nothing}
          <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
        </form>
      </dialog>
      ${helpersSheet(helpers, this.pupil)}`;
  }

  private today(helpers: Helpers): TemplateResult {
    return html`<dl class="helpers__today">
        ${helpers.tasks.map(
          (task) =>
            html`<dt>${taskWord(task)}</dt>
              <dd>${nameFor(helpers, task.id) || "–"}</dd>`,
        )}
      </dl>
      <fieldset class="helpers__away">
        <legend>${t("helpers.away")}</legend>
        ${helpers.children.map((child) => this.awayKey(helpers, child))}
      </fieldset>`;
  }

  private awayKey(helpers: Helpers, { id, name }: Child): TemplateResult {
    const isAway = helpers.absent.includes(id);
    return html`<button
      class="chip"
      type="button"
      aria-pressed=${isAway ? "true" : "false"}
      @click=${() => {
        this.keep(withAbsent(helpers, id, !isAway));
        this.say(isAway ? t("helpers.is_back", { name }) : t("helpers.is_away", { name }));
      }}
    >
      ${icon(isAway ? "x" : "user")}${name}
    </button>`;
  }

  private newNames(helpers: Helpers): TemplateResult {
    if (helpers.children.length >= MOST_CHILDREN) return html`${nothing}`;
    return this.adding("helpers-name", t("helpers.names"), LONGEST_NAME * 20, (typed) => {
      const names = typed.split(/[,;\n]/);
      const next = names.reduce((all, name) => withChild(all, name, newId()) ?? all, helpers);
      const count = next.children.length - helpers.children.length;
      this.say(count > 0 ? t("helpers.added", { count }) : t("helpers.not_added"));
      this.keep(next);
    });
  }

  private names(helpers: Helpers): TemplateResult {
    if (helpers.children.length === 0) return html`${nothing}`;
    return html`<details class="details">
      <summary>${icon("users")}${t("helpers.names.change")}</summary>
      <ul class="helpers__list">
        ${helpers.children.map(
          ({ id, name }) =>
            html`<li>
              ${name}
              ${this.removal(name, () => {
                this.keep(withoutChild(helpers, id));
              })}
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private tasks(helpers: Helpers): TemplateResult {
    const gone = OURS.filter((id) => !helpers.tasks.some((task) => task.id === id));
    return html`<details class="details">
      <summary>${icon("pencil")}${t("helpers.tasks.change")}</summary>
      <ul class="helpers__list">
        ${helpers.tasks.map((task) => this.taskLine(helpers, task))}
        ${gone.map(
          (id) =>
            html`<li>
              <button
                class="button button--quiet"
                type="button"
                @click=${() => {
                  this.keep(withOurTask(helpers, id));
                }}
              >
                ${icon("plus")}${taskWord({ id, words: "" })}
              </button>
            </li>`,
        )}
      </ul>
      ${this.adding("helpers-task", t("helpers.task.own"), LONGEST_TASK, (typed) => {
        const next = withTask(helpers, typed, newId());
        this.say(next ? t("helpers.added", { count: 1 }) : t("helpers.not_added"));
        if (next) this.keep(next);
      })}
    </details>`;
  }

  private taskLine(helpers: Helpers, task: Task): TemplateResult {
    const word = taskWord(task);
    const removal = this.removal(word, () => {
      this.keep(withoutTask(helpers, task.id));
    });
    return html`<li>${word} ${task.id === BUDDY ? nothing : removal}</li>`;
  }

  private removal(name: string, remove: () => void): TemplateResult {
    return html`<button
      class="button button--small button--quiet"
      type="button"
      aria-label=${t("helpers.remove", { name })}
      @click=${remove}
    >
      ${icon("trash-2")}
    </button>`;
  }

  private adding(
    id: string,
    label: string,
    longest: number,
    add: (typed: string) => void,
  ): TemplateResult {
    const onSubmit = (event: SubmitEvent): void => {
      event.preventDefault();
      const field = this.querySelector<HTMLInputElement>(`#${id}`);
      if (!field) return;
      add(field.value);
      field.value = "";
      field.focus();
    };
    return html`<form class="field" autocomplete="off" @submit=${onSubmit}>
      <label for=${id}>${label}</label>
      <div class="helpers__add">
        <input id=${id} type="text" maxlength=${longest} spellcheck="false" />
        <button class="button" type="submit">${icon("plus")}${t("helpers.add")}</button>
      </div>
    </form>`;
  }

  private keep(next: Helpers): void {
    if (this.book?.keep(next) === false) this.say(t("helpers.not_kept"));
    this.helpers = next;
    this.dispatchEvent(new CustomEvent("change"));
    this.requestUpdate();
  }

  private say(words: string): void {
    this.said = words;
    this.requestUpdate();
  }
}

function printKey(): TemplateResult {
  return html`<button
    class="button"
    type="button"
    @click=${() => {
      window.print();
    }}
  >
    ${icon("printer")}${t("helpers.print")}
  </button>`;
}

customElements.define("sio-helpers", HelpersDialog);
