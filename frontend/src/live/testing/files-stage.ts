/** Two pages with files between them, and lines that come and go. */

import { Files } from "../files";
import type { FilesView, FileView } from "../files-view";
import { silentLogger } from "../logger";
import type { Step } from "../policy";
import type { Side } from "../view";
import { Cable, digest, jpegOf, sumOf } from "./fake-files";
import { FakeTime, settle } from "./fake-time";

let lastId = 0;
export function newId(): string {
  lastId += 1;
  return `00000000-0000-4000-8000-${String(lastId).padStart(12, "0")}`;
}

const CAMERA = { readyState: "live" } as MediaStreamTrack;

export class Desk {
  files: Files;
  step: Step = "whole";
  mayPhoto = true;
  maySend = true;
  hasBoard = true;
  /** What the camera gives; null: it fails. */
  photo: Uint8Array<ArrayBuffer> | null = jpegOf(40_000, 9);
  taken = 0;
  /** A photo might have so many. */
  mostBytes = 0;
  /** What a file took of the line before. */
  provenKbps = 0;
  private sums = 0;
  /** A device that takes its time over a sum: its first, second… */
  sumReady: (nth: number) => Promise<void> = () => Promise.resolve();
  /** A camera that takes its time. */
  cameraReady: Promise<void> = Promise.resolve();
  readonly urls = new Map<string, Blob>();
  hasRoom = true;
  changes = 0;
  private seed = 0;

  constructor(
    private readonly time: FakeTime,
    readonly side: Side,
  ) {
    this.files = this.load();
  }

  get view(): FilesView {
    return this.files.view;
  }

  get items(): readonly FileView[] {
    return this.view.items;
  }

  states(): readonly string[] {
    return this.items.map(({ state }) => state);
  }

  /** The page is loaded anew: what it held in memory is gone. */
  reload(): void {
    this.files.follow(null);
    this.files = this.load();
  }

  /** The sums of what came whole, by name: megabytes are slow to compare. */
  async received(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const { url, name } of this.items) {
      const blob = url === null ? undefined : this.urls.get(url);
      if (blob) found[name] = sumOf(new Uint8Array(await blob.arrayBuffer()));
    }
    return found;
  }

  private load(): Files {
    return new Files({
      side: this.side,
      page: newId(),
      time: this.time,
      logger: silentLogger,
      newId,
      random: () => {
        this.seed += 1;
        return (this.seed * 0.37) % 1;
      },
      digest: async (part) => {
        this.sums += 1;
        await this.sumReady(this.sums);
        return digest(part);
      },
      newBlock: (bytes) => {
        if (!this.hasRoom) throw new RangeError("Array buffer allocation failed");
        return new Uint8Array(bytes);
      },
      keepSize: () => undefined,
      takeFull: async (_track, maxBytes) => {
        this.taken += 1;
        this.mostBytes = maxBytes;
        await this.cameraReady;
        return this.photo && new Blob([this.photo]);
      },
      urls: {
        of: (blob) => {
          const url = `blob:${newId()}`;
          this.urls.set(url, blob);
          return url;
        },
        revoke: (url) => this.urls.delete(url),
      },
      flows: () => true,
      step: () => this.step,
      spareKbps: () => null,
      provenKbps: () => this.provenKbps,
      board: () => (this.hasBoard ? CAMERA : null),
      maySend: () => this.maySend,
      mayPhoto: () => this.mayPhoto,
      mayAsk: () => true,
      setPhotos: (on) => {
        this.mayPhoto = on;
      },
      onChange: () => {
        this.changes += 1;
      },
    });
  }
}

export class FilesStage {
  readonly time = new FakeTime();
  readonly home = new Desk(this.time, "home");
  readonly klas = new Desk(this.time, "class");
  cable: Cable | null = null;

  /** Another line: both follow it, the one that offers first. */
  connect(...how: [holds?: number, delayMs?: number, change?: (m: never) => never]): Cable {
    const [holds, delayMs, change] = how;
    const cable = new Cable(this.time, holds, delayMs, change as never);
    this.cable = cable;
    this.klas.files.follow(cable.link("klas"));
    this.home.files.follow(cable.link("home"));
    return cable;
  }

  cut(): void {
    this.cable?.cut();
    this.cable = null;
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms);
    await settle();
  }

  /** Lets time go by until it is so. */
  async until(isSo: () => boolean, withinMs = 120_000): Promise<void> {
    for (let ms = 0; ms < withinMs; ms += 50) {
      if (isSo()) return;
      await this.pass(50);
    }
    throw new Error(`not within ${withinMs} ms: ${isSo.toString()}`);
  }
}
