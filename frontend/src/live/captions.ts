/**
 * What the class says, as text, for as long as it is read.
 *
 * Begins again by itself when its recogniser ends, each time later while it hears nothing, and gives
 * up after `MOST_FAILURES`. Holds the last words only, and drops them with the track.
 */

import { nothing, type Stop, type Time } from "./time";

export interface Hearing {
  heard(settled: string, passing: string): void;
  /** It will hear no more, for whatever reason. */
  ended(): void;
}

/** Hears one track, on this device; throws if it can't. */
export type Listen = (track: MediaStreamTrack, hearing: Hearing) => Stop;

export interface CaptionsOptions {
  readonly listen: Listen;
  readonly time: Time;
  readonly onChange: () => void;
}

export const MOST_FAILURES = 5;
const FIRST_WAIT_MS = 500;
/** One that ran so long was well: a recogniser ends by itself in silence. */
const STEADY_MS = 5000;
const SHOWN_MS = 8000;
const LONGEST = 140;

export class Captions {
  private track: MediaStreamTrack | null = null;
  private stopListening: Stop = nothing;
  private stopWaiting: Stop = nothing;
  private stopShowing: Stop = nothing;
  private run = 0;
  private failures = 0;
  private settled = "";
  private passing = "";

  constructor(private readonly options: CaptionsOptions) {}

  get text(): string {
    return lastOf(`${this.settled} ${this.passing}`);
  }

  get gaveUp(): boolean {
    return this.failures >= MOST_FAILURES;
  }

  /** The sound of this moment; null while there is none. */
  follow(track: MediaStreamTrack | null): void {
    const live = track?.readyState === "live" ? track : null;
    if (live === this.track) return;
    this.silence();
    this.track = live;
    this.failures = 0;
    if (live) this.begin(live);
    this.options.onChange();
  }

  close(): void {
    this.silence();
    this.track = null;
  }

  private begin(track: MediaStreamTrack): void {
    const { listen, time } = this.options;
    const run = ++this.run;
    const startedAt = time.now();
    const ended = (): void => {
      if (run === this.run) this.again(track, time.now() - startedAt >= STEADY_MS);
    };
    const heard: Hearing["heard"] = (settled, passing) => {
      if (run === this.run) this.hear(settled, passing);
    };
    try {
      const stop = listen(track, { heard, ended });
      if (run === this.run) this.stopListening = stop;
      else stop();
    } catch {
      ended();
    }
  }

  private again(track: MediaStreamTrack, wasSteady: boolean): void {
    this.run += 1;
    this.stopListening = nothing;
    this.failures = wasSteady ? 0 : this.failures + 1;
    this.settled = lastOf(`${this.settled} ${this.passing}`);
    this.passing = "";
    if (!this.gaveUp) {
      const waitMs = FIRST_WAIT_MS * 2 ** this.failures;
      this.stopWaiting = this.options.time.after(waitMs, () => this.begin(track));
    }
    this.options.onChange();
  }

  private hear(settled: string, passing: string): void {
    this.failures = 0;
    this.settled = lastOf(`${this.settled} ${settled}`);
    this.passing = passing;
    this.stopShowing();
    this.stopShowing = this.options.time.after(SHOWN_MS, () => this.drop());
    this.options.onChange();
  }

  private drop(): void {
    this.settled = "";
    this.passing = "";
    this.options.onChange();
  }

  private silence(): void {
    this.run += 1;
    this.stopListening();
    this.stopWaiting();
    this.stopShowing();
    this.stopListening = nothing;
    this.settled = "";
    this.passing = "";
  }
}

/** Whole words from the end. */
function lastOf(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  if (words.length <= LONGEST) return words;
  const end = words.slice(-LONGEST);
  return end.slice(end.indexOf(" ") + 1);
}
