/**
 * `<sio-drawing>`: the board that both sides draw on, by finger, mouse, pen or keyboard. Each press has
 * its word, and what stands on the board is told in words as well.
 */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { type Colour, COLOURS, LONGEST_TEXT, type Width, WIDTHS } from "../draw-words";
import { placed, USUAL } from "../drawing";
import type { Room } from "../view";
import { paint, PIXELS } from "./draw-paint";
import { drawnWord, nextRow } from "./draw-words";
import { icon } from "./icon";
import { RoomElement } from "./room-element";

export class DrawBoard extends RoomElement {
  private colour: Colour = USUAL.colour;
  private width: Width = USUAL.width;
  private isRubbing = false;
  private isAsking = false;
  /** The stroke that is being drawn, or "" while something is being rubbed out. */
  private readonly drawn = new Map<number, string>();
  private frame: number | null = null;

  private get canvas(): HTMLCanvasElement | null {
    return this.querySelector("canvas");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drawn.clear();
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (room === null) return html`${nothing}`;
    const { marks, isFull } = room.view.drawing;
    return html`<section class="draw" aria-labelledby="draw-title" @keydown=${this.onKey}>
      <h2 id="draw-title" class="visually-hidden">${t("draw")}</h2>
      ${this.tools(room)}
      <canvas
        class="draw__board"
        role="img"
        aria-label=${drawnWord(marks, room.view.side)}
        width=${PIXELS.width}
        height=${PIXELS.height}
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
      ></canvas>
      <p class="draw__full" role="status">${isFull ? t("draw.full") : nothing}</p>
      ${this.isAsking ? this.question(room) : this.writing(room)}
    </section>`;
  }

  /** However much comes in, it is painted once a frame. */
  protected override updated(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.canvas && this.room) paint(this.canvas, this.room.view.drawing.marks);
    });
  }

  private tools(room: Room): TemplateResult {
    return html`<div class="draw__tools" role="toolbar" aria-label=${t("draw.tools")}>
      ${COLOURS.map((colour) => this.colourKey(colour))}
      ${WIDTHS.map((width) => this.widthKey(width))}
      <button
        class="draw__tool"
        type="button"
        aria-pressed=${this.isRubbing ? "true" : "false"}
        @click=${() => {
          this.choose(() => (this.isRubbing = !this.isRubbing));
        }}
      >
        ${t("draw.rubber")}
      </button>
      ${tool("arrow-left", t("draw.undo"), () => {
        room.drawing.undo();
      })}
      ${tool("trash-2", t("draw.empty"), () => {
        this.ask(true);
      })}
      ${tool("download", t("draw.export"), () => {
        this.save(room);
      })}
    </div>`;
  }

  private colourKey(colour: Colour): TemplateResult {
    return html`<button
      class="draw__tool draw__tool--${colour}"
      type="button"
      aria-pressed=${!this.isRubbing && colour === this.colour ? "true" : "false"}
      @click=${() => {
        this.choose(() => {
          this.colour = colour;
          this.isRubbing = false;
        });
      }}
    >
      <span class="draw__dot" aria-hidden="true"></span>${t(`draw.colour.${colour}`)}
    </button>`;
  }

  private widthKey(width: Width): TemplateResult {
    return html`<button
      class="draw__tool"
      type="button"
      aria-pressed=${!this.isRubbing && width === this.width ? "true" : "false"}
      @click=${() => {
        this.choose(() => {
          this.width = width;
          this.isRubbing = false;
        });
      }}
    >
      <span class="draw__line draw__line--${width}" aria-hidden="true"></span
      >${t(`draw.width.${width}`)}
    </button>`;
  }

  private writing(room: Room): TemplateResult {
    return html`<form
      class="draw__write"
      @submit=${(event: SubmitEvent) => {
        this.write(event, room);
      }}
    >
      <label for="draw-text">${t("draw.text")}</label>
      <input id="draw-text" name="text" maxlength=${LONGEST_TEXT} autocomplete="off" />
      <button class="button" type="submit">${t("draw.text.put")}</button>
    </form>`;
  }

  private question(room: Room): TemplateResult {
    return html`<div class="draw__write" role="group" aria-labelledby="draw-sure">
      <p id="draw-sure">${t("draw.empty.sure")}</p>
      <button
        class="button button--primary"
        type="button"
        @click=${() => {
          room.drawing.empty();
          this.ask(false);
        }}
      >
        ${t("draw.empty.yes")}
      </button>
      <button
        class="button draw__no"
        type="button"
        @click=${() => {
          this.ask(false);
        }}
      >
        ${t("draw.empty.no")}
      </button>
    </div>`;
  }

  private choose(change: () => void): void {
    change();
    this.requestUpdate();
  }

  private ask(isAsking: boolean): void {
    this.isAsking = isAsking;
    this.requestUpdate();
    const next = isAsking ? ".draw__no" : "#draw-text";
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(next)?.focus());
  }

  private write(event: SubmitEvent, room: Room): void {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>("#draw-text");
    const { x, y } = nextRow(room.view.drawing.marks);
    if (field && room.drawing.write(this.colour, x, y, field.value)) field.value = "";
  }

  /** On this device alone; the name of nobody is in it. */
  private save(room: Room): void {
    const { canvas } = this;
    if (canvas === null) return;
    paint(canvas, room.view.drawing.marks);
    canvas.toBlob((blob) => {
      if (blob === null) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${t("draw.file")}.png`;
      link.click();
      setTimeout(() => {
        URL.revokeObjectURL(link.href);
      }, 10_000);
    }, "image/png");
  }

  private readonly onDown = (event: PointerEvent): void => {
    const at = this.placeOf(event);
    if (this.room === null || at === null || event.button !== 0) return;
    event.preventDefault();
    this.canvas?.setPointerCapture(event.pointerId);
    const { drawing } = this.room;
    if (this.isRubbing) drawing.rub(...at);
    const stroke = this.isRubbing ? "" : drawing.begin(this.colour, this.width, ...at);
    if (stroke !== null) this.drawn.set(event.pointerId, stroke);
  };

  private readonly onMove = (event: PointerEvent): void => {
    const stroke = this.drawn.get(event.pointerId);
    const at = this.placeOf(event);
    if (this.room === null || stroke === undefined || at === null) return;
    if (stroke === "") this.room.drawing.rub(...at);
    else this.goOn(event.pointerId, this.room.drawing.draw(stroke, ...at));
  };

  private goOn(pointer: number, stroke: string | null): void {
    if (stroke === null) this.drawn.delete(pointer);
    else this.drawn.set(pointer, stroke);
  }

  private readonly onUp = (event: PointerEvent): void => {
    this.drawn.delete(event.pointerId);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key === "Escape") this.escape();
    else if (event.key === "z" && event.ctrlKey && !isTyping) this.room?.drawing.undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private escape(): void {
    if (this.isAsking) this.ask(false);
    else this.room?.drawing.setOpen(false);
  }

  private placeOf(event: PointerEvent): [number, number] | null {
    const box = this.canvas?.getBoundingClientRect();
    if (!box) return null;
    const x = placed((event.clientX - box.left) / box.width);
    const y = placed((event.clientY - box.top) / box.height);
    return x === null || y === null ? null : [x, y];
  }
}

function tool(drawing: string, word: string, press: () => void): TemplateResult {
  return html`<button class="draw__tool" type="button" @click=${press}>
    ${icon(drawing)}${word}
  </button>`;
}

customElements.define("sio-drawing", DrawBoard);
