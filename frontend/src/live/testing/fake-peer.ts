/** The browser's RTCPeerConnection, over a network that a test cuts and mends. */

import { FakeTrack } from "./fake-media";

interface Written {
  readonly id: number;
  readonly restart: number;
  /** Of each transceiver. */
  readonly media?: readonly ("audio" | "video")[];
}

/** Between two peer connections that know each other's description everything arrives, if `up`. */
export class FakeNetwork {
  private readonly peers = new Map<number, FakePeer>();
  private lastId = 0;
  up = true;
  /** No frame of a picture comes through. */
  standsStill = false;
  /** Of all packets, as each side hears it from the other. */
  lostShare = 0;

  /** Which connections find a way through while the network is up. */
  allows: (peer: FakePeer) => boolean = () => true;

  readonly create = (configuration?: RTCConfiguration): RTCPeerConnection => {
    this.lastId += 1;
    const peer = new FakePeer(this, this.lastId);
    peer.configuration = configuration ?? null;
    this.peers.set(this.lastId, peer);
    return peer as unknown as RTCPeerConnection;
  };

  /** Those that were not closed. */
  open(): FakePeer[] {
    return [...this.peers.values()].filter((peer) => peer.connectionState !== "closed");
  }

  partner(peer: FakePeer): FakePeer | null {
    const other = peer.remoteId === null ? undefined : this.peers.get(peer.remoteId);
    const isMutual = other?.remoteId === peer.id && other.connectionState !== "closed";
    return isMutual ? other : null;
  }

  carries(peer: FakePeer): boolean {
    return this.up && this.allows(peer);
  }

  cut(): void {
    this.up = false;
  }

  mend(): void {
    this.up = true;
    for (const peer of this.open()) peer.flush();
  }

  /** The browser gives up on every path. */
  fail(): void {
    for (const peer of this.open()) peer.become("failed");
  }
}

type Body = string | Uint8Array;

function writtenIn({ sdp }: RTCSessionDescriptionInit): Required<Written> {
  const written = JSON.parse(sdp?.split("\r\n")[0] ?? "") as Written;
  return { media: ["audio", "video"], ...written };
}

function fingerprint(id: number): string {
  return Array.from({ length: 32 }, () => id.toString(16).padStart(2, "0").slice(-2)).join(":");
}

class FakeChannel {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = "blob";
  private readonly held: Body[] = [];

  constructor(
    private readonly peer: FakePeer,
    readonly id: number,
    private readonly isReliable: boolean,
  ) {}

  send(body: Body): void {
    if (this.peer.partner === null || !this.peer.network.carries(this.peer)) {
      if (this.isReliable) this.held.push(body);
      return;
    }
    const there = this.peer.partner.channels.get(this.id);
    this.peer.partner.bytesReceived += body.length;
    const data = typeof body === "string" ? body : body.slice().buffer;
    queueMicrotask(() => there?.onmessage?.({ data } as MessageEvent));
  }

  open(): void {
    if (this.readyState === "open") return;
    this.readyState = "open";
    this.onopen?.();
  }

  flush(): void {
    for (const body of this.held.splice(0)) this.send(body);
  }
}

class FakeSender {
  track: MediaStreamTrack | null = null;
  readonly parameters = { encodings: [{}], codecs: [], transactionId: "1" };
  keyFrames = 0;

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }

  getParameters(): unknown {
    return this.parameters;
  }

  setParameters(_parameters: unknown, options?: { encodingOptions: unknown[] }): Promise<void> {
    if (options !== undefined) this.keyFrames += 1;
    return Promise.resolve();
  }
}

class FakeTransceiver {
  direction: RTCRtpTransceiverDirection = "recvonly";
  readonly sender = new FakeSender();
  readonly receiver: {
    readonly track: MediaStreamTrack;
    jitterBufferTarget: number | null;
    getStats(): Promise<unknown>;
  };
  preferred: readonly RTCRtpCodec[] = [];

  constructor(
    peer: FakePeer,
    kind: "audio" | "video",
    readonly mid: string,
  ) {
    const track = new FakeTrack(kind);
    track.muted = true;
    this.receiver = {
      track: track.asTrack(),
      jitterBufferTarget: null,
      getStats: () => peer.getStats(),
    };
  }

  setCodecPreferences(codecs: readonly RTCRtpCodec[]): void {
    this.preferred = codecs;
  }
}

export class FakePeer {
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescription | null = null;
  remoteDescription: RTCSessionDescription | null = null;
  remoteId: number | null = null;
  bytesReceived = 0;
  restarts = 0;
  /** Those that it was told of, whether it could use them or not. */
  readonly candidates: string[] = [];
  /** Every description of the other side. */
  refuses = false;
  /** As it was made, or changed since. */
  configuration: RTCConfiguration | null = null;
  readonly channels = new Map<number, FakeChannel>();
  readonly transceivers: FakeTransceiver[] = [];
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: RTCIceCandidate | null }) => void) | null = null;
  ontrack: ((event: unknown) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  private needs = false;
  private reports = 0;

  constructor(
    readonly network: FakeNetwork,
    readonly id: number,
  ) {}

  get partner(): FakePeer | null {
    return this.network.partner(this);
  }

  createDataChannel(_label: string, options: RTCDataChannelInit): FakeChannel {
    const id = options.id ?? 0;
    const channel = new FakeChannel(this, id, options.maxRetransmits === undefined);
    this.channels.set(id, channel);
    this.need();
    return channel;
  }

  addTransceiver(kind: "audio" | "video"): FakeTransceiver {
    const transceiver = this.transceiverFor(kind);
    this.need();
    return transceiver;
  }

  private transceiverFor(kind: "audio" | "video"): FakeTransceiver {
    const transceiver = new FakeTransceiver(this, kind, String(this.transceivers.length));
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  getReceivers(): FakeTransceiver["receiver"][] {
    return this.transceivers.map(({ receiver }) => receiver);
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  restartIce(): void {
    this.restarts += 1;
    this.need();
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve(this.write("offer"));
  }

  setLocalDescription(description?: RTCSessionDescriptionInit): Promise<void> {
    if (description?.type === "rollback") {
      this.signalingState = "stable";
      return Promise.resolve();
    }
    const isAnswer = this.signalingState === "have-remote-offer";
    this.localDescription = this.write(isAnswer ? "answer" : "offer");
    this.signalingState = isAnswer ? "stable" : "have-local-offer";
    this.needs = false;
    const candidate = {
      candidate: `candidate:${this.id} 1 udp 1 192.0.2.1 9 typ host`,
      sdpMid: "0",
      sdpMLineIndex: 0,
    };
    queueMicrotask(() => this.onicecandidate?.({ candidate: candidate as RTCIceCandidate }));
    if (isAnswer) this.connect();
    return Promise.resolve();
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const { id, media } = writtenIn(description);
    if (this.refuses || !this.awaits(description.type)) {
      return Promise.reject(new DOMException("", "InvalidStateError"));
    }
    const isFirst = this.remoteDescription === null;
    this.remoteId = id;
    this.remoteDescription = description as RTCSessionDescription;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    if (isFirst) this.announceTracks(description.type, media);
    if (this.signalingState === "stable") this.connect();
    return Promise.resolve();
  }

  private awaits(type: RTCSdpType): boolean {
    return type !== "answer" || this.signalingState === "have-local-offer";
  }

  addIceCandidate({ candidate = "" }: RTCIceCandidateInit): Promise<void> {
    this.candidates.push(candidate);
    return this.remoteDescription === null
      ? Promise.reject(new DOMException("", "InvalidStateError"))
      : Promise.resolve();
  }

  /** Media flow whenever the path is up and the other side sends something. */
  getStats(): Promise<Map<string, unknown>> {
    const sending = this.partner?.transceivers.filter(({ sender }) => sender.track !== null) ?? [];
    if (this.network.carries(this) && this.connectionState === "connected") {
      this.bytesReceived += 1000 * sending.length;
    }
    const count = (mid: string) =>
      sending.some((transceiver) => transceiver.mid === mid) ? this.bytesReceived : 0;
    const picture = (id: string, mid: string) => {
      const framesDecoded = this.network.standsStill ? 0 : count(mid);
      return [id, { id, mid, type: "inbound-rtp", kind: "video", framesDecoded }] as const;
    };
    return Promise.resolve(
      new Map<string, unknown>([
        [
          "T",
          {
            id: "T",
            type: "transport",
            bytesReceived: this.bytesReceived,
            selectedCandidatePairId: "P",
          },
        ],
        [
          "P",
          {
            id: "P",
            type: "candidate-pair",
            bytesReceived: this.bytesReceived,
            currentRoundTripTime: 0.004,
          },
        ],
        picture("V", "1"),
        picture("W", "2"),
        ...this.heardOfOurs(),
        ["A", { id: "A", type: "inbound-rtp", kind: "audio", packetsReceived: count("0") }],
      ]),
    );
  }

  /** What the other side reports of our packets. */
  private heardOfOurs(): [string, unknown][] {
    const { lostShare, up } = this.network;
    if (lostShare === 0 || !up) return [];
    this.reports += 1;
    const timestamp = 1000 * this.reports;
    const report = { id: "R", type: "remote-inbound-rtp", fractionLost: lostShare, timestamp };
    return [["R", report]];
  }

  close(): void {
    this.connectionState = "closed";
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  flush(): void {
    for (const channel of this.channels.values()) channel.flush();
  }

  /** Called on both ends when the second of them knows the other. */
  private connect(): void {
    const { partner } = this;
    if (partner?.signalingState !== "stable" || this.signalingState !== "stable") return;
    if (this.network.carries(this)) for (const peer of [this, partner]) peer.connected();
    if (this.needs) this.need();
  }

  private connected(): void {
    if (this.connectionState === "connected") return;
    queueMicrotask(() => {
      if (this.connectionState === "closed") return;
      this.become("connected");
      for (const channel of this.channels.values()) channel.open();
    });
  }

  private announceTracks(type: RTCSdpType, media: readonly ("audio" | "video")[]): void {
    if (type === "offer" && this.transceivers.length === 0) {
      for (const kind of media) this.transceiverFor(kind);
    }
    for (const { receiver } of this.transceivers) {
      queueMicrotask(() => this.ontrack?.({ track: receiver.track, receiver }));
    }
  }

  private need(): void {
    if (this.needs && this.signalingState !== "stable") return;
    this.needs = true;
    queueMicrotask(() => {
      if (this.needs && this.signalingState === "stable" && this.connectionState !== "closed") {
        this.onnegotiationneeded?.();
      }
    });
  }

  private write(type: RTCSdpType): RTCSessionDescription {
    const media = this.transceivers.map(({ receiver }) => receiver.track.kind as "audio" | "video");
    const written: Written = { id: this.id, restart: this.restarts, media };
    const lines = [
      JSON.stringify(written),
      `a=ice-ufrag:${this.id}${this.restarts}`,
      ...["m=video 9 UDP/TLS/RTP/SAVPF", "a=sendrecv"],
      `a=fingerprint:sha-256 ${fingerprint(this.id)}`,
    ];
    return { type, sdp: lines.join("\r\n") } as RTCSessionDescription;
  }
}
