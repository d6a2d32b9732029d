/** What is remembered of each call; of the oldest nothing, since nobody makes so many. */

const MOST_CALLS = 200;

export class PerCall<T> {
  private readonly values = new Map<string, T>();

  get(call: string): T | undefined {
    return this.values.get(call);
  }

  set(call: string, value: T): void {
    this.values.delete(call);
    this.values.set(call, value);
    if (this.values.size <= MOST_CALLS) return;
    const [oldest] = this.values.keys();
    if (oldest !== undefined) this.values.delete(oldest);
  }
}
