/** The guest's own camera and microphone: open only while they are wanted. */

import { codeOf } from "../live/errors";
import type { GuestTracks } from "../live/guest-peer";
import type { Logger } from "../live/logger";

export type OwnKind = keyof GuestTracks;
export type OwnState = "on" | "off" | "failed";

const WISHES: Readonly<Record<OwnKind, MediaStreamConstraints>> = {
  audio: { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
  video: {
    video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15 } },
  },
};

export class OwnMedia {
  private readonly wants: Record<OwnKind, boolean> = { audio: false, video: false };
  private readonly held: Record<OwnKind, MediaStreamTrack | null> = { audio: null, video: null };
  private readonly failed: Record<OwnKind, boolean> = { audio: false, video: false };

  constructor(
    private readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined,
    private readonly logger: Logger,
    private readonly onChange: () => void,
  ) {}

  get tracks(): GuestTracks {
    return { ...this.held };
  }

  stateOf(kind: OwnKind): OwnState {
    if (!this.wants[kind]) return "off";
    return this.failed[kind] ? "failed" : "on";
  }

  /** Opens it, also after it failed, or lets it go. */
  set(kind: OwnKind, on: boolean): void {
    this.wants[kind] = on;
    this.failed[kind] = false;
    if (on) void this.open(kind);
    else this.drop(kind);
    this.onChange();
  }

  close(): void {
    this.set("audio", false);
    this.set("video", false);
  }

  private async open(kind: OwnKind): Promise<void> {
    if (this.held[kind] !== null) return;
    try {
      const stream = await this.devices?.getUserMedia(WISHES[kind]);
      const track = stream?.getTracks()[0];
      if (track === undefined) throw new Error("none");
      this.opened(kind, track);
    } catch (error) {
      this.failed[kind] = this.wants[kind];
      this.logger.warn("guest.capture_failed", { kind, code: codeOf(error) });
    }
    this.onChange();
  }

  private opened(kind: OwnKind, track: MediaStreamTrack): void {
    // It took a while: nobody may want it any more, or have it twice.
    if (!this.wants[kind] || this.held[kind] !== null) {
      track.stop();
      return;
    }
    this.held[kind] = track;
    track.onended = () => {
      if (this.held[kind] !== track) return;
      this.held[kind] = null;
      this.failed[kind] = true;
      this.onChange();
    };
  }

  private drop(kind: OwnKind): void {
    const track = this.held[kind];
    this.held[kind] = null;
    track?.stop();
  }
}
