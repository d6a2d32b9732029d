/**
 * Cuts the part that is looked at out of each picture of a camera, before it is encoded.
 *
 * No pixel is copied where the browser hands out frames: a frame of a part refers to the same memory.
 * What does not hand them out draws the part instead (`canvas-cropper.ts`).
 * Source: W3C mediacapture-transform; the generator is Chromium's, from before it was in a worker.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { isSame, pixelsIn, type Region, sentSize, type Turn, WHOLE } from "./region";
import { nothing, type Stop, type Time } from "./time";

/** A camera that is slower is not waited for: its last picture is cut anew. */
const SLOW_MS = 20;
/** So long after the last wish nobody looks around any more, and the encoder may begin anew, larger. */
const REST_MS = 1500;

export interface Cropper {
  /** To be sent instead of the camera's. */
  readonly track: MediaStreamTrack;
  /** `onShown`: the first picture with this part has left; not called if another came before. */
  show(region: Region, onShown: () => void): void;
  close(): void;
}

/** Null where this browser cannot. `onFailed`: it can't any more; it is closed by then. */
export type NewCropper = (camera: MediaStreamTrack, onFailed: () => void) => Cropper | null;

/** What is used of a `VideoFrame`. */
export interface Frame {
  readonly timestamp: number;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly visibleRect: Pick<DOMRectReadOnly, "x" | "y" | "width" | "height"> | null;
  /** Newer browsers; others turn the pixels themselves. */
  readonly rotation?: number;
  close(): void;
}

export interface FrameTools<F extends Frame> {
  /** Of a camera, as they come; null at its end. */
  readonly read: (camera: MediaStreamTrack) => { next(): Promise<F | null>; cancel(): void };
  readonly newTrack: () => { readonly track: MediaStreamTrack; write(frame: F): Promise<void> };
  readonly cut: (frame: F, init: VideoFrameInit) => F;
}

export interface FrameCropperOptions<F extends Frame> {
  readonly camera: MediaStreamTrack;
  readonly tools: FrameTools<F>;
  readonly time: Pick<Time, "now" | "after">;
  readonly logger: Logger;
  readonly onFailed: () => void;
}

export class FrameCropper<F extends Frame> implements Cropper {
  readonly track: MediaStreamTrack;
  private readonly source: ReturnType<FrameTools<F>["read"]>;
  private readonly sink: ReturnType<FrameTools<F>["newTrack"]>;
  private wanted: { readonly region: Region; onShown: (() => void) | null };
  private movedAt = -Infinity;
  private stopRest: Stop = nothing;
  private last: { readonly frame: F; readonly at: number } | null = null;
  private isClosed = false;

  constructor(private readonly options: FrameCropperOptions<F>) {
    const { tools, camera } = options;
    this.wanted = { region: WHOLE, onShown: null };
    this.source = tools.read(camera);
    this.sink = tools.newTrack();
    this.track = this.sink.track;
    void this.run();
  }

  show(region: Region, onShown: () => void): void {
    if (!isSame(region, this.wanted.region)) {
      this.movedAt = this.options.time.now();
      this.stopRest();
      this.stopRest = this.options.time.after(REST_MS, () => this.again());
    }
    this.wanted = { region, onShown };
    this.again();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.stopRest();
    this.source.cancel();
    this.track.stop();
    this.last?.frame.close();
    this.last = null;
  }

  private async run(): Promise<void> {
    try {
      for (let frame = await this.source.next(); frame !== null;) {
        if (this.isClosed) {
          frame.close();
          return;
        }
        this.keep(frame);
        this.put(frame, frame.timestamp);
        frame = await this.source.next();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  /** The camera's last picture, unless its next comes soon. */
  private again(): void {
    const { last } = this;
    if (last === null) return;
    const ageMs = this.options.time.now() - last.at;
    if (ageMs >= SLOW_MS) this.put(last.frame, last.frame.timestamp + 1000 * ageMs);
  }

  private keep(frame: F): void {
    this.last?.frame.close();
    this.last = { frame, at: this.options.time.now() };
  }

  private put(frame: F, timestamp: number): void {
    const isMoving = this.options.time.now() - this.movedAt < REST_MS;
    const init = cutOf(frame, this.wanted.region, timestamp, isMoving);
    const cut = this.options.tools.cut(frame, init);
    this.sink.write(cut).catch((error: unknown) => this.failed(error));
    const { onShown } = this.wanted;
    this.wanted.onShown = null;
    onShown?.();
  }

  private failed(error: unknown): void {
    if (this.isClosed) return;
    this.options.logger.warn("crop.failed", { code: codeOf(error) });
    this.close();
    this.options.onFailed();
  }
}

/** Source: W3C webcodecs, `VideoFrameInit`: pixels before they are turned. */
export function cutOf(
  frame: Frame,
  region: Region,
  timestamp: number,
  isMoving = false,
): VideoFrameInit {
  const { visibleRect, rotation = 0, displayWidth, displayHeight } = frame;
  const seen = visibleRect ?? { x: 0, y: 0, width: displayWidth, height: displayHeight };
  const part = pixelsIn(seen, region, rotation as Turn);
  const rect = { ...part, x: seen.x + part.x, y: seen.y + part.y };
  const whole = { timestamp: Math.round(timestamp), visibleRect: rect };
  // Browsers don't agree on which size of a turned frame this is.
  if (rotation !== 0) return whole;
  const { width, height } = sentSize(seen, region, isMoving);
  return { ...whole, displayWidth: width, displayHeight: height };
}

interface FrameWindow {
  readonly MediaStreamTrackProcessor?: new (init: { readonly track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator?: new (init: {
    readonly kind: "video";
  }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
}

/** Null where this window does not hand out frames. */
export function frameToolsIn(window: object): FrameTools<VideoFrame> | null {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator } =
    window as FrameWindow;
  if (Processor === undefined || Generator === undefined) return null;
  return {
    read: (track) => {
      const reader = new Processor({ track }).readable.getReader();
      let isOver = false;
      const next = async () => {
        const { value = null } = await reader.read();
        if (isOver) reader.cancel().catch(() => undefined);
        return value;
      };
      // With the next frame: one that is on its way would be lost, and the camera has few.
      return { next, cancel: () => (isOver = true) };
    },
    newTrack: () => {
      const track = new Generator({ kind: "video" });
      const writer = track.writable.getWriter();
      return { track, write: (frame) => writer.write(frame) };
    },
    cut: (frame, init) => new VideoFrame(frame, init),
  };
}
