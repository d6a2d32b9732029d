/** The call of the moment: opens and closes it, feeds it signals and tracks, measures it. */

import { Call, type CallOptions } from "./call";
import { type Kind, KINDS } from "./capture";
import { codeOf } from "./errors";
import { Meter } from "./meter";
import type { Ice } from "./protocol";
import { Remote } from "./remote";
import type { CallSignal } from "./signal";

/** A call that was made ready longer ago may know a network that is gone. */
const SPARE_LASTS_MS = 5 * 60_000;
/** So long a call that is over may still carry the bye. */
const LINGER_MS = 100;

export type Tracks = Readonly<Record<Kind, MediaStreamTrack | null>>;
const NO_TRACKS: Tracks = { audio: null, video: null };

export interface DeskListener {
  onSignal(signal: CallSignal): void;
  onLine(call: string, line: "flowing" | "stalled" | "failed"): void;
  onTalk(body: string): void;
  onTalkOpen(): void;
  /** Their picture or sound is another one. */
  onRemote(): void;
}

export interface DeskOptions extends Pick<CallOptions, "side" | "time" | "logger" | "audioCodecs"> {
  readonly createPeer: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly listener: DeskListener;
}

export class CallDesk {
  /** From the latest welcome or entry; without it only direct paths are tried. */
  ice: Ice | null = null;
  readonly meter: Meter;
  private readonly remote: Remote;
  private call: Call | null = null;
  private spare: Spare | null = null;
  private tracks: Tracks = NO_TRACKS;

  constructor(private readonly options: DeskOptions) {
    this.meter = new Meter(options.time);
    this.remote = new Remote(options.newStream([]), () => options.listener.onRemote());
  }

  get remoteStream(): MediaStream {
    return this.remote.stream;
  }

  /** Makes a call ready that nobody has asked for yet. */
  prepare(): void {
    const { time } = this.options;
    if (this.spare !== null && time.now() - this.spare.madeAt < SPARE_LASTS_MS) return;
    this.dropSpare();
    const call = this.make();
    this.spare = call === null ? null : { call, madeAt: time.now() };
  }

  dropSpare(): void {
    this.spare?.call.close();
    this.spare = null;
  }

  open(id: string, connection: string, to: string): void {
    this.meter.reset();
    this.call = this.spare?.call ?? this.make();
    this.spare = null;
    if (this.call === null) this.options.listener.onLine(id, "failed");
    this.call?.begin({ call: id, connection, to });
  }

  /** Nothing of ours is sent from now on; the last words still are. */
  close(id: string): void {
    const call = this.call;
    if (call?.id !== id) return;
    this.call = null;
    for (const kind of KINDS) call.setTrack(kind, null);
    call.retire();
    this.options.time.after(LINGER_MS, () => call.close());
  }

  /** The connection is over: their picture goes. */
  clear(): void {
    this.meter.reset();
    this.remote.clear();
  }

  send(tracks: Tracks): void {
    this.tracks = tracks;
    for (const call of [this.call, this.spare?.call]) {
      for (const kind of KINDS) call?.setTrack(kind, tracks[kind]);
    }
  }

  receive(signal: CallSignal): void {
    if (this.call?.id === signal.call) this.call.receive(signal);
  }

  /** False if there is no channel, or it is not open. */
  sendTalk(body: string): boolean {
    return this.call?.sendTalk(body) ?? false;
  }

  through(): void {
    this.call?.through();
  }

  networkChanged(): void {
    this.dropSpare();
    this.call?.networkChanged();
  }

  async look(): Promise<void> {
    const { call } = this;
    if (call !== null) await this.meter.look(() => call.stats());
  }

  finish(): void {
    this.dropSpare();
    this.call?.close();
    this.call = null;
  }

  private configuration(): RTCConfiguration {
    return {
      iceServers: [...(this.ice?.servers ?? [])],
      iceTransportPolicy: this.ice?.policy ?? "all",
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
    };
  }

  /** Null if this browser cannot: then the room goes on without a line. */
  private make(): Call | null {
    const { side, time, logger, audioCodecs, createPeer } = this.options;
    const create = () => createPeer(this.configuration());
    try {
      const call: Call = new Call({
        ...{ side, create, audioCodecs, time, logger },
        listener: this.listenerOf(() => call),
      });
      for (const kind of KINDS) call.setTrack(kind, this.tracks[kind]);
      return call;
    } catch (error) {
      logger.warn("call.impossible", { code: codeOf(error) });
      return null;
    }
  }

  private listenerOf(made: () => Call): CallOptions["listener"] {
    const { listener } = this.options;
    const isCurrent = () => this.call === made();
    const ifCurrent = (act: () => void) => {
      if (isCurrent()) act();
    };
    return {
      onSignal: (signal) => ifCurrent(() => listener.onSignal(signal)),
      onTrack: (kind, track) => ifCurrent(() => this.remote.receive(kind, track, isCurrent)),
      onLine: (line) => ifCurrent(() => listener.onLine(made().id ?? "", line)),
      onTalkOpen: () => ifCurrent(() => listener.onTalkOpen()),
      onTalk: (body) => ifCurrent(() => listener.onTalk(body)),
    };
  }
}

interface Spare {
  readonly call: Call;
  readonly madeAt: number;
}
