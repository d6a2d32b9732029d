/** Asks the worker beside the page; it is started when it is first needed, and goes with the photo. */

import type { Corners } from "./scan-geometry";
import type { ScanAnswer, ScanTask } from "./scan-worker";

type Wait = (answer: ScanAnswer) => void;
type Asked = ScanTask extends infer T ? (T extends ScanTask ? Omit<T, "id"> : never) : never;

export function canScan(): boolean {
  return "Worker" in globalThis && "OffscreenCanvas" in globalThis;
}

export class Scan {
  private worker: Worker | null = null;
  private lastId = 0;
  private readonly waiting = new Map<number, Wait>();

  /** `found` is false where no edge was seen: then they are a guess. */
  async find(
    picture: Blob,
  ): Promise<{ readonly corners: Corners; readonly found: boolean } | null> {
    const answer = await this.ask({ do: "find", picture });
    return "corners" in answer ? answer : null;
  }

  /** Null if it could not be made. */
  async make(picture: Blob, corners: Corners | null, clear: boolean): Promise<Blob | null> {
    const answer = await this.ask({ do: "make", picture, corners, clear });
    return "picture" in answer ? answer.picture : null;
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const [id, wait] of this.waiting) wait({ id, failed: "closed" });
    this.waiting.clear();
  }

  private ask(task: Asked): Promise<ScanAnswer> {
    this.worker ??= this.start();
    this.lastId += 1;
    const id = this.lastId;
    const { worker } = this;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      worker.postMessage({ ...task, id });
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL("./scan-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<ScanAnswer>) => {
      this.waiting.get(data.id)?.(data);
      this.waiting.delete(data.id);
    };
    // It ran out of memory, or could not be loaded: the photo itself is still there.
    worker.onerror = () => this.close();
    return worker;
  }
}
