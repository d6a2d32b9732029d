/** Files of every kind, as a browser's own disk would give them, and a line that can be cut. */

import { createHash } from "node:crypto";
import type { FileChannel, FileLink } from "../file-link";
import type { Digest } from "../file-sums";
import type { FakeTime } from "./fake-time";

export function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export const digest: Digest = (bytes) => Promise.resolve(sumOf(bytes));

export function bytesFrom(
  ...parts: readonly (string | readonly number[])[]
): Uint8Array<ArrayBuffer> {
  const all = parts.flatMap((part) =>
    typeof part === "string" ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
  );
  return new Uint8Array(all);
}

/** A picture as far as anybody looks: the right first bytes, and noise. */
export function jpegOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let noise = seed;
  for (let i = 0; i < size; i += 1) {
    noise = (noise * 1103515245 + 12345) & 0x7fffffff;
    bytes[i] = noise >> 16;
  }
  bytes.set([0xff, 0xd8, 0xff, 0xe0].slice(0, size));
  return bytes;
}

export function fileOf(bytes: Uint8Array<ArrayBuffer>, name: string): File {
  return new File([bytes], name);
}

/** One that says it is larger than anybody can hold, and breaks who reads it. */
export function hugeFile(size: number): File {
  const file = new File([], "film.mp4");
  Object.defineProperty(file, "size", { value: size });
  file.slice = () => {
    throw new Error("it was read");
  };
  return file;
}

/** Stored, not packed, as it matters here only what is in it. */
export function zipOf(
  entries: readonly (readonly [name: string, content: string])[],
): Uint8Array<ArrayBuffer> {
  const local: number[] = [];
  const central: number[] = [];
  const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
  const short = (value: number) => [value & 255, (value >> 8) & 255];
  const long = (value: number) => [...short(value & 0xffff), ...short(value >>> 16)];
  for (const [name, content] of entries) {
    const at = local.length;
    const sizes = [...long(0), ...long(content.length), ...long(content.length)];
    const head = [
      ...short(20),
      ...short(0),
      ...short(0),
      ...long(0),
      ...sizes,
      ...short(name.length),
    ];
    local.push(...long(0x04034b50), ...head, ...short(0), ...letters(name), ...letters(content));
    const rest = [...short(0), ...short(0), ...short(0), ...short(0), ...long(0), ...long(at)];
    central.push(...long(0x02014b50), ...short(20), ...head, ...rest, ...letters(name));
  }
  const counts = [...short(0), ...short(0), ...short(entries.length), ...short(entries.length)];
  const end = [...long(0x06054b50), ...counts, ...long(central.length), ...long(local.length)];
  return new Uint8Array([...local, ...central, ...end, ...short(0)]);
}

type Message = string | Uint8Array<ArrayBuffer>;

class Half implements FileChannel {
  readyState: RTCDataChannelState = "open";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = "arraybuffer";
  onopen: FileChannel["onopen"] = null;
  onclose: FileChannel["onclose"] = null;
  onmessage: FileChannel["onmessage"] = null;
  onbufferedamountlow: FileChannel["onbufferedamountlow"] = null;
  other: Half | null = null;

  constructor(private readonly cable: Cable) {}

  send(message: Message): void {
    if (this.readyState !== "open") throw new Error("closed");
    this.cable.carry(this, message);
  }
}

function asItWas(message: Message): Message {
  return message;
}

/** One channel with two ends: it loses what is on its way when it is cut. */
export class Cable {
  readonly home = new Half(this);
  readonly klas = new Half(this);
  carried = 0;

  constructor(
    private readonly time: FakeTime,
    /** It breaks after so many bytes, both ways together. */
    private readonly holds = Infinity,
    private readonly delayMs = 5,
    /** What arrives instead of what was sent. */
    private readonly change: (message: Message) => Message = asItWas,
  ) {
    this.home.other = this.klas;
    this.klas.other = this.home;
  }

  link(side: "home" | "klas"): FileLink {
    return { current: this[side] } as unknown as FileLink;
  }

  carry(from: Half, message: Message): void {
    this.carried += message.length;
    if (this.carried > this.holds) {
      this.cut();
      return;
    }
    const sent = this.change(message);
    this.time.after(this.delayMs, () => {
      if (from.readyState !== "open") return;
      const data = typeof sent === "string" ? sent : sent.slice().buffer;
      from.other?.onmessage?.call(null as never, { data } as MessageEvent);
    });
  }

  cut(): void {
    for (const end of [this.home, this.klas]) {
      if (end.readyState === "closed") continue;
      end.readyState = "closed";
      this.time.after(0, () => {
        end.onclose?.call(null as never, {} as Event);
      });
    }
  }
}
