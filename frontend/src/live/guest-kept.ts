/** The visit that was put out on this device, until our server says that it knows. */

import type { Store } from "./choices";

/** Also on disk: who was put out must not be there again after a reload. */
export class KeptOut {
  private current: string;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {
    this.current = this.read();
  }

  /** Empty: none. */
  get visit(): string {
    return this.current;
  }

  keep(visit: string): void {
    if (visit === this.current) return;
    this.current = visit;
    try {
      if (visit === "") this.store.removeItem(this.key);
      else this.store.setItem(this.key, visit);
    } catch {
      // Then a reload finds nothing, and its guest is put out by another press.
    }
  }

  private read(): string {
    try {
      return this.store.getItem(this.key) ?? "";
    } catch {
      return "";
    }
  }
}
