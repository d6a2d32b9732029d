/** The page's socket: hears figures, and comes back by itself as long as the question is open. */

import { codeOf } from "../live/errors";
import type { Logger } from "../live/logger";
import type { Stop, Time } from "../live/time";
import { parseDesk, type Said } from "./protocol";

/** The server speaks at least every ten seconds (docs/protocol.md, section 4). */
const SILENT_MS = 25_000;
const RETRY_MS = 2000;

export interface DeskListener {
  onSaid(said: Said): void;
  /** It comes back by itself. */
  onDown(): void;
  /** It does not: nobody is logged in, or this question is none of this person's. */
  onRefused(): void;
}

export interface ConnectionOptions {
  readonly open: () => WebSocket;
  readonly time: Time;
  readonly logger: Logger;
  readonly listener: DeskListener;
}

export class Connection {
  private socket: WebSocket | null = null;
  private stopWaiting: Stop = () => undefined;
  private isOver = false;

  constructor(private readonly options: ConnectionOptions) {}

  connect(): void {
    if (this.isOver) return;
    this.drop();
    const socket = this.options.open();
    this.socket = socket;
    this.listen();
    socket.onmessage = (event: MessageEvent) => {
      if (this.socket === socket) this.hear(String(event.data));
    };
    socket.onclose = (event: CloseEvent) => {
      if (this.socket === socket) this.lost(event.code);
    };
  }

  close(): void {
    this.isOver = true;
    this.drop();
  }

  private hear(body: string): void {
    this.listen();
    let said: Said;
    try {
      said = parseDesk(body);
    } catch (error) {
      this.options.logger.warn("desk.unread", { code: codeOf(error) });
      return;
    }
    if (said.type === "closed") this.isOver = true;
    this.options.listener.onSaid(said);
  }

  private listen(): void {
    this.stopWaiting();
    this.stopWaiting = this.options.time.after(SILENT_MS, () => this.lost(4408));
  }

  private lost(code: number): void {
    this.drop();
    if (this.isOver) return;
    if (code === 4401 || code === 4404) {
      this.isOver = true;
      this.options.listener.onRefused();
      return;
    }
    this.options.listener.onDown();
    this.stopWaiting = this.options.time.after(RETRY_MS, () => this.connect());
  }

  private drop(): void {
    this.stopWaiting();
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}
