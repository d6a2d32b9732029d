/** One call: a peer connection, the signals it needs, and the watch over its line. */

import type { Kind } from "./capture";
import { Peer, type PeerOptions } from "./peer";
import { Recovery } from "./recovery";
import type { Signal } from "./signal";
import type { Side } from "./view";

/** From the last byte to the first look for a new path. */
const PATIENCE_MS: Readonly<Record<Side, number>> = { class: 1500, home: 2500 };

export interface CallListener {
  onSignal(signal: Signal): void;
  onTrack(kind: Kind, track: MediaStreamTrack): void;
  onLine(line: "flowing" | "stalled" | "failed"): void;
  onTalk(body: string): void;
  onTalkOpen(): void;
}

export interface CallOptions extends Pick<
  PeerOptions,
  "create" | "audioCodecs" | "time" | "logger"
> {
  readonly side: Side;
  readonly call: string;
  readonly connection: string;
  /** The other side's page. */
  readonly to: string;
  readonly listener: CallListener;
}

export class Call {
  readonly id: string;
  private readonly peer: Peer;
  private readonly recovery: Recovery;
  private wasConnected = false;

  constructor(private readonly options: CallOptions) {
    const { side, time, listener } = options;
    this.id = options.call;
    this.peer = new Peer({
      ...options,
      role: side === "class" ? "impolite" : "polite",
      listener: this.peerListener(),
    });
    this.recovery = new Recovery({
      peer: this.peer,
      time,
      patienceMs: PATIENCE_MS[side],
      onStalled: () => listener.onLine("stalled"),
      onFlowing: () => listener.onLine("flowing"),
    });
    if (side === "class") this.peer.start();
  }

  receive(signal: Signal): void {
    if (signal.kind === "description") {
      this.peer.receiveDescription(signal.description, signal.offer);
    } else if (signal.kind === "candidates") {
      this.peer.receiveCandidates(signal.candidates);
    }
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.peer.setTrack(kind, track);
  }

  /** False if the channel is not open. */
  sendTalk(body: string): boolean {
    return this.peer.sendTalk(body);
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
  }

  /** Looks for no new path any more; what is said last may still leave. */
  retire(): void {
    this.recovery.close();
  }

  close(): void {
    this.retire();
    this.peer.close();
  }

  private peerListener(): PeerOptions["listener"] {
    const { call, connection, to, listener } = this.options;
    return {
      onDescription: (description, offer) =>
        listener.onSignal({ kind: "description", call, connection, to, offer, description }),
      onCandidates: (candidates) => listener.onSignal({ kind: "candidates", call, to, candidates }),
      onTrack: (kind, track) => listener.onTrack(kind, track),
      onState: (state) => this.stateChanged(state),
      onTalkOpen: () => listener.onTalkOpen(),
      onTalk: (body) => listener.onTalk(body),
      onBeat: () => this.recovery.beat(),
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
