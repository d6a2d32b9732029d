/** Keeps the latest snapshot of the room, and tells who listens when it has changed. */

import type { Stop } from "./time";
import type { RoomView } from "./view";

export class Announcer {
  private shown: RoomView | null = null;
  private shownText = "";
  private told: RoomView | null = null;
  private isDue = false;
  private isClosed = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly look: () => RoomView) {}

  /** The same object until something in it has changed. */
  get view(): RoomView {
    this.renew();
    return this.shown ?? this.look();
  }

  subscribe(listener: () => void): Stop {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** At most one announcement a task, and none if nothing has changed. */
  changed(): void {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      if (!this.isClosed) this.announce();
    });
  }

  close(): void {
    this.isClosed = true;
    this.listeners.clear();
  }

  private renew(): void {
    const view = this.look();
    const text = textOf(view);
    const isSame = view.drawing.marks === this.shown?.drawing.marks;
    if (isSame && text === this.shownText) return;
    this.shown = view;
    this.shownText = text;
  }

  /** Whoever looked at it meanwhile may be another than who draws it. */
  private announce(): void {
    const { view } = this;
    if (view === this.told) return;
    this.told = view;
    for (const listener of this.listeners) listener();
  }
}

/** Without the marks of the drawing, which are another array whenever one changes, and may be many. */
function textOf(view: RoomView): string {
  return JSON.stringify({ ...view, drawing: { ...view.drawing, marks: null } });
}
