/** Drawings beside words that say the same, so silent for a screen reader. */

import { html, svg, type TemplateResult } from "lit";

/** A symbol of img/icons.svg; the page says where that file is. */
export function icon(name: string, large = false): TemplateResult {
  const sheet = document.body.dataset.icons ?? "";
  return html`<svg class="icon ${large ? "icon--large" : ""}" aria-hidden="true" focusable="false">
    ${svg`<use href="${sheet}#${name}"></use>`}
  </svg>`;
}

export function avatar(address: string, size: "" | "large" | "huge" = ""): TemplateResult {
  return html`<img
    class="avatar ${size ? `avatar--${size}` : ""}"
    src=${address}
    alt=""
    width="48"
    height="48"
  />`;
}
