/** The guest's WebSocket to our server: stays alive, comes back. Knows nothing of the lesson. */

import { codeOf } from "../live/errors";
import type { Logger } from "../live/logger";
import { afterClose, delayMs } from "../live/reconnect";
import { nothing, type Stop, type Time } from "../live/time";
import { encodeGuest, type GuestDown, type GuestUp, parseGuestDown } from "./protocol";

/** docs/protocol.md, section 5. */
const PING_MS = 10_000;
const DEAD_MS = 25_000;
const LOOK_MS = 1000;
/** What a server says that has lost its storage. */
const STORAGE_AWAY = 1011;
const DONE = 1000;

export type Away = "line" | "storage";
export type Refusal = "refused" | "taken";

export interface GuestSocketOptions {
  readonly open: () => WebSocket;
  readonly time: Time;
  readonly random: () => number;
  readonly logger: Logger;
  readonly onMessage: (message: GuestDown) => void;
  /** It comes back by itself. */
  readonly onDown: (why: Away) => void;
  /** It does not. */
  readonly onRefused: (why: Refusal) => void;
}

export class GuestSocket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private heardAt = 0;
  private pingedAt = 0;
  private count = 0;
  private stopLook: Stop = nothing;
  private stopRetry: Stop = nothing;

  constructor(private readonly options: GuestSocketOptions) {}

  connect(): void {
    this.stopRetry();
    if (this.socket !== null) return;
    const socket = this.options.open();
    this.socket = socket;
    this.heardAt = this.pingedAt = this.options.time.now();
    socket.onmessage = ({ data }: MessageEvent) => this.ifCurrent(socket, () => this.hear(data));
    socket.onclose = ({ code }: CloseEvent) => this.ifCurrent(socket, () => this.lost(code));
    this.stopLook = this.options.time.every(LOOK_MS, () => this.look());
  }

  /** False, and nothing is sent, while it is not open. */
  send(message: GuestUp): boolean {
    if (this.socket?.readyState !== 1) return false;
    this.socket.send(encodeGuest(message));
    return true;
  }

  /** Of one's own will: the guest has gone. */
  close(): void {
    this.stopRetry();
    this.drop(DONE);
  }

  private hear(data: unknown): void {
    this.heardAt = this.options.time.now();
    this.attempt = 0;
    try {
      this.options.onMessage(parseGuestDown(String(data)));
    } catch (error) {
      this.options.logger.warn("guest.unread", { code: codeOf(error) });
    }
  }

  private look(): void {
    const now = this.options.time.now();
    if (now - this.heardAt >= DEAD_MS) this.lost(0);
    else if (now - this.pingedAt >= PING_MS) {
      this.pingedAt = now;
      this.count += 1;
      this.send({ type: "ping", n: this.count });
    }
  }

  private lost(code: number): void {
    this.drop();
    this.options.logger.info("guest.closed", { code });
    const after = afterClose(code);
    if (after.then === "never") this.options.onRefused("refused");
    else if (after.then === "press") this.options.onRefused("taken");
    else this.retry(code, after.then === "again" ? after.leastMs : 0);
  }

  private retry(code: number, leastMs: number): void {
    const { time, random, onDown } = this.options;
    const waitMs = Math.max(leastMs, delayMs(this.attempt, random()));
    this.attempt += 1;
    this.stopRetry = time.after(waitMs, () => this.connect());
    onDown(code === STORAGE_AWAY ? "storage" : "line");
  }

  private drop(code?: number): void {
    this.stopLook();
    const { socket } = this;
    this.socket = null;
    socket?.close(code);
  }

  private ifCurrent(socket: WebSocket, act: () => void): void {
    if (this.socket === socket) act();
  }
}
