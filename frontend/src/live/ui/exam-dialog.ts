/** `<sio-exam>`: in class, a test is begun: how long, and with what. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { ExamChoice } from "../exam";
import { choiceIn, keepChoice } from "../exam-choice";
import { AIDS, MOST_EXTRA, MOST_MINUTES, TOOLS } from "../exam-words";
import { deviceStore } from "./device-store";
import { AID_ICONS, aidWord, toolWord } from "./exam-terms";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

export class ExamDialog extends RoomElement {
  private choice: ExamChoice = choiceIn(deviceStore());

  /** With what was begun with last: what was only ticked is gone. */
  open(): void {
    this.choice = choiceIn(deviceStore());
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector("form")?.reset());
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    const { minutes, extra, aids, tools } = this.choice;
    const ready = this.room?.view.phase === "live" && this.room.view.away === null;
    return html`<dialog class="dialog" aria-labelledby="exam-title">
      <h2 id="exam-title">${t("exam.title")}</h2>
      <p>${t("exam.text")}</p>
      <form class="stack" method="dialog" @submit=${this.onSubmit}>
        <div class="row">
          ${numberField("minutes", t("exam.minutes"), minutes, 1, MOST_MINUTES)}
          ${numberField("extra", t("exam.extra"), extra, 0, MOST_EXTRA)}
        </div>
        <fieldset class="exam__choices">
          <legend>${t("exam.aids")}</legend>
          ${AIDS.map((aid) => tick("aids", aid, aidWord(aid), aids.includes(aid), AID_ICONS[aid]))}
        </fieldset>
        <fieldset class="exam__choices">
          <legend>${t("exam.tools")}</legend>
          ${TOOLS.map((tool) => tick("tools", tool, toolWord(tool), tools.includes(tool)))}
        </fieldset>
        <p class="small soft">${t("exam.stays")}</p>
        <div class="row">
          <button class="button button--primary" value="begin" ?disabled=${!ready}>
            ${icon("play")}${t("exam.begin")}
          </button>
          <button class="button button--quiet" value="not" formnovalidate>
            ${icon("arrow-left")}${t("exam.not")}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    const pressed = event.submitter as HTMLButtonElement | null;
    if (pressed?.value !== "begin") return;
    const form = new FormData(event.target as HTMLFormElement);
    this.choice = {
      minutes: Number(form.get("minutes")),
      extra: Number(form.get("extra")),
      aids: AIDS.filter((aid) => form.getAll("aids").includes(aid)),
      tools: TOOLS.filter((tool) => form.getAll("tools").includes(tool)),
    };
    keepChoice(deviceStore(), this.choice);
    this.room?.exam.begin(this.choice);
  };
}

function numberField(
  name: string,
  word: string,
  value: number,
  least: number,
  most: number,
): TemplateResult {
  return html`<div class="field">
    <label for="exam-${name}">${word}</label>
    <input
      class="input"
      id="exam-${name}"
      name=${name}
      type="number"
      inputmode="numeric"
      required
      step="1"
      min=${least}
      max=${most}
      value=${value}
    />
  </div>`;
}

function tick(
  name: string,
  value: string,
  word: string,
  isOn: boolean,
  drawing?: string,
): TemplateResult {
  return html`<label class="exam__tick">
    <input type="checkbox" name=${name} value=${value} ?checked=${isOn} />
    ${drawing === undefined ? nothing : icon(drawing)}${word}
  </label>`;
}

customElements.define("sio-exam", ExamDialog);
