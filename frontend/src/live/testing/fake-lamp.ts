/** Lamps that are not there: a browser's two ways to them, and what was sent to each. */

import type { Hid, HidDevice } from "../lamp/hid";
import type { Serial, SerialLine } from "../lamp/serial";

export class FakeHidDevice implements HidDevice {
  opened = false;
  isForgotten = false;
  /** Does not answer, as a lamp that hangs. */
  hangs = false;
  /** What it refuses, by number of the report; -1: everything. */
  refuses: readonly number[] = [];
  readonly sent: string[] = [];

  constructor(
    readonly vendorId: number,
    readonly productId: number,
  ) {}

  open(): Promise<void> {
    if (this.refuses.includes(-1)) return Promise.reject(new DOMException("", "NotAllowedError"));
    this.opened = true;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.opened = false;
    return Promise.resolve();
  }

  forget(): Promise<void> {
    this.isForgotten = true;
    return Promise.resolve();
  }

  sendReport(id: number, bytes: Uint8Array): Promise<void> {
    return this.take("out", id, bytes);
  }

  sendFeatureReport(id: number, bytes: Uint8Array): Promise<void> {
    return this.take("feature", id, bytes);
  }

  private take(way: string, id: number, bytes: Uint8Array): Promise<void> {
    if (this.hangs) return new Promise(() => undefined);
    if (this.refuses.includes(id) || !this.opened) {
      return Promise.reject(new DOMException("", "NotAllowedError"));
    }
    this.sent.push(`${way} ${id} ${Buffer.from(bytes).toString("hex")}`);
    return Promise.resolve();
  }
}

/** What is plugged in, and of that what a person has allowed this page. */
class Plugs<T> extends EventTarget {
  readonly plugged = new Set<T>();
  readonly allowed = new Set<T>();
  /** What the person picks when asked; null picks nothing. */
  picks: T | null = null;

  plug(device: T): void {
    this.plugged.add(device);
    this.dispatchEvent(new Event("connect"));
  }

  unplug(device: T): void {
    this.plugged.delete(device);
    this.dispatchEvent(new Event("disconnect"));
  }

  protected known(): T[] {
    return [...this.allowed].filter((device) => this.plugged.has(device));
  }

  protected pick(): T | null {
    if (this.picks !== null) this.allowed.add(this.picks);
    return this.picks;
  }
}

export class FakeHid extends Plugs<FakeHidDevice> implements Hid {
  isForbidden = false;

  getDevices(): Promise<readonly HidDevice[]> {
    if (this.isForbidden) return Promise.reject(new DOMException("", "SecurityError"));
    return Promise.resolve(this.known());
  }

  requestDevice(): Promise<readonly HidDevice[]> {
    const picked = this.pick();
    return Promise.resolve(picked === null ? [] : [picked]);
  }
}

export class FakeSerialLine implements SerialLine {
  writable: SerialLine["writable"] = null;
  readonly lines: string[] = [];
  baudRate = 0;

  open({ baudRate }: { baudRate: number }): Promise<void> {
    this.baudRate = baudRate;
    const write = (bytes: Uint8Array): Promise<void> => {
      this.lines.push(new TextDecoder().decode(bytes));
      return Promise.resolve();
    };
    this.writable = { getWriter: () => ({ write, releaseLock: () => undefined }) };
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.writable = null;
    return Promise.resolve();
  }
}

export class FakeSerial extends Plugs<FakeSerialLine> implements Serial {
  getPorts(): Promise<readonly SerialLine[]> {
    return Promise.resolve(this.known());
  }

  requestPort(): Promise<SerialLine> {
    const picked = this.pick();
    if (picked === null) return Promise.reject(new DOMException("", "NotFoundError"));
    return Promise.resolve(picked);
  }
}
