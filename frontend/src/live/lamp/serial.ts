/** A lamp of one's own over WebSerial (Chromium), in lines of text: docs/lamp.md. */

import { onPlug } from "./hid";
import { type Lamp, type LampPort, type Rgb } from "./lamp";

/** docs/lamp.md. */
export const BAUD_RATE = 9600;

interface Writer {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  releaseLock(): void;
}

export interface SerialLine {
  /** Null while it is not open, or broken. */
  readonly writable: { getWriter(): Writer } | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
  forget?(): Promise<void>;
}

export interface Serial extends Pick<EventTarget, "addEventListener" | "removeEventListener"> {
  getPorts(): Promise<readonly SerialLine[]>;
  requestPort(): Promise<SerialLine>;
}

export function serialPort(serial: Serial): LampPort {
  const lamps = new WeakMap<SerialLine, SerialLamp>();
  const lampOf = (line: SerialLine): SerialLamp => {
    const lamp = lamps.get(line) ?? new SerialLamp(line);
    lamps.set(line, lamp);
    return lamp;
  };
  return {
    known: async () => (await serial.getPorts()).map(lampOf),
    choose: async () => lampOf(await serial.requestPort()),
    onPlug: (listener) => onPlug(serial, listener),
  };
}

/** "lamp ffa000" and the end of a line; dark is "lamp 000000". */
export function lineFor(colour: Rgb): string {
  const hex = colour.map((part) => part.toString(16).padStart(2, "0")).join("");
  return `lamp ${hex}\n`;
}

class SerialLamp implements Lamp {
  readonly name = "USB";

  constructor(private readonly line: SerialLine) {}

  async show(colour: Rgb): Promise<void> {
    if (this.line.writable === null) await this.line.open({ baudRate: BAUD_RATE });
    const writer = this.line.writable?.getWriter();
    if (writer === undefined) throw new Error("the serial line is closed");
    try {
      await writer.write(new TextEncoder().encode(lineFor(colour)));
    } finally {
      writer.releaseLock();
    }
  }

  async close(): Promise<void> {
    if (this.line.writable === null) return;
    await this.line.close().catch(() => undefined);
  }

  async forget(): Promise<void> {
    await this.close();
    await this.line.forget?.().catch(() => undefined);
  }
}
