/** Something that tells when it has changed, and stops everything at `close()`. */
export abstract class Changing {
  private readonly listeners = new Set<() => void>();
  protected closed = false;

  /** Calls `listener` after every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  close(): void {
    this.closed = true;
    this.listeners.clear();
  }

  protected changed(): void {
    for (const listener of this.listeners) listener();
  }
}
