/**
 * The frames of a camera, and a track made of frames.
 * Source: W3C mediacapture-transform; the generator is Chromium's, from before it was in a worker.
 */

/** What is used of a `VideoFrame`. */
export interface Frame {
  readonly timestamp: number;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly visibleRect: Pick<DOMRectReadOnly, "x" | "y" | "width" | "height"> | null;
  /** Newer browsers; others turn the pixels themselves. */
  readonly rotation?: number;
  readonly flip?: boolean;
  close(): void;
}

/** Of a frame: in microseconds, pixels before they are turned, and the size it is sent in. */
export interface Cut {
  readonly timestamp: number;
  readonly visibleRect: { x: number; y: number; width: number; height: number };
  readonly displayWidth?: number;
  readonly displayHeight?: number;
}

export interface FrameTools<F extends Frame> {
  /** Of a camera, as they come; null at its end. */
  readonly read: (camera: MediaStreamTrack) => { next(): Promise<F | null>; cancel(): void };
  readonly newTrack: () => { readonly track: MediaStreamTrack; write(frame: F): Promise<void> };
  /** Of the same memory, and of the moment the camera took it, whatever time it is given. */
  readonly cut: (frame: F, cut: Cut) => F;
  /**
   * Of a memory of its own, and of the time it is given. An encoder leaves out what is of the same
   * moment as the picture before; so the same frame can only be sent again as a copy.
   */
  readonly copy: (frame: F, cut: Cut) => Promise<F>;
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
    cut: (frame, cut) => new VideoFrame(frame, cut),
    copy: copyOf,
  };
}

/** Newer than the types. */
type BufferInit = VideoFrameBufferInit &
  Pick<Frame, "rotation" | "flip"> & { transfer: ArrayBuffer[] };

/** Throws where this browser does not say what its pixels are. */
async function copyOf(frame: VideoFrame & Frame, cut: Cut): Promise<VideoFrame> {
  const { visibleRect: rect, ...rest } = cut;
  const { format, colorSpace, rotation = 0, flip = false } = frame;
  if (format === null) throw new DOMException("", "NotSupportedError");
  const pixels = new ArrayBuffer(frame.allocationSize({ rect }));
  const layout = await frame.copyTo(pixels, { rect });
  const { width: codedWidth, height: codedHeight } = rect;
  const size = { ...rest, codedWidth, codedHeight };
  const init: BufferInit = {
    ...size,
    format,
    layout,
    colorSpace,
    rotation,
    flip,
    transfer: [pixels],
  };
  return new VideoFrame(pixels, init);
}
