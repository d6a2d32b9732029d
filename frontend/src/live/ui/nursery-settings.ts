/**
 * `<sio-nursery-settings>`: for the grown-up beside a child that presses in its own way, and who may
 * not want other homes to see it.
 */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { chooseNursery, keepSettings, type NurserySettings, settingsIn } from "../nursery-kept";
import { DWELLS_MS, HOLDS_MS, PACES_MS, type Switches } from "../switch-scan";
import { pageLanguage } from "./clock";
import { deviceStore } from "./device-store";
import { icon } from "./icon";
import { matesChoice } from "./mates-words";
import { RoomElement } from "./room-element";
import { Voice } from "./voice";

type Option = readonly [value: number, word: string];

export class NurserySettingsDialog extends RoomElement {
  open(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector("dialog")?.showModal());
  }

  protected override render(): TemplateResult {
    const settings = settingsIn(deviceStore());
    const { switches } = settings;
    return html`<dialog class="dialog" aria-labelledby="nursery-title">
      <h2 id="nursery-title" tabindex="-1" autofocus>${t("nursery.settings")}</h2>
      ${this.room && matesChoice(this.room)}
      ${this.choice("switches", t("nursery.switches"), SWITCHES(), switches, (value) => ({
        switches: value as Switches,
      }))}
      ${
        switches === 1
          ? this.choice(
              "pace",
              t("nursery.pace"),
              PACES_MS.map(inSeconds),
              settings.paceMs,
              (paceMs) => ({
                paceMs,
              }),
            )
          : nothing
      }
      ${
        switches > 0
          ? this.choice(
              "hold",
              t("nursery.hold"),
              noneOr(t("nursery.hold.short"), HOLDS_MS),
              settings.holdMs,
              (holdMs) => ({
                holdMs,
              }),
            )
          : nothing
      }
      ${this.choice(
        "dwell",
        t("nursery.dwell"),
        noneOr(t("nursery.dwell.not"), DWELLS_MS),
        settings.dwellMs,
        (dwellMs) => ({
          dwellMs,
        }),
      )}
      ${this.speaking(settings)}
      <button class="button" type="button" @click=${leaveNursery}>
        ${icon("log-out")}${t("nursery.off")}
      </button>
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private choice(
    id: string,
    label: string,
    options: readonly Option[],
    chosen: number,
    change: (value: number) => Partial<NurserySettings>,
  ): TemplateResult {
    const onChange = (event: Event): void => {
      this.keep(change(Number((event.target as HTMLSelectElement).value)));
    };
    return html`<div class="field">
      <label for="nursery-${id}">${label}</label>
      <select id="nursery-${id}" @change=${onChange}>
        ${options.map(
          ([value, word]) =>
            html`<option value=${value} ?selected=${value === chosen}>${word}</option>`,
        )}
      </select>
    </div>`;
  }

  private speaking({ speaks }: NurserySettings): TemplateResult {
    const onChange = (event: Event): void => {
      this.keep({ speaks: (event.target as HTMLInputElement).checked });
    };
    return html`<label class="choice">
        <input type="checkbox" .checked=${speaks} @change=${onChange} /> ${t("nursery.speaks")}
      </label>
      ${
        new Voice().isThere(pageLanguage())
          ? nothing
          : html`<p class="small soft">${t("nursery.no_voice")}</p>`
      }`;
  }

  private keep(change: Partial<NurserySettings>): void {
    keepSettings(deviceStore(), { ...settingsIn(deviceStore()), ...change });
    this.dispatchEvent(new CustomEvent("change"));
    this.requestUpdate();
  }
}

/** The page comes back by itself into a lesson that runs. */
function leaveNursery(): void {
  chooseNursery(deviceStore(), false);
  location.reload();
}

const SWITCHES = (): readonly Option[] => [
  [0, t("nursery.switches.none")],
  [1, t("nursery.switches.one")],
  [2, t("nursery.switches.two")],
];

/** The first, of no time at all, has a word of its own. */
function noneOr(none: string, [first, ...others]: readonly [0, ...number[]]): readonly Option[] {
  return [[first, none], ...others.map(inSeconds)];
}

function inSeconds(ms: number): Option {
  const count = new Intl.NumberFormat(pageLanguage()).format(ms / 1000);
  return [ms, t("nursery.seconds", { count })];
}

customElements.define("sio-nursery-settings", NurserySettingsDialog);
