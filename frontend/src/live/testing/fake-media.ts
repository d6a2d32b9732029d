/** The browser's tracks, streams and devices. */

export class FakeTrack {
  readyState: MediaStreamTrackState = "live";
  muted = false;
  enabled = true;
  contentHint = "";
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId = `${kind}-1`,
  ) {}

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** Unplugged. */
  unplug(): void {
    this.readyState = "ended";
    this.onended?.();
  }

  mute(): void {
    this.muted = true;
    this.onmute?.();
  }

  unmute(): void {
    this.muted = false;
    this.onunmute?.();
  }

  asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

export class FakeStream {
  constructor(private tracks: MediaStreamTrack[] = []) {}

  getTracks(): MediaStreamTrack[] {
    return this.tracks;
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.tracks.filter(({ kind }) => kind === "audio");
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.tracks.filter(({ kind }) => kind === "video");
  }

  addTrack(track: MediaStreamTrack): void {
    this.tracks = [...this.tracks, track];
  }

  removeTrack(track: MediaStreamTrack): void {
    this.tracks = this.tracks.filter((one) => one !== track);
  }

  asStream(): MediaStream {
    return this as unknown as MediaStream;
  }
}

export function newStream(tracks: MediaStreamTrack[]): MediaStream {
  return new FakeStream(tracks).asStream();
}

/** A machine whose devices a test plugs in and out, allows and refuses. */
export class FakeDevices extends EventTarget {
  /** The name of the browser's error, by kind; none if it works. */
  fails: Partial<Record<"audio" | "video", string>> = {};
  readonly asked: string[] = [];
  /** Width and height asked of each picture. */
  readonly sizes: string[] = [];
  readonly given: FakeTrack[] = [];

  getUserMedia(wanted: MediaStreamConstraints): Promise<MediaStream> {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    this.asked.push(kinds.join("+"));
    if (typeof wanted.video === "object") this.sizes.push(sizeOf(wanted.video));
    for (const kind of kinds) {
      const name = this.fails[kind];
      if (name !== undefined) return Promise.reject(new DOMException("", name));
    }
    const tracks = kinds.map((kind) => new FakeTrack(kind, chosen(wanted[kind]) ?? `${kind}-1`));
    this.given.push(...tracks);
    return Promise.resolve(new FakeStream(tracks.map((track) => track.asTrack())).asStream());
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const device = (kind: MediaDeviceKind, deviceId: string) =>
      ({ kind, deviceId, label: deviceId, groupId: "" }) as MediaDeviceInfo;
    return Promise.resolve([
      device("videoinput", "video-1"),
      device("audioinput", "audio-1"),
      device("audiooutput", ""),
    ]);
  }

  plug(): void {
    this.dispatchEvent(new Event("devicechange"));
  }

  /** What is open now. */
  live(): string[] {
    return this.given.filter((t) => t.readyState === "live").map((t) => t.kind);
  }

  asDevices(): MediaDevices {
    return this as unknown as MediaDevices;
  }
}

function sizeOf({ width, height }: MediaTrackConstraints): string {
  return [width, height].map((one) => (typeof one === "object" ? one.ideal : one)).join("x");
}

function chosen(constraints: boolean | MediaTrackConstraints | undefined): string | null {
  if (typeof constraints !== "object") return null;
  const { deviceId } = constraints;
  return typeof deviceId === "object" && "ideal" in deviceId ? String(deviceId.ideal) : null;
}
