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

/** So long after one picture the camera's next is waited for; then the last is copied. */
const SLOW_MS = 20;
/** Of a part that is as soon there as it is copied: so many pixels. */
const LARGE = 1920 * 1080;
const LARGE_SLOW_MS = 100;
/**
 * From a camera's taking a picture to this page, at most. After a copy the encoder may leave out
 * what the camera took before it: so long such a picture is not relied on.
 */
const OLDEST_MS = 100;

export interface Cropper {
  /** To be sent instead of the camera's. */
  readonly track: MediaStreamTrack;
  /** The whole costs no more than the camera's own picture, and is there sooner after a part. */
  readonly isCheap: boolean;
  /** `onShown`: the first picture with this part has left; not called if another came before. */
  show(region: Region, onShown: () => void): void;
  close(): void;
}

/** Null where this browser cannot. `onFailed`: it can't any more; it is closed by then. */
export type NewCropper = (camera: MediaStreamTrack, onFailed: () => void) => Cropper | null;

interface Wish {
  readonly region: Region;
  /** Null: it has been shown. */
  onShown: (() => void) | null;
}

interface Taken<F> {
  readonly frame: F;
  readonly at: number;
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
  readonly isCheap = true;
  private readonly source: ReturnType<FrameTools<F>["read"]>;
  private readonly sink: ReturnType<FrameTools<F>["newTrack"]>;
  private wanted: Wish = { region: WHOLE, onShown: null };
  private readonly rest = new Rest();
  private width = 0;
  private last: Taken<F> | null = null;
  private sentAt = -Infinity;
  private copiedAt = -Infinity;
  private isCopying = false;
  private canCopy = true;
  private stopAgain: Stop = nothing;
  private isClosed = false;

  constructor(private readonly options: FrameCropperOptions<F>) {
    const { tools, camera } = options;
    this.source = tools.read(camera);
    this.sink = tools.newTrack();
    this.track = this.sink.track;
    void this.run();
  }

  show(region: Region, onShown: () => void): void {
    const { region: before, onShown: awaited } = this.wanted;
    if (!isSame(region, before)) this.rest.moved(this.options.time.now());
    else if (this.last !== null && awaited === null) {
      onShown();
      return;
    }
    this.wanted = { region, onShown };
    this.planCopy();
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
        const cut = this.options.tools.cut(frame, this.cutOf(frame, frame.timestamp));
        const isSure = this.options.time.now() - this.copiedAt >= OLDEST_MS;
        this.put(cut, isSure ? this.wanted : null);
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

  private planCopy(): void {
    const { time } = this.options;
    this.stopAgain();
    const dueAt = this.sentAt + this.patienceMs(this.wanted.region);
    this.stopAgain = time.after(Math.max(0, dueAt - time.now()), () => void this.again());
  }

  /** The camera's last picture, unless its next comes while that is copied. */
  private async again(): Promise<void> {
    const { last, wanted } = this;
    if (last === null || this.isCopying || !this.canCopy) return;
    const copy = await this.copyOf(last);
    if (copy === null) return;
    if (this.last === last) {
      this.copiedAt = this.options.time.now();
      this.put(copy, wanted);
    } else copy.close();
    if (this.wanted.onShown !== null && !this.isClosed) this.planCopy();
  }

  /** One after the other; null where this browser cannot. */
  private async copyOf({ frame, at }: Taken<F>): Promise<F | null> {
    const { time, tools, logger } = this.options;
    const timestamp = frame.timestamp + 1000 * (time.now() - at);
    this.isCopying = true;
    try {
      return await tools.copy(frame, this.cutOf(frame, timestamp));
    } catch (error) {
      this.canCopy = false;
      logger.warn("crop.not_copied", { code: codeOf(error) });
      return null;
    } finally {
      this.isCopying = false;
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

  /** `wish`: what is shown by it for sure. */
  private put(frame: F, wish: Wish | null): void {
    this.sentAt = this.options.time.now();
    this.sink.write(frame).catch((error: unknown) => this.failed(error));
    if (wish === null) return;
    if (wish === this.wanted) this.stopAgain();
    const { onShown } = wish;
    wish.onShown = null;
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
