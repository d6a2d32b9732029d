/** What each reaction says, and how it is drawn: never by colour alone. */

import { html, svg, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { ReactionKind } from "../sign-words";

export function reactionWord(kind: ReactionKind): string {
  return WORDS[kind]();
}

const WORDS: Readonly<Record<ReactionKind, () => string>> = {
  yes: () => t("react.yes"),
  no: () => t("react.no"),
  lost: () => t("react.lost"),
  slower: () => t("react.slower"),
  laugh: () => t("react.laugh"),
  tired: () => t("react.tired"),
};

/** A symbol of img/drawings.svg, in its own colours; silent for a screen reader. */
export function drawing(name: string): TemplateResult {
  const sheet = document.body.dataset.drawings ?? "";
  return html`<svg class="drawing" aria-hidden="true" focusable="false">
    ${svg`<use href="${sheet}#${name}"></use>`}
  </svg>`;
}
