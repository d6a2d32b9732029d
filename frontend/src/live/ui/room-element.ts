/** What every element of the room shares: the page's own DOM, the room, and a clock. */

import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Room } from "../view";

/** Light DOM, so that the page's stylesheets and its checkers reach everything. */
export abstract class PlainElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Draws itself anew after each change of the room. */
export abstract class RoomElement extends PlainElement {
  @property({ attribute: false }) room: Room | null = null;
  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("room")) this.listen();
  }

  private listen(): void {
    this.stop?.();
    this.stop =
      this.room?.subscribe(() => {
        this.requestUpdate();
      }) ?? null;
  }
}

/** Also draws itself every second: for what counts down or grows old. */
export abstract class TickingRoomElement extends RoomElement {
  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => {
      this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }
}
