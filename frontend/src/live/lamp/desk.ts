/**
 * The lamps of this device: chosen once, found again, lit while they should be.
 *
 * A lamp never holds anything up: what does not answer in time, or was pulled out, is let go of, and
 * comes back by itself when it is plugged in again.
 */

import type { Logger } from "../logger";
import type { Stop, Time } from "../time";
import { DARK, type Lamp, type LampPort, type Rgb } from "./lamp";

/** A lamp of one's own goes dark 30 s after it last heard of us (docs/lamp.md). */
const REPEAT_MS = 5000;
const ANSWERS_WITHIN_MS = 3000;

export type LampWay = "hid" | "serial";
/** `busy`: another program has it, or it does not answer. */
export type LampState = "none" | "ready" | "lit" | "busy";

export interface LampView {
  readonly state: LampState;
  /** Of the lamps that answer; empty if none does. */
  readonly names: readonly string[];
  /** Which ways this browser has. */
  readonly ways: readonly LampWay[];
}

export interface LampDeskOptions {
  readonly ports: Partial<Readonly<Record<LampWay, LampPort>>>;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export class LampDesk {
  private readonly lines = new Map<Lamp, LampLine>();
  private readonly stops: Stop[] = [];
  private colour: Rgb = DARK;
  private isLooking = false;
  private mustLook = false;
  private isClosed = false;

  constructor(private readonly options: LampDeskOptions) {
    for (const port of this.ports()) this.stops.push(port.onPlug(() => void this.look()));
    this.stops.push(options.time.every(REPEAT_MS, () => this.repeat()));
  }

  get view(): LampView {
    const lines = [...this.lines.values()];
    const names = lines.filter(({ isDeaf }) => !isDeaf).map(({ lamp }) => lamp.name);
    const ways = Object.keys(this.options.ports) as LampWay[];
    return { state: this.stateOf(names), names, ways };
  }

  /** Finds the lamps that were chosen before; safe to call at any time. */
  async look(): Promise<void> {
    this.mustLook = true;
    if (this.isLooking) return;
    this.isLooking = true;
    while (this.mustLook && !this.isClosed) {
      this.mustLook = false;
      this.keepOnly(await this.known());
    }
    this.isLooking = false;
  }

  /** Asks the person which; only in a press. False if nothing was chosen. */
  async choose(way: LampWay): Promise<boolean> {
    try {
      const lamp = await this.options.ports[way]?.choose();
      if (!lamp) return false;
      this.take(lamp);
      this.options.onChange();
      return true;
    } catch (error) {
      this.options.logger.info("lamp.not_chosen", { why: nameOf(error) });
      return false;
    }
  }

  /** From now on all lamps have this colour. */
  want(colour: Rgb): void {
    if (this.colour.join() === colour.join()) return;
    this.colour = colour;
    for (const line of this.lines.values()) line.want(colour);
    this.options.onChange();
  }

  /** The lamps of this device are no longer ours. */
  async forget(): Promise<void> {
    const lines = [...this.lines.values()];
    this.lines.clear();
    this.options.onChange();
    await Promise.all(lines.map((line) => line.letGo((lamp) => lamp.forget())));
  }

  /** The page goes: dark at once, without waiting for what was under way. */
  leave(): void {
    this.colour = DARK;
    for (const { lamp } of this.lines.values()) void lamp.show(DARK).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const stop of this.stops) stop();
    const lines = [...this.lines.values()];
    this.lines.clear();
    await Promise.all(lines.map((line) => line.letGo((lamp) => lamp.close())));
  }

  private ports(): readonly LampPort[] {
    return Object.values(this.options.ports);
  }

  private stateOf(names: readonly string[]): LampState {
    if (names.length === 0) return this.lines.size === 0 ? "none" : "busy";
    return this.colour.join() === DARK.join() ? "ready" : "lit";
  }

  private async known(): Promise<ReadonlySet<Lamp>> {
    const found = await Promise.all(
      this.ports().map((port) =>
        port.known().catch((error: unknown) => {
          this.options.logger.warn("lamp.not_found", { why: nameOf(error) });
          return [];
        }),
      ),
    );
    return new Set(found.flat());
  }

  private keepOnly(known: ReadonlySet<Lamp>): void {
    for (const lamp of this.lines.keys()) {
      if (known.has(lamp)) continue;
      this.lines.delete(lamp);
      void lamp.close();
    }
    for (const lamp of known) this.take(lamp);
    this.options.onChange();
  }

  private take(lamp: Lamp): void {
    const line = this.lines.get(lamp) ?? new LampLine(lamp, this.options);
    this.lines.set(lamp, line);
    // Also when dark: one that a crash left lit goes out.
    line.want(this.colour);
  }

  private repeat(): void {
    const isLit = this.colour.join() !== DARK.join();
    for (const line of this.lines.values()) if (isLit || line.isDeaf) line.want(this.colour);
  }
}

/** One colour after the other to one lamp; of several that wait only the last. */
class LampLine {
  isDeaf = false;
  private wanted: Rgb | null = null;
  private isBusy = false;

  constructor(
    readonly lamp: Lamp,
    private readonly options: Pick<LampDeskOptions, "time" | "logger" | "onChange">,
  ) {}

  want(colour: Rgb): void {
    this.wanted = colour;
    if (!this.isBusy) void this.work();
  }

  /** Dark first, if it still answers. */
  async letGo(close: (lamp: Lamp) => Promise<void>): Promise<void> {
    this.wanted = null;
    await this.inTime(this.lamp.show(DARK));
    await this.inTime(close(this.lamp));
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    while (this.wanted !== null) {
      const colour = this.wanted;
      this.wanted = null;
      this.heard(await this.inTime(this.lamp.show(colour)));
    }
    this.isBusy = false;
  }

  private heard(why: string | null): void {
    const isDeaf = why !== null;
    if (isDeaf === this.isDeaf) return;
    this.isDeaf = isDeaf;
    if (why !== null) this.options.logger.warn("lamp.deaf", { why });
    this.options.onChange();
  }

  /** Null when it is done; else what was wrong. */
  private inTime(work: Promise<void>): Promise<string | null> {
    return new Promise((resolve) => {
      const stop = this.options.time.after(ANSWERS_WITHIN_MS, () => resolve("late"));
      work
        .then(
          () => resolve(null),
          (error: unknown) => resolve(nameOf(error)),
        )
        .finally(stop);
    });
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
