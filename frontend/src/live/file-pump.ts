/** Lets the pieces of one file go, no faster than the line can spare (`file-pace.ts`). */

import { codeOf } from "./errors";
import { bytesOf } from "./file-bytes";
import type { FileChannel } from "./file-link";
import type { Outgoing } from "./file-outbox";
import { firstRate, pieceBytes, type Rate, rateAfter } from "./file-pace";
import { BLOCK_BYTES } from "./file-sums";
import { MAX_PIECE_BYTES, messageOf } from "./file-wire";
import type { Logger } from "./logger";
import { nothing, type Stop, type Time } from "./time";

export interface PumpOptions {
  readonly time: Time;
  readonly logger: Logger;
  readonly mostKbps: () => number;
  readonly leastKbps: () => number;
  readonly onThin: (item: Outgoing, on: boolean) => void;
  readonly onUnreadable: (item: Outgoing, error: unknown) => void;
  readonly onChange: () => void;
}

/** More does not wait in the browser: what is there can't be held back any more. */
const WAITING_BYTES = 2 * MAX_PIECE_BYTES;
/** So much may be under way beyond what the line is known to hold. */
const SPARE_MS = 400;
const LEAST_UNDER_WAY_BYTES = 48 * 1024;
const THIN_LOOK_MS = 1000;
const SOONEST_MS = 4;
const LOOK_BACK_MS = 400;
const SHORTEST_OF_MS = 300;

interface Mark {
  readonly to: number;
  readonly at: number;
}

export class Pump {
  private item: Outgoing | null = null;
  private channel: FileChannel | null = null;
  private rate: Rate;
  private next = 0;
  private allowance = 0;
  private pumpedAt = 0;
  private left: Mark[] = [];
  private came: Mark[] = [];
  private took: { readonly ms: number; readonly at: number }[] = [];
  private readonly blocks = new Map<number, Uint8Array<ArrayBuffer> | null>();
  private stopTimer: Stop = nothing;

  constructor(private readonly options: PumpOptions) {
    this.rate = firstRate(options.time.now());
  }

  /** From what the other side has of it on. */
  begin(item: Outgoing, channel: FileChannel): void {
    const now = this.options.time.now();
    if (channel !== this.channel) this.rate = firstRate(now);
    if (item !== this.item) this.blocks.clear();
    this.item = item;
    this.channel = channel;
    this.next = item.got;
    this.left = [];
    this.took = [];
    this.came = [{ to: item.got, at: now }];
    this.pumpedAt = now;
    this.allowance = MAX_PIECE_BYTES;
    this.run();
  }

  stop(): void {
    this.stopTimer();
    this.stopTimer = nothing;
    this.item = null;
    this.blocks.clear();
  }

  /** The other side has everything before `to`. */
  arrived(to: number): void {
    const now = this.options.time.now();
    const last = this.left.findLast((mark) => mark.to <= to);
    this.left = this.left.filter((mark) => mark.to > to);
    this.came = [...this.came.filter(({ at }) => now - at <= LOOK_BACK_MS), { to, at: now }];
    if (last !== undefined) {
      this.took = this.took.filter(({ at }) => now - at <= SHORTEST_OF_MS);
      this.took.push({ ms: now - last.at, at: now });
      const tookMs = Math.min(...this.took.map(({ ms }) => ms));
      const leastKbps = this.options.leastKbps();
      const arrival = { tookMs, arrivedKbps: this.arrivedKbps(now), leastKbps };
      this.rate = rateAfter(this.rate, arrival, now);
    }
    this.run();
  }

  /** What waited in the browser has left, or time has passed. */
  run(): void {
    const { item, channel } = this;
    this.stopTimer();
    this.stopTimer = nothing;
    if (item?.state !== "going" || channel?.readyState !== "open") return;
    const most = this.options.mostKbps();
    this.noteThin(item, most === 0);
    if (most === 0) {
      this.pumpedAt = this.options.time.now();
      this.later(THIN_LOOK_MS);
    } else this.let(item, channel, Math.min(this.rate.kbps, most));
  }

  private let(item: Outgoing, channel: FileChannel, kbps: number): void {
    const now = this.options.time.now();
    const size = pieceBytes(kbps, MAX_PIECE_BYTES);
    const burst = Math.max(2 * size, (kbps * 60) / 8);
    this.allowance = Math.min(burst, this.allowance + ((now - this.pumpedAt) * kbps) / 8);
    this.pumpedAt = now;
    const mayGo = () => this.allowance >= size && this.hasRoom(item, channel, kbps);
    while (this.next < item.bytes && mayGo()) {
      if (!this.sendPiece(item, channel, size, now)) return;
    }
    if (this.next === item.bytes) return;
    // Without room the next arrival goes on; the look is for one that never comes.
    const isShort = this.allowance < size;
    this.later(isShort ? ((size - this.allowance) * 8) / kbps : THIN_LOOK_MS);
  }

  /** False if it can't go now: it is read first, or the channel is gone. */
  private sendPiece(item: Outgoing, channel: FileChannel, size: number, now: number): boolean {
    const content = this.read(item, size);
    if (content === null) return false;
    try {
      channel.send(messageOf({ tag: item.tag, from: this.next, content }));
    } catch (error) {
      // It closed under us, or is full: what is missing is offered again over the next one.
      this.options.logger.warn("file.channel", { code: codeOf(error) });
      return false;
    }
    this.next += content.length;
    this.allowance -= content.length;
    this.left.push({ to: this.next, at: now });
    return true;
  }

  private hasRoom(item: Outgoing, { bufferedAmount }: FileChannel, kbps: number): boolean {
    const heldMs = (this.rate.baseMs ?? 100) + SPARE_MS;
    const most = Math.max(LEAST_UNDER_WAY_BYTES, (kbps * heldMs) / 8);
    return bufferedAmount <= WAITING_BYTES && this.next - item.got <= most;
  }

  private read(item: Outgoing, size: number): Uint8Array<ArrayBuffer> | null {
    const index = Math.floor(this.next / BLOCK_BYTES);
    const block = this.blocks.get(index);
    if (block === undefined) void this.load(item, index);
    if (!block) return null;
    if (!this.blocks.has(index + 1)) void this.load(item, index + 1);
    const from = this.next - index * BLOCK_BYTES;
    return block.subarray(from, from + size);
  }

  private async load(item: Outgoing, index: number): Promise<void> {
    const from = index * BLOCK_BYTES;
    if (from >= item.bytes) return;
    this.blocks.set(index, null);
    for (const old of this.blocks.keys()) if (old < index - 1) this.blocks.delete(old);
    try {
      const block = await bytesOf(item.file, from, Math.min(item.bytes, from + BLOCK_BYTES));
      if (this.item !== item) return;
      this.blocks.set(index, block);
      this.run();
    } catch (error) {
      if (this.item === item) this.options.onUnreadable(item, error);
    }
  }

  private arrivedKbps(now: number): number {
    const [first] = this.came;
    const last = this.came.at(-1);
    if (first === undefined || last === undefined) return 0;
    return (8 * (last.to - first.to)) / Math.max(20, now - first.at);
  }

  private noteThin(item: Outgoing, isThin: boolean): void {
    if (item.isThin === isThin) return;
    item.isThin = isThin;
    this.options.onThin(item, isThin);
    this.options.onChange();
  }

  private later(ms: number): void {
    const wait = Math.min(THIN_LOOK_MS, Math.max(SOONEST_MS, ms));
    this.stopTimer = this.options.time.after(wait, () => this.run());
  }
}
