/** Photos of the board: home asks, the class takes one, and may take it back. */

import { codeOf } from "./errors";
import type { FileWord, Why } from "./file-wire";
import type { Logger } from "./logger";
import { nothing, type Stop, type Time } from "./time";

export interface SnapsOptions {
  readonly time: Time;
  readonly logger: Logger;
  readonly newId: () => string;
  /** Class: null if one may be taken now. */
  readonly whyNot: () => Why | null;
  /** Class. Null if the camera gives none. */
  readonly take: () => Promise<Blob | null>;
  readonly send: (photo: Blob, id: string) => void;
  /** Class: it has not left whole. */
  readonly isUnderWay: (id: string) => boolean;
  readonly say: (word: FileWord) => boolean;
  readonly onChange: () => void;
}

/** So long the sign stays on the class's screen, and longer while the photo is under way. */
const SHOWN_MS = 15_000;
const LOOK_MS = 1000;
const ANSWERS_WITHIN_MS = 20_000;
const REMEMBERED = 50;

export class Snaps {
  /** Home: the one that is waited for. */
  asked: { readonly id: string; why: Why | null; isComing: boolean } | null = null;
  /** Class: the one that was just taken. */
  shutter: string | null = null;
  private readonly seen: string[] = [];
  private readonly takenBack: string[] = [];
  private readonly mine = new Set<string>();
  /** Class: the one that is being taken. */
  private taking: string | null = null;
  private stopTimer: Stop = nothing;

  constructor(private readonly options: SnapsOptions) {}

  /** What was said while nobody listened. */
  linked(): void {
    const { asked, takenBack } = this;
    if (asked !== null && asked.why === null) this.options.say({ type: "snap", id: asked.id });
    for (const id of takenBack) this.options.say({ type: "refuse", id, why: "photo.taken_back" });
  }

  isAwaited(id: string): boolean {
    return this.mine.has(id);
  }

  // Home

  ask(): void {
    if (this.asked?.why === null) return;
    const id = this.options.newId();
    this.mine.add(id);
    this.asked = { id, why: null, isComing: false };
    this.options.say({ type: "snap", id });
    this.startTimer(ANSWERS_WITHIN_MS, () => {
      if (this.asked?.isComing === false) this.failed(id, "photo.no_answer");
    });
    this.options.onChange();
  }

  /** Its first bytes are announced. */
  offered(id: string): void {
    if (this.asked?.id === id) this.asked.isComing = true;
  }

  failed(id: string, why: Why): void {
    if (this.asked?.id !== id) return;
    this.asked.why = why;
    this.options.onChange();
  }

  /** It is here, or its word was read. */
  close(id?: string): void {
    if (id !== undefined && this.asked?.id !== id) return;
    this.asked = null;
    this.options.onChange();
  }

  // Class

  wanted(id: string): void {
    if (this.seen.includes(id)) return;
    this.seen.push(id);
    this.seen.splice(0, this.seen.length - REMEMBERED);
    const why = this.taking !== null ? "photo.busy" : this.options.whyNot();
    if (why === null) void this.take(id);
    else this.options.say({ type: "refuse", id, why });
  }

  /** Also once it is there: then it goes from there. */
  takeBack(): void {
    const id = this.shutter;
    if (id === null) return;
    this.shutter = null;
    this.takenBack.push(id);
    this.options.say({ type: "refuse", id, why: "photo.taken_back" });
    this.options.onChange();
  }

  forget(): void {
    this.stopTimer();
    this.asked = this.shutter = null;
    this.taking = null;
    this.takenBack.length = this.seen.length = 0;
    this.mine.clear();
  }

  private async take(id: string): Promise<void> {
    this.taking = this.shutter = id;
    this.startTimer(SHOWN_MS, () => this.hideSign(id));
    this.options.onChange();
    const photo = await this.options.take().catch((error: unknown) => {
      this.options.logger.warn("photo.not_taken", { code: codeOf(error) });
      return null;
    });
    // The lesson it was asked in is over.
    if (this.taking !== id) return;
    this.taking = null;
    if (this.takenBack.includes(id)) return;
    // Asked again: the class may have hidden while the camera took its time.
    const why = this.options.whyNot() ?? (photo === null ? "photo.failed" : null);
    if (photo !== null && why === null) this.options.send(photo, id);
    else if (why !== null) this.options.say({ type: "refuse", id, why });
  }

  /** As long as it can be taken back before a byte more of it is seen. */
  private hideSign(id: string): void {
    if (this.shutter !== id) return;
    if (this.taking === id || this.options.isUnderWay(id)) {
      this.startTimer(LOOK_MS, () => this.hideSign(id));
      return;
    }
    this.shutter = null;
    this.options.onChange();
  }

  private startTimer(ms: number, act: () => void): void {
    this.stopTimer();
    this.stopTimer = this.options.time.after(ms, act);
  }
}
