/**
 * One call: a peer connection, the signals it needs, and the watch over its line.
 *
 * It may be made before anybody is there: then the offer and the first candidates are ready when
 * the other side comes, and nothing is sent until `begin`.
 */

import type { PhotoLine } from "./board-photo";
import { FileLink } from "./file-link";
import type { Lane } from "./kinds";
import type { Paths } from "./ladder";
import { Peer, type PeerOptions } from "./peer";
import { Recovery } from "./recovery";
import type { Shape } from "./shape";
import type { CallSignal } from "./signal";
import type { Side } from "./view";

/** A call that is being built does not begin anew more often than this. */
const FRESH_MS = 1000;
/** From the last byte to the first look for a new path. */
const PATIENCE_MS: Readonly<Record<Side, number>> = { class: 1500, home: 2500 };

export interface CallListener {
  onSignal(signal: CallSignal): void;
  onTrack(kind: Lane, track: MediaStreamTrack): void;
  onLine(line: "flowing" | "stalled" | "failed"): void;
  onTalk(body: string): void;
  onTalkOpen(): void;
  onPhoto(photo: Blob): void;
}

export interface CallOptions extends Pick<
  PeerOptions,
  "create" | "isFramed" | "audioCodecs" | "videoCodecs" | "beat" | "time" | "logger"
> {
  readonly side: Side;
  readonly paths: Paths;
  readonly listener: CallListener;
}

/** What the signals of a call carry. */
export interface CallIdentity {
  readonly call: string;
  /** Null while it is only beside. */
  readonly connection: string | null;
  /** The other side's page. */
  readonly to: string;
}

export class Call {
  /** What is sent in a lesson beside picture, sound and words; null if the browser gives no call. */
  files: FileLink | null = null;
  private identity: CallIdentity | null = null;
  private readonly peer: Peer;
  private readonly recovery: Recovery;
  private wasConnected = false;
  private begunAt: number;

  constructor(private readonly options: CallOptions) {
    const { side, time, listener } = options;
    this.begunAt = time.now();
    this.peer = new Peer({
      ...options,
      create: () => this.withFiles(options.create()),
      role: side === "class" ? "offers" : "answers",
      isSharp: side === "class",
      listener: this.peerListener(),
    });
    this.recovery = new Recovery({
      peer: this.peer,
      time,
      patienceMs: PATIENCE_MS[side],
      onStalled: () => listener.onLine("stalled"),
      onFlowing: () => listener.onLine("flowing"),
    });
  }

  /** Null until it has begun. */
  get id(): string | null {
    return this.identity?.call ?? null;
  }

  /** What was found meanwhile goes out with the offer. */
  begin(identity: CallIdentity): void {
    this.identity = identity;
    this.peer.resend();
  }

  /** It is the one of this connection from now on. */
  adopt(connection: string): void {
    if (this.identity !== null) this.identity = { ...this.identity, connection };
  }

  receive(signal: CallSignal): void {
    if (signal.kind === "description") {
      this.peer.receiveDescription(signal.description, signal.offer);
    } else if (signal.kind === "candidates") {
      this.peer.receiveCandidates(signal.candidates);
    } else if (signal.kind === "restart") {
      this.peer.restartForOther();
    }
  }

  setTrack(kind: Lane, track: MediaStreamTrack | null): void {
    this.peer.setTrack(kind, track);
  }

  sender(kind: Lane): RTCRtpSender | undefined {
    return this.peer.sender(kind);
  }

  reshape(shape: Shape): Promise<void> {
    return this.peer.reshape(shape);
  }

  holdSound(ms: number): void {
    this.peer.holdSound(ms);
  }

  /** False if the channel is not open. */
  sendTalk(body: string): boolean {
    return this.peer.sendTalk(body);
  }

  get paths(): Paths {
    return this.options.paths;
  }

  configure(configuration: RTCConfiguration): void {
    this.peer.configure(configuration);
  }

  get photos(): PhotoLine {
    return this.peer.photos;
  }

  stats(): Promise<RTCStatsReport> {
    return this.peer.stats();
  }

  /** Signals reach the other side (again). */
  through(): void {
    this.peer.resend();
    this.recovery.signallingBack();
  }

  networkChanged(): void {
    if (this.wasConnected) this.recovery.networkChanged();
    else this.beginAnew();
  }

  /** What was gathered over the network before may lead nowhere. */
  private beginAnew(): void {
    const now = this.options.time.now();
    if (now - this.begunAt < FRESH_MS) return;
    this.begunAt = now;
    this.peer.restartIce();
  }

  /** Looks for no new path any more; what is said last may still leave. */
  retire(): void {
    this.recovery.close();
  }

  close(): void {
    this.retire();
    this.peer.close();
  }

  private withFiles(pc: RTCPeerConnection): RTCPeerConnection {
    this.files = new FileLink(pc);
    return pc;
  }

  private peerListener(): PeerOptions["listener"] {
    const { listener } = this.options;
    return {
      onDescription: (description, offer) => {
        if (this.identity === null) return;
        listener.onSignal({
          kind: "description",
          ...this.identity,
          offer,
          description,
          proof: null,
        });
      },
      onRestartWanted: () => {
        if (this.identity === null) return;
        const { call, to } = this.identity;
        listener.onSignal({ kind: "restart", call, to });
      },
      onCandidates: (candidates) => {
        if (this.identity === null) return;
        const { call, to } = this.identity;
        listener.onSignal({ kind: "candidates", call, to, candidates });
      },
      onTrack: (kind, track) => listener.onTrack(kind, track),
      onState: (state) => this.stateChanged(state),
      onTalkOpen: () => listener.onTalkOpen(),
      onTalk: (body) => listener.onTalk(body),
      onPhoto: (photo) => listener.onPhoto(photo),
      onBeat: (body) => {
        this.recovery.beat();
        this.options.beat.hear(body);
      },
    };
  }

  private stateChanged(state: RTCPeerConnectionState): void {
    if (state === "connected" && !this.wasConnected) {
      this.wasConnected = true;
      this.recovery.start();
      this.options.listener.onLine("flowing");
    } else if (state === "failed") {
      this.options.listener.onLine("failed");
    }
  }
}
