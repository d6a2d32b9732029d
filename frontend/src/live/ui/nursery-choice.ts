/** The nursery mode on this device, among the settings of the ordinary screen. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { chooseNursery } from "../nursery-kept";
import { deviceStore } from "./device-store";

export function nurseryChoice(): TemplateResult {
  return html`<label class="choice">
    <input
      type="checkbox"
      @change=${() => {
        chooseNursery(deviceStore(), true);
        location.reload();
      }}
    />
    ${t("nursery.on")}
  </label>`;
}
