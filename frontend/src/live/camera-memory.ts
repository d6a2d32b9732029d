/** What each camera of this class device is for, on its own disk: no names, and nothing of a lesson. */

import type { Store } from "./choices";
import { type Kept, keptIn, NOTHING_KEPT } from "./cameras";

export class CameraMemory {
  private current: Kept;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {
    this.current = this.read();
  }

  get kept(): Kept {
    return this.current;
  }

  keep(kept: Kept): void {
    if (JSON.stringify(kept) === JSON.stringify(this.current)) return;
    this.current = kept;
    try {
      this.store.setItem(this.key, JSON.stringify(kept));
    } catch {
      // It holds until this page is closed.
    }
  }

  private read(): Kept {
    try {
      const text = this.store.getItem(this.key);
      return text === null ? NOTHING_KEPT : keptIn(JSON.parse(text) as unknown);
    } catch {
      return NOTHING_KEPT;
    }
  }
}
