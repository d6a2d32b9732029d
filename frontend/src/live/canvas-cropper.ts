/** The part that is looked at, drawn: for a browser that hands out no frames of a camera. */

import { isSame, pixelsIn, type Region, sentSize, WHOLE } from "./region";
import type { Cropper } from "./cropper";
import type { Stop, Time } from "./time";

/** Letters need no more, and each costs a whole picture. */
const EVERY_MS = 66;

/** Null if this browser does not draw into a track either. */
export function drawingCropper(
  page: Pick<Document, "createElement">,
  camera: MediaStream,
  time: Pick<Time, "every">,
): Cropper | null {
  const canvas = page.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen === null || !("captureStream" in canvas)) return null;
  const [track] = canvas.captureStream().getVideoTracks();
  if (track === undefined) return null;
  const video = page.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = camera;
  video.play().catch(() => undefined);
  return new DrawingCropper(track, video, canvas, pen, time);
}

class DrawingCropper implements Cropper {
  readonly isCheap = false;
  private region = WHOLE;
  private onShown: (() => void) | null = null;
  private readonly stopDrawing: Stop;

  constructor(
    readonly track: MediaStreamTrack,
    private readonly video: HTMLVideoElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly pen: CanvasRenderingContext2D,
    time: Pick<Time, "every">,
  ) {
    this.stopDrawing = time.every(EVERY_MS, () => this.draw());
  }

  show(region: Region, onShown: () => void): void {
    const isNew = !isSame(region, this.region);
    this.region = region;
    this.onShown = onShown;
    if (isNew) this.draw();
  }

  close(): void {
    this.stopDrawing();
    this.track.stop();
    this.video.srcObject = null;
  }

  private draw(): void {
    const { video, canvas, pen } = this;
    const camera = { width: video.videoWidth, height: video.videoHeight };
    if (camera.width === 0) return;
    const { width, height } = sentSize(camera, this.region);
    if (canvas.width !== width || canvas.height !== height)
      Object.assign(canvas, { width, height });
    const part = pixelsIn(camera, this.region);
    pen.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, width, height);
    const { onShown } = this;
    this.onShown = null;
    onShown?.();
  }
}
