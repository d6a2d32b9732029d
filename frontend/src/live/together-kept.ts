/**
 * Home: what the pupil wants of its classmates, on this device's disk until the lessons in which it
 * said so are over. Leaving, a new page or another lesson of the same block changes nothing of it.
 */

import { endOf } from "./blocks";
import type { Store } from "./choices";
import { TOGETHER, type Together } from "./mates";
import type { RoomState } from "./room-state";
import { closesAt } from "./room-steps";

interface Kept {
  readonly together: Together;
  /** On the server's clock; 0: not known, so it is the end of what is on now. */
  readonly until: number;
}

const USUAL: Kept = { together: "open", until: 0 };
const UNREADABLE: Kept = { together: "off", until: 0 };

export class KeptTogether {
  private kept: Kept;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {
    this.kept = this.load();
  }

  /** As it was kept; not together if that cannot be read. */
  get wish(): Together {
    return this.kept.together;
  }

  /** What holds now. Call it often: in a lesson it goes on to the end of that one. */
  fit(together: Together, state: RoomState, now: number): Together {
    const isSame = together === this.kept.together && this.kept.until > 0;
    if (!isSame || state.stay !== null) this.keep(together, endIn(state, now));
    // Without the server nothing is known of the hour, nor of a lesson that was moved.
    else if (state.link === "up" && now >= this.kept.until) this.keep("open", 0);
    return this.wish;
  }

  private keep(together: Together, until: number): void {
    const next = together === "open" ? USUAL : { together, until };
    if (next.together === this.kept.together && next.until === this.kept.until) return;
    this.kept = next;
    try {
      if (next === USUAL) this.store.removeItem(this.key);
      else this.store.setItem(this.key, JSON.stringify(next));
    } catch {
      // Then it lasts as long as this page.
    }
  }

  private load(): Kept {
    try {
      const text = this.store.getItem(this.key);
      return text === null ? USUAL : (keptIn(JSON.parse(text) as unknown) ?? UNREADABLE);
    } catch {
      return UNREADABLE;
    }
  }
}

function keptIn(json: unknown): Kept | null {
  if (typeof json !== "object" || json === null) return null;
  const { together, until } = json as Record<string, unknown>;
  const found = TOGETHER.find((one) => one === together);
  return found && typeof until === "number" ? { together: found, until } : null;
}

function endIn(state: RoomState, now: number): number {
  return state.stay === null ? endOf(state.plan, now) : closesAt(state, state.stay).endsAt;
}
