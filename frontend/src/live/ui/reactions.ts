/** `<sio-reactions>`: six things that a child says to the class with one press; and its face. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { REACTIONS, type ReactionKind } from "../sign-words";
import type { Room } from "../view";
import type { BarKey } from "./bar";
import { icon } from "./icon";
import { drawing, reactionWord } from "./reaction-words";
import { RoomElement } from "./room-element";

export class Reactions extends RoomElement {
  /** Opens the choice of a face. */
  @property({ attribute: false }) faces: () => void = () => undefined;
  isOpen = false;
  private isTooSoon = false;

  toggle(): void {
    if (this.isOpen) this.shut();
    else this.show();
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (!this.isOpen || room === null) return html`${nothing}`;
    return html`<div
      class="reactions"
      role="group"
      aria-label=${t("react.title")}
      @keydown=${this.onKey}
    >
      ${REACTIONS.map((kind) => this.choice(room, kind))}
      <button class="reactions__face" type="button" @click=${this.onFace}>
        ${icon("smile")}${t("face.choose")}
      </button>
      <p class="reactions__wait" role="status">${this.isTooSoon ? t("react.wait") : nothing}</p>
    </div>`;
  }

  private choice(room: Room, kind: ReactionKind): TemplateResult {
    return html`<button
      class="reaction"
      type="button"
      @click=${() => {
        this.react(room, kind);
      }}
    >
      ${drawing(kind)}<span>${reactionWord(kind)}</span>
    </button>`;
  }

  private react(room: Room, kind: ReactionKind): void {
    this.isTooSoon = !room.signs.react(kind);
    if (this.isTooSoon) this.requestUpdate();
    else this.shut();
  }

  private show(): void {
    this.isOpen = true;
    this.isTooSoon = false;
    this.changed();
    void this.updateComplete.then(() => this.querySelector("button")?.focus());
  }

  private shut(): void {
    this.isOpen = false;
    this.changed();
    this.parentElement?.querySelector<HTMLElement>(".bar__key--react")?.focus();
  }

  private changed(): void {
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("change"));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.shut();
  };

  private readonly onFace = (): void => {
    this.shut();
    this.faces();
  };
}

/** The key in the bar at home. */
export function reactKey(isOpen: boolean, press: () => void): BarKey {
  return {
    name: "react",
    word: t("react"),
    drawing: "smile",
    letter: "r",
    state: isOpen ? "busy" : "on",
    press,
  };
}

customElements.define("sio-reactions", Reactions);
