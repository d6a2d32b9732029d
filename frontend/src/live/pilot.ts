/** Home: what the pupil wants to see of the board, and what the class shows of it. */

import { isSame, type Region, regionOf, WHOLE } from "./region";
import type { Spot } from "./spots";
import { SPEAK_EVERY_MS, type Steering, type SteerWord } from "./steering";
import { nothing, type Stop, type Time } from "./time";
import type { SteeringView } from "./steering-view";
import type { Word, WordOf } from "./words";

/** What the line has not taken yet is not followed by more: the last wish goes when it has. */
const MOST_UNDERWAY = 3;

export interface PilotOptions {
  readonly time: Time;
  readonly say: (word: SteerWord) => void;
  readonly onChange: () => void;
}

export class Pilot implements Steering {
  private told: WordOf<"view"> | null = null;
  private wanted: Region = WHOLE;
  private n = 0;
  /** The class has not answered this one yet. */
  private awaited: number | null = null;
  private underway = 0;
  private isDue = false;
  private stopPace: Stop = nothing;
  private isPaced = false;

  constructor(private readonly options: PilotOptions) {}

  get view(): SteeringView | null {
    const { told, wanted } = this;
    if (told === null || told.by === "none") return null;
    const { reach, by, locked, spots } = told;
    return { shown: regionIn(told), wanted, reach, by, locked, spots };
  }

  sent(camera: MediaStreamTrack | null): MediaStreamTrack | null {
    return camera;
  }

  hear(word: SteerWord): void {
    if (word.type !== "view") return;
    this.told = word;
    this.n = Math.max(this.n, word.n);
    if (this.awaited === word.n) this.awaited = null;
    if (word.locked) this.isDue = false;
    if (word.locked || (this.awaited === null && !this.isDue)) this.wanted = regionIn(word);
    this.options.onChange();
  }

  delivered(word: Word): void {
    if (word.type !== "look") return;
    this.underway = Math.max(0, this.underway - 1);
    this.sayIfDue();
  }

  /** A class that was loaded anew shows the whole again. */
  introduction(): readonly SteerWord[] {
    this.underway = 0;
    if (this.told === null || this.told.locked) return [];
    return [this.nextLook()];
  }

  look(region: Region): void {
    const { view } = this;
    const wanted = regionOf(region, view?.reach);
    if (view === null || view.locked || wanted === null || isSame(wanted, this.wanted)) return;
    this.wanted = wanted;
    this.isDue = true;
    this.sayIfDue();
    this.options.onChange();
  }

  goTo(spot: Spot): void {
    this.ask(spot, false);
  }

  keep(spot: Spot): void {
    this.ask(spot, true);
  }

  rest(): void {
    // The class does.
  }

  keepSize(): void {
    // The class's alone.
  }

  lock(): void {
    // The class's alone.
  }

  recall(): void {
    // The class tells.
  }

  forget(): void {
    this.told = this.awaited = null;
    this.wanted = WHOLE;
    this.isDue = false;
    this.underway = 0;
  }

  close(): void {
    this.stopPace();
  }

  private ask(spot: Spot, keep: boolean): void {
    if (this.view?.locked !== false) return;
    if (this.isDue) this.options.say(this.nextLook());
    this.n += 1;
    this.awaited = this.n;
    this.options.say({ type: "spot", n: this.n, name: spot, keep });
  }

  private sayIfDue(): void {
    if (!this.isDue || this.isPaced || this.underway >= MOST_UNDERWAY) return;
    this.underway += 1;
    this.options.say(this.nextLook());
    this.isPaced = true;
    this.stopPace = this.options.time.after(SPEAK_EVERY_MS, () => {
      this.isPaced = false;
      this.sayIfDue();
    });
  }

  private nextLook(): WordOf<"look"> {
    this.isDue = false;
    this.n += 1;
    this.awaited = this.n;
    const { x, y, size } = this.wanted;
    return { type: "look", n: this.n, x, y, size };
  }
}

function regionIn({ x, y, size }: Region): Region {
  return { x, y, size };
}
