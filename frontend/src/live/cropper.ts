/**
 * Cuts the part that is looked at out of each picture of a camera, before it is encoded.
 *
 * No pixel of the camera's next pictures is copied: a frame of a part refers to the same memory
 * (`frame-tools.ts`). What does not hand out frames draws the part instead (`canvas-cropper.ts`).
 */

import { codeOf } from "./errors";
import type { Cut, Frame, FrameTools } from "./frame-tools";
import type { Logger } from "./logger";
import { isSame, pixelsIn, type Region, sentSize, type Turn, WHOLE } from "./region";
import { Rest } from "./rest";
import { nothing, type Stop, type Time } from "./time";

/** So long after one picture the camera's next is waited for; then the last is cut anew. */
const SLOW_MS = 20;
/** Of a part that is as soon there as it is copied: so many pixels. */
const LARGE = 1920 * 1080;
const LARGE_SLOW_MS = 100;

export interface Cropper {
  /** To be sent instead of the camera's. */
  readonly track: MediaStreamTrack;
  /** `onShown`: the first picture with this part has left; not called if another came before. */
  show(region: Region, onShown: () => void): void;
  close(): void;
}

/** Null where this browser cannot. `onFailed`: it can't any more; it is closed by then. */
export type NewCropper = (camera: MediaStreamTrack, onFailed: () => void) => Cropper | null;

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
  private readonly rest = new Rest();
  private width = 0;
  private last: { readonly frame: F; readonly at: number } | null = null;
  private cutAt = -Infinity;
  private stopAgain: Stop = nothing;
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
    const { time } = this.options;
    if (!isSame(region, this.wanted.region)) this.rest.moved(time.now());
    this.wanted = { region, onShown };
    this.stopAgain();
    const dueAt = this.cutAt + this.patienceMs(region);
    this.stopAgain = time.after(Math.max(0, dueAt - time.now()), () => void this.again());
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.stopAgain();
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
        this.put(this.options.tools.cut(frame, this.cutOf(frame, frame.timestamp)));
        frame = await this.source.next();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private keep(frame: F): void {
    this.last?.frame.close();
    this.last = { frame, at: this.options.time.now() };
  }

  /** The camera's last picture, unless its next comes while that is copied. */
  private async again(): Promise<void> {
    const { last, wanted } = this;
    if (last === null) return;
    const { time, tools, logger } = this.options;
    this.cutAt = time.now();
    const timestamp = last.frame.timestamp + 1000 * (this.cutAt - last.at);
    try {
      const copy = await tools.copy(last.frame, this.cutOf(last.frame, timestamp));
      if (this.last === last && this.wanted === wanted) this.put(copy);
      else copy.close();
    } catch (error) {
      logger.warn("crop.not_copied", { code: codeOf(error) });
    }
  }

  private patienceMs({ size }: Region): number {
    if (this.last === null) return SLOW_MS;
    const { displayWidth, displayHeight } = this.last.frame;
    const pixels = displayWidth * displayHeight * size * size;
    return pixels > LARGE ? LARGE_SLOW_MS : SLOW_MS;
  }

  private cutOf(frame: F, timestamp: number): Cut {
    const isOver = this.rest.isOver(this.options.time.now());
    const cut = cutOf(frame, this.wanted.region, timestamp, !isOver);
    const { displayWidth: width = 0 } = cut;
    if (isOver && width > this.width) this.rest.grew();
    this.width = width;
    return cut;
  }

  private put(frame: F): void {
    this.stopAgain();
    this.cutAt = this.options.time.now();
    this.sink.write(frame).catch((error: unknown) => this.failed(error));
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
export function cutOf(frame: Frame, region: Region, timestamp: number, isMoving = false): Cut {
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
