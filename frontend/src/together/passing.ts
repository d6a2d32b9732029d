/** Hands the lines of one screen each other's pupils, through the hatches of their frames. */

import type { Classmate, Passed } from "../live/classmates";
import { codeOf } from "../live/errors";
import type { Logger } from "../live/logger";
import type { Hatch } from "../shared/frame-hatch";
import { type Beside, besideOf, circleOf, type Known } from "./mates";

/** What is used of it here. */
type MatesHatch = Pick<Hatch, "passed" | "beside">;

const NOTHING: Passed = { video: null, audio: null };
const NOBODY = "[]";

export class Passing<K extends Known> {
  /** Whom each line was told to pass on. */
  private readonly told = new Map<number, string>();

  constructor(
    private readonly all: readonly K[],
    private readonly hatchOf: (one: K) => MatesHatch | null,
    private readonly logger: Logger,
  ) {}

  /** Another page stands in that frame, which was told nothing. */
  renewed({ traject }: K): void {
    this.told.delete(traject);
  }

  /** Who is passed on to whom, from now on; those who see and hear each other. */
  passOn(): readonly K[] {
    const circle = circleOf(this.all);
    for (const one of this.all) this.tell(one, besideOf(one, circle));
    return circle;
  }

  /** A line that fails keeps no other from being told, and is told again with the next word. */
  private tell(one: K, others: readonly Beside[]): void {
    const text = JSON.stringify(others);
    if (text === (this.told.get(one.traject) ?? NOBODY)) return;
    try {
      const hatch = this.hatchOf(one);
      if (hatch === null) return;
      hatch.beside(others.map((other) => this.classmate(one, other)));
      this.told.set(one.traject, text);
    } catch (error) {
      this.logger.warn("mates.not_told", { code: codeOf(error) });
    }
  }

  private classmate(one: K, { traject, name, sees, hears }: Beside): Classmate {
    return { name, sees, hears, passed: () => this.passedTo(one, traject) };
  }

  /** By what holds at that moment: its line may keep an older list. */
  private passedTo(one: K, traject: number): Passed {
    const other = besideOf(one, circleOf(this.all)).find((mate) => mate.traject === traject);
    if (other === undefined) return NOTHING;
    const { video, audio } = this.handedOutBy(traject);
    return { video: other.picture ? video : null, audio: other.voice ? audio : null };
  }

  private handedOutBy(traject: number): Passed {
    const from = this.all.find((one) => one.traject === traject);
    try {
      return (from && this.hatchOf(from)?.passed()) ?? NOTHING;
    } catch {
      // Its page is going; the line that asks goes on.
      return NOTHING;
    }
  }
}
