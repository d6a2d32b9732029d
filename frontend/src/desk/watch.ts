/** What the page of the helpdesk knows: the question, both sides, and how to go on. No page here. */

import { type Advice, adviceFor } from "./advice";
import { type History, NO_HISTORY, remembered } from "./history";
import type { Said, Why } from "./protocol";

export type Standing = "coming" | "open" | "down" | "refused" | Why;

export class Watch {
  standing: Standing = "coming";
  history: History = NO_HISTORY;
  until: number | null = null;
  private aheadMs = 0;

  constructor(private readonly clock: () => number) {}

  /** On the server's clock. */
  now(): number {
    return this.clock() + this.aheadMs;
  }

  get isOver(): boolean {
    return !["coming", "open", "down"].includes(this.standing);
  }

  /** Nothing while nothing can be known. */
  get advice(): readonly Advice[] {
    return this.standing === "open" ? adviceFor(this.history, this.now()) : [];
  }

  heard(said: Said): void {
    switch (said.type) {
      case "question":
        this.aheadMs = said.now - this.clock();
        this.until = said.until;
        this.standing = "open";
        break;
      case "figures":
        this.history = remembered(this.history, said);
        break;
      case "closed":
        this.end(said.why);
        break;
    }
  }

  down(): void {
    this.standing = "down";
  }

  refused(): void {
    this.end("refused");
  }

  /** What was heard goes with the question. */
  private end(standing: Standing): void {
    this.standing = standing;
    this.history = NO_HISTORY;
  }
}
