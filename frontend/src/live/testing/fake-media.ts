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

  applyConstraints(): Promise<void> {
    return Promise.resolve();
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
  /** Plugged in now. */
  cameras: readonly { readonly id: string; readonly label: string }[] = [
    { id: "video-1", label: "video-1" },
  ];
  /** As on a tablet: the camera that looks away from the person. */
  rear: string | null = null;
  /** As on an iPad: who opens a second camera silences the first. */
  givesOneCamera = false;
  /** All that was asked for. */
  readonly wanted: MediaStreamConstraints[] = [];

  getUserMedia(wanted: MediaStreamConstraints): Promise<MediaStream> {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    this.asked.push(kinds.join("+"));
    this.wanted.push(wanted);
    if (typeof wanted.video === "object") this.sizes.push(sizeOf(wanted.video));
    const isRear = looksAway(wanted.video);
    const name =
      isRear && this.rear === null
        ? "OverconstrainedError"
        : this.failureOf(kinds, exactly(wanted.video));
    if (name !== undefined) return Promise.reject(new DOMException("", name));
    if (this.givesOneCamera && kinds.includes("video")) this.open("video").forEach((t) => t.mute());
    const rear = isRear ? this.rear : null;
    const tracks = kinds.map(
      (kind) => new FakeTrack(kind, rear ?? chosen(wanted[kind]) ?? `${kind}-1`),
    );
    this.given.push(...tracks);
    return Promise.resolve(new FakeStream(tracks.map((track) => track.asTrack())).asStream());
  }

  private failureOf(kinds: readonly ("audio" | "video")[], exact: string | null) {
    const name = kinds.map((kind) => this.fails[kind]).find((one) => one !== undefined);
    const isThere = exact === null || this.cameras.some(({ id }) => id === exact);
    return name ?? (isThere ? undefined : "OverconstrainedError");
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId) =>
      ({ kind, deviceId, label, groupId: "" }) as MediaDeviceInfo;
    return Promise.resolve([
      ...this.cameras.map(({ id, label }) => device("videoinput", id, label)),
      device("audioinput", "audio-1"),
      device("audiooutput", ""),
    ]);
  }

  plug(): void {
    this.dispatchEvent(new Event("devicechange"));
  }

  unplugCamera(gone: string): void {
    this.cameras = this.cameras.filter(({ id }) => id !== gone);
    for (const track of this.open("video")) if (track.deviceId === gone) track.unplug();
    this.plug();
  }

  plugCamera(id: string, label = id): void {
    this.cameras = [...this.cameras, { id, label }];
    this.plug();
  }

  /** What is open now. */
  live(): string[] {
    return this.given.filter((t) => t.readyState === "live").map((t) => t.kind);
  }

  /** The cameras that are. */
  lit(): string[] {
    return this.open("video").map(({ deviceId }) => deviceId);
  }

  private open(kind: string): FakeTrack[] {
    return this.given.filter((t) => t.readyState === "live" && t.kind === kind);
  }

  asDevices(): MediaDevices {
    return this as unknown as MediaDevices;
  }
}

function looksAway(video: boolean | MediaTrackConstraints | undefined): boolean {
  const facing = typeof video === "object" ? video.facingMode : undefined;
  return typeof facing === "object" && "exact" in facing && facing.exact === "environment";
}

function sizeOf({ width, height }: MediaTrackConstraints): string {
  return [width, height].map((one) => (typeof one === "object" ? one.ideal : one)).join("x");
}

function chosen(constraints: boolean | MediaTrackConstraints | undefined): string | null {
  if (typeof constraints !== "object") return null;
  const { deviceId } = constraints;
  const isIdeal = typeof deviceId === "object" && "ideal" in deviceId;
  return isIdeal ? String(deviceId.ideal) : exactly(constraints);
}

function exactly(constraints: boolean | MediaTrackConstraints | undefined): string | null {
  if (typeof constraints !== "object") return null;
  const { deviceId } = constraints;
  return typeof deviceId === "object" && "exact" in deviceId ? String(deviceId.exact) : null;
}
