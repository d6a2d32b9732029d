/** Other pupils below each other in one small picture, drawn anew some fifteen times a second. */

import type { MatesPicture } from "./classmates";
import type { Stop, Time } from "./time";

const EVERY_MS = 70;
/** Of each pupil: small enough for a thin line, large enough for a smile. */
export const CELL = { width: 320, height: 240 } as const;
const DARK = "#10241d";

type Page = Pick<Document, "createElement">;

/** Null if this browser does not draw into a track. */
export function drawnMates(page: Page, time: Pick<Time, "every">): MatesPicture | null {
  const canvas = page.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen === null || !("captureStream" in canvas)) return null;
  const [track] = canvas.captureStream().getVideoTracks();
  return track === undefined ? null : new DrawnMates(track, page, canvas, pen, time);
}

class DrawnMates implements MatesPicture {
  private tracks: readonly (MediaStreamTrack | null)[] = [];
  private readonly videos = new Map<MediaStreamTrack, HTMLVideoElement>();
  private readonly stopDrawing: Stop;

  constructor(
    readonly track: MediaStreamTrack,
    private readonly page: Page,
    private readonly canvas: HTMLCanvasElement,
    private readonly pen: CanvasRenderingContext2D,
    time: Pick<Time, "every">,
  ) {
    this.stopDrawing = time.every(EVERY_MS, () => this.draw());
  }

  show(tracks: readonly (MediaStreamTrack | null)[]): void {
    const before = this.tracks;
    if (tracks.length === before.length && tracks.every((one, i) => one === before[i])) return;
    this.tracks = tracks;
    this.letGo(tracks);
    for (const track of tracks) if (track !== null && !this.videos.has(track)) this.play(track);
    const [width, height] = [CELL.width, CELL.height * tracks.length];
    if (this.canvas.width !== width || this.canvas.height !== height)
      Object.assign(this.canvas, { width, height });
    this.draw();
  }

  readonly close = (): void => {
    this.stopDrawing();
    this.track.stop();
    this.letGo([]);
  };

  private letGo(kept: readonly (MediaStreamTrack | null)[]): void {
    for (const [track, video] of this.videos) {
      if (kept.includes(track)) continue;
      video.srcObject = null;
      this.videos.delete(track);
    }
  }

  private play(track: MediaStreamTrack): void {
    const video = this.page.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => undefined);
    this.videos.set(track, video);
  }

  private draw(): void {
    const { pen, canvas } = this;
    pen.fillStyle = DARK;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    this.tracks.forEach((track, i) => {
      const video = track && this.videos.get(track);
      if (video && video.videoWidth > 0) this.drawIn(i * CELL.height, video);
    });
  }

  /** Its middle, as large as it goes: a face held upright or on its side fills the same place. */
  private drawIn(top: number, video: HTMLVideoElement): void {
    const part = middleOf(video.videoWidth, video.videoHeight);
    const { x, y, width, height } = part;
    this.pen.drawImage(video, x, y, width, height, 0, top, CELL.width, CELL.height);
  }
}

/** The largest part of the shape of a cell. */
export function middleOf(
  fullWidth: number,
  fullHeight: number,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const shape = CELL.width / CELL.height;
  const width = Math.min(fullWidth, fullHeight * shape);
  const height = width / shape;
  return { x: (fullWidth - width) / 2, y: (fullHeight - height) / 2, width, height };
}
