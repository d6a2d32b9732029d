/** The browser's tracks, streams and devices. */

/** What a camera does by itself. */
type Way = "pan" | "tilt" | "zoom";

export class FakeTrack {
  readyState: MediaStreamTrackState = "live";
  muted = false;
  enabled = true;
  contentHint = "";
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;
  readonly twins: FakeTrack[] = [];
  /** What it can, and what was asked of it since it is open. */
  can: MediaTrackCapabilities = {};
  readonly applied: MediaTrackConstraints[] = [];

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId = `${kind}-1`,
    /** What was asked of it as it was opened. */
    private readonly told: MediaTrackConstraints = {},
    private readonly ways: readonly Way[] = [],
  ) {}

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** As the device sees it: one more that holds it open. */
  clone(): MediaStreamTrack {
    const twin = new FakeTrack(this.kind, this.deviceId);
    this.twins.push(twin);
    return twin.asTrack();
  }

  getCapabilities(): MediaTrackCapabilities {
    const range = { min: 1, max: 10, step: 1 };
    return { ...Object.fromEntries(this.ways.map((way) => [way, range])), ...this.can };
  }

  getConstraints(): MediaTrackConstraints {
    return this.applied.at(-1) ?? this.told;
  }

  applyConstraints(wanted: MediaTrackConstraints = {}): Promise<void> {
    this.applied.push(wanted);
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

type Medium = "audio" | "video";

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
  /** Has a head, which a page moves only if it asked for that as it opened the camera. */
  turning: string | null = null;
  ways: readonly Way[] = ["pan", "tilt", "zoom"];
  /** What the person says when that is asked; null: as with any camera, no question. */
  answer: "NotAllowedError" | null = null;
  /** Another program has the camera that looks away. */
  isRearBusy = false;
  /** As on some Android devices: while one is open, no other opens. */
  opensOneCamera = false;
  /** All that was asked for. */
  readonly wanted: MediaStreamConstraints[] = [];

  getUserMedia(wanted: MediaStreamConstraints): Promise<MediaStream> {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    this.asked.push(kinds.join("+"));
    this.wanted.push(wanted);
    if (typeof wanted.video === "object") this.sizes.push(sizeOf(wanted.video));
    const isRear = looksAway(wanted.video);
    const name = this.rearFailure(isRear) ?? this.failureOf(kinds, wanted.video);
    if (name !== undefined) return Promise.reject(new DOMException("", name));
    if (this.givesOneCamera && kinds.includes("video")) this.open("video").forEach((t) => t.mute());
    const rear = isRear ? this.rear : null;
    const tracks = kinds.map((kind) => this.trackOf(kind, wanted[kind], rear));
    this.given.push(...tracks);
    return Promise.resolve(new FakeStream(tracks.map((track) => track.asTrack())).asStream());
  }

  private trackOf(kind: Medium, wanted: MediaStreamConstraints[Medium], rear: string | null) {
    const id = rear ?? chosen(wanted) ?? `${kind}-1`;
    const told = typeof wanted === "object" ? wanted : {};
    const turns = asksToTurn(told) && id === this.turning;
    return new FakeTrack(kind, id, told, turns ? this.ways : []);
  }

  private failureOf(kinds: readonly Medium[], video: MediaStreamConstraints["video"]) {
    if (this.answer !== null && asksToTurn(video)) return this.answer;
    const name = kinds.map((kind) => this.fails[kind]).find((one) => one !== undefined);
    if (name !== undefined) return name;
    if (this.isFull(kinds)) return "NotReadableError";
    const exact = exactly(video);
    const isThere = exact === null || this.cameras.some(({ id }) => id === exact);
    return isThere ? undefined : "OverconstrainedError";
  }

  private isFull(kinds: readonly ("audio" | "video")[]): boolean {
    return this.opensOneCamera && kinds.includes("video") && this.open("video").length > 0;
  }

  private rearFailure(isAsked: boolean): string | undefined {
    if (!isAsked) return undefined;
    if (this.rear === null) return "OverconstrainedError";
    return this.isRearBusy ? "NotReadableError" : undefined;
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

function asksToTurn(video: boolean | MediaTrackConstraints | undefined): boolean {
  return typeof video === "object" && "pan" in video;
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
