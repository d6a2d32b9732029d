/** Home: four keys for a camera with a head, which sees what is beside the picture as well. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { isSame, isWithin, type Reach, type Region, regionOf } from "../region";
import type { SteeringView } from "../steering-view";
import { icon } from "./icon";
import { pressedKey } from "./steer-gestures";

interface TurnKey {
  readonly key: string;
  readonly drawing: string;
  readonly word: string;
}

const KEYS: readonly TurnKey[] = [
  { key: "ArrowLeft", drawing: "arrow-left", word: "steer.left" },
  { key: "ArrowRight", drawing: "arrow-right", word: "steer.right" },
  { key: "ArrowUp", drawing: "arrow-up", word: "steer.up" },
  { key: "ArrowDown", drawing: "arrow-down", word: "steer.down" },
];

export function turnKeys(
  { wanted, reach }: SteeringView,
  look: (region: Region) => void,
): TemplateResult {
  if (isWithin(reach)) return html`${nothing}`;
  return html`<span class="steer__turns"
    >${KEYS.map((one) => turnKey(one, wanted, reach, look))}</span
  >`;
}

function turnKey(
  { key, drawing, word }: TurnKey,
  wanted: Region,
  reach: Reach,
  look: (region: Region) => void,
): TemplateResult {
  const next = regionOf(pressedKey(wanted, key) ?? wanted, reach) ?? wanted;
  const isResting = isSame(next, wanted);
  return html`<button
    class="steer__key steer__key--turn"
    type="button"
    aria-label=${t(word)}
    aria-disabled=${isResting ? "true" : nothing}
    @click=${isResting ? nothing : () => look(next)}
  >
    ${icon(drawing)}
  </button>`;
}
