/** The WebSocket to our server: says hello, stays alive, comes back. Knows nothing of the room. */

import type { ServerClock } from "./clock";
import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { type Down, encode, parseDown, type Up, VERSION, type Welcome } from "./protocol";
import { afterClose, delayMs } from "./reconnect";
import { nothing, type Stop, type Time } from "./time";
import type { BlockCode } from "./view";

/** Until the welcome tells how often and how long: the server gives a page 10 s for its hello. */
const FIRST_PING_MS = 5000;
const FIRST_DEAD_MS = 10_000;
/** After the network has changed an old connection has this long to answer before we drop it. */
const PROBE_MS = 2000;
/** One that is still being opened has this long, from its beginning: five round trips. */
const OPENS_WITHIN_MS = 5000;
/** So long while sound and picture stand still: another address is told of by nothing else. */
const STALLED_PROBE_MS = 700;
/** A connection that has lived this long was a good one: the next failure starts counting anew. */
const GOOD_AFTER_MS = 10_000;

/** WebSocket.CLOSING; tests run where there is no WebSocket. */
const CLOSING = 2;

/** Why the socket stays closed. */
export type Refusal = BlockCode | "taken" | "done";

export interface SocketListener {
  /** The first word of each connection. */
  onWelcome(welcome: Welcome): void;
  onMessage(message: Exclude<Down, Welcome>): void;
  /** It was open, and is not any more; it comes back by itself. */
  onDown(): void;
  /** It does not come back by itself. */
  onRefused(why: Refusal): void;
}

export interface SocketOptions {
  readonly open: () => WebSocket;
  readonly page: string;
  readonly time: Time;
  readonly clock: ServerClock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly listener: SocketListener;
}

export class Socket {
  private socket: WebSocket | null = null;
  private welcomed = false;
  private attempt = 0;
  private closedTooBig = false;
  private lastHeardAt = 0;
  /** Since when a sign of life has been waited for. */
  private probedAt: number | null = null;
  private openedAt = 0;
  private pingNumber = 0;
  private readonly pings = new Map<number, number>();
  private pingMs = FIRST_PING_MS;
  private deadMs = FIRST_DEAD_MS;
  private stopRetry: Stop = nothing;
  private stopLife: Stop = nothing;
  private stopProbe: Stop = nothing;
  private finished = false;

  constructor(private readonly options: SocketOptions) {}

  /** The server has welcomed us and the line is believed to be open. */
  get isOpen(): boolean {
    return this.welcomed;
  }

  /** Connects now; also after a refusal. Nothing if it is connected or connecting. */
  connect(): void {
    this.finished = false;
    this.stopRetry();
    if (this.socket !== null) return;
    this.pingMs = FIRST_PING_MS;
    this.deadMs = FIRST_DEAD_MS;
    const socket = this.options.open();
    this.socket = socket;
    this.openedAt = this.lastHeardAt = this.options.time.now();
    socket.onopen = () => this.ifCurrent(socket, () => this.sayHello());
    socket.onmessage = (event: MessageEvent) =>
      this.ifCurrent(socket, () => this.receive(event.data));
    socket.onclose = (event: CloseEvent) => this.ifCurrent(socket, () => this.lost(event.code));
    this.stopLife = this.options.time.every(this.pingMs / 2, () => this.checkLife());
  }

  /** False, and nothing is sent, if the line is not open or the message too big. */
  send(message: Up): boolean {
    // What is sent while the browser is closing is lost, and it complains about that.
    if (!this.welcomed || this.socket === null || this.socket.readyState >= CLOSING) return false;
    try {
      this.socket.send(encode(message));
      return true;
    } catch (error) {
      this.options.logger.warn("socket.unsent", { type: message.type, code: codeOf(error) });
      return false;
    }
  }

  /** The network changed or the page became visible: comes back or proves itself at once. */
  wake(): void {
    if (this.finished) return;
    if (this.socket === null) {
      this.attempt = 0;
      this.connect();
    } else if (this.welcomed) {
      this.probe(PROBE_MS);
    } else {
      this.expectWelcome();
    }
  }

  /** It may have been begun over a network that is gone, or over one that is only slow. */
  private expectWelcome(): void {
    const { time } = this.options;
    const leftMs = Math.max(0, this.openedAt + OPENS_WITHIN_MS - time.now());
    this.stopProbe();
    this.stopProbe = time.after(leftMs, () => this.lost(4408));
  }

  /** Nothing comes from the other side: does anything come from the server? */
  doubt(): void {
    if (this.welcomed) this.probe(STALLED_PROBE_MS);
  }

  /** Ends for good. */
  close(): void {
    this.finished = true;
    this.stopRetry();
    this.drop();
  }

  private sayHello(): void {
    this.heard();
    const hello: Up = { type: "hello", version: VERSION, page: this.options.page };
    this.socket?.send(encode(hello));
  }

  private receive(data: unknown): void {
    this.heard();
    try {
      this.take(parseDown(String(data)));
    } catch (error) {
      this.options.logger.warn("socket.unread", { code: codeOf(error) });
    }
  }

  private take(message: Down): void {
    if (message.type === "welcome") {
      this.welcome(message);
    } else if (message.type === "pong") {
      this.pong(message.n, message.now);
    } else if (this.welcomed) {
      this.options.listener.onMessage(message);
    }
  }

  private welcome(message: Welcome): void {
    this.welcomed = true;
    this.pingMs = message.ping_ms;
    this.deadMs = message.dead_ms;
    this.options.clock.reset(message.now);
    this.stopLife();
    this.stopLife = this.options.time.every(this.pingMs / 2, () => this.checkLife());
    this.options.logger.info("socket.open");
    this.options.listener.onWelcome(message);
    this.ping();
  }

  private pong(n: number, now: number): void {
    const askedAt = this.pings.get(n);
    this.pings.clear();
    if (askedAt !== undefined) this.options.clock.sample(now, askedAt);
  }

  private heard(): void {
    this.lastHeardAt = this.options.time.now();
    this.endProbe();
  }

  private checkLife(): void {
    if (this.options.time.now() - this.lastHeardAt >= this.deadMs) this.lost(4408);
    else this.ping();
  }

  private ping(): void {
    this.pingNumber += 1;
    this.pings.set(this.pingNumber, this.options.time.now());
    this.send({ type: "ping", n: this.pingNumber });
  }

  /** Patience counts from the first of the questions that have had no answer yet. */
  private probe(patienceMs: number): void {
    const now = this.options.time.now();
    this.ping();
    this.stopProbe();
    this.probedAt ??= now;
    const leftMs = Math.max(0, this.probedAt + patienceMs - now);
    this.stopProbe = this.options.time.after(leftMs, () => this.proveDead());
  }

  /** For a reason of its own, not because a server turned us away: it comes back at once. */
  private proveDead(): void {
    this.attempt = 0;
    this.lost(4408);
  }

  private endProbe(): void {
    this.stopProbe();
    this.probedAt = null;
  }

  /** The browser's own close may take minutes on a dead network, so we do not wait for it. */
  private lost(code: number): void {
    const wasOpen = this.welcomed;
    const livedMs = this.options.time.now() - this.openedAt;
    this.drop();
    if (wasOpen && livedMs >= GOOD_AFTER_MS) this.attempt = 0;
    this.options.logger.info("socket.closed", { code, attempt: this.attempt });
    const refusal = this.refusalOf(code);
    if (refusal !== null) {
      this.finished = true;
      this.options.listener.onRefused(refusal);
      return;
    }
    this.retry(code);
    if (wasOpen) this.options.listener.onDown();
  }

  private refusalOf(code: number): Refusal | null {
    const after = afterClose(code);
    const wasTooBig = this.closedTooBig;
    this.closedTooBig = after.then === "once";
    if (after.then === "never") return after.block;
    if (after.then === "press") return "taken";
    if (after.then === "done") return "done";
    return after.then === "once" && wasTooBig ? "version" : null;
  }

  private retry(code: number): void {
    const after = afterClose(code);
    const leastMs = after.then === "again" ? after.leastMs : 0;
    const waitMs = Math.max(leastMs, delayMs(this.attempt, this.options.random()));
    this.attempt += 1;
    this.stopRetry = this.options.time.after(waitMs, () => this.connect());
  }

  private drop(): void {
    this.stopLife();
    this.endProbe();
    this.pings.clear();
    this.welcomed = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private ifCurrent(socket: WebSocket, act: () => void): void {
    if (this.socket === socket) act();
  }
}
