/** The data channel of the photos: sends one at a time, a piece now and then, and takes theirs. */

import type { Logger } from "./logger";
import { SLOWEST_KBPS } from "./photo-pace";
import { type Half, messagesOf, PIECE_BYTES, take } from "./photo-wire";
import { nothing, type Stop, type Time } from "./time";

/** What the line does not take for longer waits in a queue: the rest of the photo goes so much slower. */
const SLOWER = 0.7;
/** For so long a lost piece holds the next ones up; it is sent again after a second. */
const LOST_MS = 1500;

/** `priority` is Chromium's alone; others leave it unread. */
export const PHOTO_CHANNEL = { negotiated: true, id: 3, ordered: true, priority: "very-low" };

export interface PhotoChannelOptions {
  readonly channel: RTCDataChannel;
  readonly time: Time;
  readonly logger: Logger;
  readonly onPhoto: (photo: Blob) => void;
}

export class PhotoChannel {
  private lastId = 0;
  private kbps = 1;
  private left: number | null = null;
  private leaving: readonly (string | Uint8Array<ArrayBuffer>)[] = [];
  private stopPace: Stop = nothing;
  private half: Half | null = null;
  private heldAt: number | null = null;

  constructor(private readonly options: PhotoChannelOptions) {
    const { channel } = options;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = PIECE_BYTES;
    channel.onmessage = ({ data }: MessageEvent) => this.arrived(data);
    channel.onbufferedamountlow = () => this.drained();
  }

  /** Nothing is on its way: another one may be sent. */
  get isFree(): boolean {
    const { readyState, bufferedAmount } = this.options.channel;
    return readyState === "open" && bufferedAmount === 0 && this.leaving.length === 0;
  }

  get leftAt(): number | null {
    return this.left;
  }

  /** Not faster than this, for the channel's own control would fill the line. */
  send(picture: Uint8Array<ArrayBuffer>, kbps: number): void {
    if (!this.isFree) return;
    this.kbps = kbps;
    this.lastId += 1;
    this.leaving = messagesOf(this.lastId, picture);
    this.sendNext();
  }

  /** What has not left yet stays here. */
  stop(): void {
    this.stopPace();
    this.stopPace = nothing;
    this.leaving = [];
  }

  private sendNext(): void {
    this.stopPace = nothing;
    const { channel, time } = this.options;
    const [message, ...rest] = this.leaving;
    if (message === undefined || channel.readyState !== "open") {
      this.stop();
      return;
    }
    if (channel.bufferedAmount > channel.bufferedAmountLowThreshold) {
      this.heldAt = time.now();
      return;
    }
    this.leaving = rest;
    // Two calls, since each has its own kind of argument.
    if (typeof message === "string") channel.send(message);
    else channel.send(message);
    const paceMs = typeof message === "string" ? 0 : (8 * message.length) / this.kbps;
    if (rest.length === 0) this.left = time.now();
    else this.stopPace = time.after(paceMs, () => this.sendNext());
  }

  /** The line has taken what we held back for. */
  private drained(): void {
    if (this.leaving.length === 0 || this.stopPace !== nothing) return;
    const { time } = this.options;
    const heldMs = time.now() - (this.heldAt ?? time.now());
    if (heldMs >= LOST_MS) this.kbps = Math.max(SLOWEST_KBPS, SLOWER * this.kbps);
    this.sendNext();
  }

  private arrived(data: unknown): void {
    const { half, photo, dropped } = take(this.half, data);
    this.half = half;
    if (dropped !== null) this.options.logger.warn("photo.dropped", { code: dropped });
    if (photo !== null) this.options.onPhoto(photo);
  }
}
