/** Small pictures of the cameras that are not in use, while somebody chooses: seen on this device alone. */

import { failureOf } from "./capture";
import type { Logger } from "./logger";

const SIZE = { width: { ideal: 320 }, height: { ideal: 180 }, frameRate: { ideal: 10 } };

export interface PreviewsOptions {
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly newStream: (track: MediaStreamTrack) => MediaStream;
  readonly logger: Logger;
  readonly onChange: () => void;
}

interface Preview {
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
}

export class Previews {
  private readonly open = new Map<string, Preview>();
  private wanted: readonly string[] = [];
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly options: PreviewsOptions) {}

  streamOf(id: string): MediaStream | null {
    return this.open.get(id)?.stream ?? null;
  }

  /** Exactly these cameras; one after the other, as long as they are wanted. */
  want(ids: readonly string[]): void {
    if (ids.join("\n") === this.wanted.join("\n")) return;
    this.wanted = ids;
    for (const id of this.open.keys()) if (!ids.includes(id)) this.close(id);
    for (const id of ids) this.queue = this.queue.then(() => this.show(id));
  }

  private async show(id: string): Promise<void> {
    const { devices, newStream, logger, onChange } = this.options;
    if (devices === undefined || this.open.has(id) || !this.wanted.includes(id)) return;
    try {
      const stream = await devices.getUserMedia({ video: { ...SIZE, deviceId: { exact: id } } });
      const [track] = stream.getVideoTracks();
      if (track === undefined) return;
      if (!this.wanted.includes(id)) {
        track.stop();
        return;
      }
      track.onended = () => this.close(id);
      this.open.set(id, { track, stream: newStream(track) });
    } catch (error) {
      logger.info("media.no_preview", { code: failureOf(error) });
    }
    onChange();
  }

  private close(id: string): void {
    const preview = this.open.get(id);
    if (preview === undefined) return;
    preview.track.onended = null;
    preview.track.stop();
    this.open.delete(id);
    this.options.onChange();
  }
}
