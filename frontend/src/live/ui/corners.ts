/** Four corners on a picture, to drag or to move with the arrow keys. */

import { html, svg, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { t } from "../../shared/texts";
import { type Corner, type Corners, moved } from "../scan-geometry";

const STEP = 0.01;
const STEPS: Readonly<Record<string, Corner>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};
const NAMES = ["top_left", "top_right", "bottom_right", "bottom_left"] as const;

export function cornersEditor(
  url: string,
  corners: Corners,
  change: (corners: Corners) => void,
): TemplateResult {
  const points = corners.map(({ x, y }) => `${100 * x},${100 * y}`).join(" ");
  return html`<div class="corners">
    <div class="corners__box">
      <img class="corners__picture" src=${url} alt="" draggable="false" />
      <svg
        class="corners__lines"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        ${svg`<polygon points=${points} vector-effect="non-scaling-stroke"></polygon>`}
      </svg>
      ${corners.map((_corner, i) => handle(corners, i, change))}
    </div>
  </div>`;
}

/** A place in the box is set by script, since the page's policy takes no style from markup. */
function handle(
  corners: Corners,
  index: number,
  change: (corners: Corners) => void,
): TemplateResult {
  const corner = corners[index] ?? corners[0];
  const move = (to: Corner): void => {
    const next = moved(corners, index, to);
    if (next) change(next);
  };
  return html`<button
    class="corners__handle"
    type="button"
    aria-label=${t(`corner.${NAMES[index] ?? "top_left"}`)}
    ${ref((element) => {
      place(element, corner);
    })}
    @pointerdown=${(event: PointerEvent) => {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    }}
    @pointermove=${(event: PointerEvent) => {
      const to = dragged(event);
      if (to) move(to);
    }}
    @keydown=${(event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      move({ x: corner.x + step.x, y: corner.y + step.y });
    }}
  ></button>`;
}

function place(element: Element | undefined, { x, y }: Corner): void {
  if (!(element instanceof HTMLElement)) return;
  element.style.left = `${100 * x}%`;
  element.style.top = `${100 * y}%`;
}

/** Null unless this pointer holds the corner. */
function dragged(event: PointerEvent): Corner | null {
  const held = event.currentTarget as HTMLElement;
  const box = held.parentElement?.getBoundingClientRect();
  if (!held.hasPointerCapture(event.pointerId) || !box) return null;
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}
