/** A list of devices to choose from, as the dialogs of the lesson show it. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { DeviceChoice } from "../view";

export interface ChoiceField {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly DeviceChoice[];
  /** The one that is live, or chosen. */
  readonly live: string | null;
  /** The word for `""`, if none may be chosen. */
  readonly none?: string;
  readonly choose: (id: string) => void;
}

export function choice({ id, label, choices, live, none, choose }: ChoiceField): TemplateResult {
  const onChange = (event: Event): void => {
    choose((event.target as HTMLSelectElement).value);
  };
  const isEmpty = choices.length === 0 && none === undefined;
  return html`<div class="field">
    <label for="choose-${id}">${label}</label>
    <select id="choose-${id}" ?disabled=${isEmpty} @change=${onChange}>
      ${isEmpty ? html`<option>${t("settings.none")}</option>` : nothing}
      ${
        none === undefined
          ? nothing
          : html`<option value="" ?selected=${live === null || live === ""}>${none}</option>`
      }
      ${choices.map(
        (device) =>
          html`<option value=${device.id} ?selected=${device.id === live}>${device.label}</option>`,
      )}
    </select>
  </div>`;
}
