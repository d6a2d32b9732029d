/** How long an unread line lies over the picture; after that only the count stays. */

import type { ChatLineView } from "../view";

const SHOWN_MS = 15_000;

export class Toasts {
  private readonly firstSeen = new Map<string, number>();

  /** The newest of the unread lines that came less than SHOWN_MS ago. */
  newest(unread: readonly ChatLineView[], now: number): ChatLineView | null {
    for (const line of unread) {
      if (!this.firstSeen.has(line.id)) this.firstSeen.set(line.id, now);
    }
    const last = unread.at(-1);
    if (!last) return null;
    return now - (this.firstSeen.get(last.id) ?? now) < SHOWN_MS ? last : null;
  }
}
