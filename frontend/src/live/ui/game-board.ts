/**
 * `<sio-game>`: four in a row against the other side. Seven keys, one a column, that touch, the arrow
 * keys, the digits and a screen reader all reach; the two sides differ in form as well as in colour.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { COLUMNS, type GameState, ROWS, stateOf } from "../game";
import type { Room, Side } from "../view";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

const ALL_COLUMNS = Array.from({ length: COLUMNS }, (_, column) => column);
const FROM_ABOVE = Array.from({ length: ROWS }, (_, row) => ROWS - 1 - row);

export class GameBoard extends RoomElement {
  /** The other side's, as this one calls it. */
  @property() name = "";
  private focused = 3;
  private isNew = true;

  protected override render(): TemplateResult {
    const { room } = this;
    const state = room && stateOf(room.view.signs.game);
    if (!room || !state) return html`${nothing}`;
    return html`<section class="four" aria-labelledby="four-title">
      <h2 id="four-title">${t("game.title")}</h2>
      <p class="four__turn" role="status">${this.said(room, state)}</p>
      <div class="four__board" @keydown=${this.onKey}>
        ${ALL_COLUMNS.map((column) => this.column(room, state, column))}
      </div>
      ${state.turn === null ? again(room) : nothing}
    </section>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.isNew) return;
    this.isNew = false;
    // Not away from what somebody writes.
    if (!document.activeElement?.matches("input, textarea, select"))
      this.key(this.focused)?.focus();
  }

  private column(room: Room, state: GameState, column: number): TemplateResult {
    const { side } = room.view;
    const stack = state.columns[column] ?? [];
    const mayPlay = state.turn === side && stack.length < ROWS;
    return html`<button
      class="four__column"
      type="button"
      data-column=${column}
      tabindex=${column === this.focused ? 0 : -1}
      aria-disabled=${mayPlay ? nothing : "true"}
      aria-label=${this.columnWord(side, stack, column)}
      @focus=${() => {
        this.focused = column;
      }}
      @click=${() => {
        room.signs.play(column);
      }}
    >
      ${FROM_ABOVE.map((row) => cell(state, side, column, row))}
    </button>`;
  }

  /** "Kolom 3, van onder: jij, Tuur. Nog 4 vrij." */
  private columnWord(mine: Side, stack: readonly Side[], column: number): string {
    const who = stack.map((side) => (side === mine ? t("game.me") : this.name)).join(", ");
    const free = ROWS - stack.length;
    const words = { column: column + 1, free, who: who || t("game.nobody") };
    return t("game.column", words);
  }

  private said({ view }: Room, state: GameState): string {
    const { name } = this;
    if (state.winner !== null) {
      return state.winner === view.side ? t("game.won") : t("game.lost", { name });
    }
    if (state.turn === null) return t("game.draw");
    if (state.turn !== view.side) return t("game.their_turn", { name });
    const last = state.last === null ? "" : t("game.last", { name, column: state.last.column + 1 });
    return `${last} ${t("game.my_turn")}`.trim();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const digit = Number(event.key);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) this.moveTo((this.focused + step + COLUMNS) % COLUMNS);
    else if (digit >= 1 && digit <= COLUMNS) this.moveTo(digit - 1);
    else return;
    event.preventDefault();
  };

  private moveTo(column: number): void {
    this.focused = column;
    this.key(column)?.focus();
    this.requestUpdate();
  }

  private key(column: number): HTMLElement | null {
    return this.querySelector(`[data-column="${column}"]`);
  }
}

function cell(state: GameState, mine: Side, column: number, row: number): TemplateResult {
  const side = state.columns[column]?.[row];
  const whose = side === undefined ? "free" : side === mine ? "mine" : "theirs";
  const isWon = state.line.some((one) => one.column === column && one.row === row);
  const isLast = state.last?.column === column && state.last.row === row;
  const marks = `${isWon ? "four__cell--won" : ""} ${isLast ? "four__cell--last" : ""}`;
  return html`<span class="four__cell four__cell--${whose} ${marks}"></span>`;
}

function again(room: Room): TemplateResult {
  return html`<button
    class="button button--primary"
    type="button"
    @click=${() => {
      room.signs.beginGame();
    }}
  >
    ${icon("refresh-cw")}${t("game.again")}
  </button>`;
}

customElements.define("sio-game", GameBoard);
