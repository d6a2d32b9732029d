/** The browser's WebSocket, with the test in the part of the server. */

import { type Down, parseUp, type Up } from "../protocol";

export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly said: Up[] = [];
  closed = false;
  readyState = 1;
  /** What the server does with each message. */
  onSaid: (message: Up) => void = () => undefined;
  onClosed: () => void = () => undefined;

  send(body: string): void {
    if (this.closed) throw new Error("InvalidStateError");
    const message = parseUp(body);
    this.said.push(message);
    this.onSaid(message);
  }

  close(): void {
    if (!this.closed) this.onClosed();
    this.closed = true;
  }

  accept(): void {
    this.onopen?.();
  }

  say(message: Down | { readonly type: string }): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(body: string): void {
    if (!this.closed) this.onmessage?.({ data: body } as MessageEvent);
  }

  /** The server, or the network, ends it with this close code. */
  end(code: number): void {
    this.closed = true;
    this.onclose?.({ code } as CloseEvent);
  }

  asWebSocket(): WebSocket {
    return this as unknown as WebSocket;
  }
}
