/** The call of the moment: opens and closes it, feeds it signals and tracks, measures it. */

import { BoardPhoto, type TakeStill } from "./board-photo";
import { Call, type CallOptions } from "./call";
import { codeOf } from "./errors";
import type { FileLink } from "./file-link";
import { Governor, type GovernorOptions, ROLE_OF } from "./governor";
import { type Lane, LANES, type Looks } from "./kinds";
import { isNotebook } from "./lanes";
import { configurationOf, type Paths } from "./ladder";
import { Meter } from "./meter";
import { PhotoFrame, showsPicture, type Urls } from "./photo-frame";
import type { Ice } from "./protocol";
import { Remote } from "./remote";
import type { CallSignal } from "./signal";
import type { State } from "./words";

/** So long a call that is over may still carry the bye, also from a busy device. */
const LINGER_MS = 500;

export type Tracks = Readonly<Record<Lane, MediaStreamTrack | null>>;
export const NO_TRACKS: Tracks = { audio: null, video: null, room: null, mates: null };

/** A drawn picture that keeps encoder and decoder warm; never a camera. */
export interface Placeholder {
  readonly track: MediaStreamTrack | null;
  close(): void;
}

export interface DeskListener {
  onSignal(signal: CallSignal): void;
  onLine(call: string, line: "flowing" | "stalled" | "failed"): void;
  onTalk(body: string): void;
  onTalkOpen(): void;
  /** Their picture, photo or sound is another one. */
  onRemote(): void;
}

export interface DeskOptions extends Pick<
  CallOptions,
  "side" | "isFramed" | "time" | "logger" | "audioCodecs" | "videoCodecs" | "beat"
> {
  readonly battery: GovernorOptions["battery"];
  readonly createPeer: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly newPlaceholder: () => Placeholder;
  readonly takeStill: TakeStill;
  readonly photoUrls: Urls;
  readonly listener: DeskListener;
}

export class CallDesk {
  /** The latest that the server gave; without it only direct paths are tried. */
  private ice: Ice | null = null;
  readonly meter: Meter;
  readonly governor: Governor;
  /** Their photo of the board, in the picture's place. */
  readonly frame: PhotoFrame;
  private readonly boardPhoto: BoardPhoto;
  private readonly remote: Remote;
  private call: Call | null = null;
  /** Nothing of ours is sent over it, and nothing of theirs shown. */
  private beside: Beside | null = null;
  private tracks: Tracks = NO_TRACKS;
  private flows = false;
  private showsBoard = false;
  private large: Looks = "board";

  constructor(private readonly options: DeskOptions) {
    const { side, time, logger, battery } = options;
    this.meter = new Meter(time);
    this.boardPhoto = new BoardPhoto(options);
    const photoKbps = () => this.boardPhoto.kbps;
    const clock = { now: () => time.now(), logger };
    this.governor = new Governor({ role: ROLE_OF[side], battery, photoKbps, ...clock });
    this.frame = new PhotoFrame(options.photoUrls, () => options.listener.onRemote());
    this.remote = new Remote(
      () => options.newStream([]),
      () => options.listener.onRemote(),
    );
  }

  get remoteStream(): MediaStream {
    return this.remote.stream;
  }

  /** Their second picture. */
  get remoteRoom(): MediaStream {
    return this.remote.roomStream;
  }

  /** The other pupils' small one. */
  get remoteMates(): MediaStream {
    return this.remote.matesStream;
  }

  /** The credentials of those before end: from the next restart on each call takes these. */
  useIce(ice: Ice): void {
    this.ice = ice;
    for (const call of this.all) call.configure(configurationOf(ice, call.paths));
  }

  /** Beside those of the lesson, over the same servers. */
  newConnection(paths: Paths = "all"): RTCPeerConnection {
    return this.options.createPeer(configurationOf(this.ice, paths));
  }

  /** Without a `connection` it stays beside until `takeUp`. */
  open(id: string, connection: string | null, to: string, paths: Paths): void {
    const call = connection === null ? this.openBeside(paths) : this.openCurrent(paths);
    if (call === null) this.options.listener.onLine(id, "failed");
    call?.begin({ call: id, connection, to });
  }

  /** The call beside is the one of this connection: what it brought is shown, ours is sent. */
  takeUp(id: string, connection: string): void {
    const { beside } = this;
    if (beside?.call.id !== id) return;
    this.beside = null;
    this.meter.reset();
    this.governor.anotherCall();
    this.call = beside.call;
    this.call.adopt(connection);
    this.sendTo(this.call);
    for (const [kind, track] of beside.brought) this.show(beside.call, kind, track);
    beside.placeholder.close();
    this.photograph();
  }

  /** Nothing of ours is sent from now on; the last words still are. */
  close(id: string): void {
    if (this.beside?.call.id === id) this.closeBeside();
    const call = this.call;
    if (call?.id !== id) return;
    this.call = null;
    this.photograph();
    for (const kind of LANES) call.setTrack(kind, null);
    call.retire();
    this.options.time.after(LINGER_MS, () => call.close());
  }

  /** The connection is over: their picture goes. */
  clear(): void {
    this.meter.reset();
    this.governor.forget();
    this.remote.clear();
    this.heard(null);
  }

  send(tracks: Tracks): void {
    this.tracks = tracks;
    this.share();
    if (this.call !== null) this.sendTo(this.call);
    this.photograph();
  }

  /** Home: which of theirs is large here. */
  see(large: Looks): void {
    this.governor.see(large);
  }

  /** What they last told of themselves; null: nothing. */
  heard(other: State | null): void {
    this.showsBoard = other !== null && showsPicture(other);
    this.large = other?.looks ?? "board";
    this.share();
    this.wantPhotos();
  }

  /** What is large there, or is text, is sent well, from now on and not from the next look. */
  private share(): void {
    const { governor, large } = this;
    const { video, room } = this.tracks;
    const isNew =
      this.options.side === "class"
        ? governor.show({ hasRoom: room !== null, large })
        : governor.showText(video !== null && isNotebook(video));
    if (isNew && this.call !== null) void this.governor.warm(this.call);
  }

  /** On a thin line a photo may come before the word that it takes the place of the picture. */
  private wantPhotos(): void {
    const isStill = this.options.side === "home" && !this.meter.arrival.picture;
    this.frame.want(this.showsBoard && (this.governor.getsPhotos || isStill));
  }

  receive(signal: CallSignal): void {
    this.all.find((call) => call.id === signal.call)?.receive(signal);
  }

  /** False if there is no channel, or it is not open. */
  sendTalk(body: string): boolean {
    return this.call?.sendTalk(body) ?? false;
  }

  /** Signals may reach the other side again: what is stalled need not wait for its next restart. */
  through(): void {
    for (const call of this.all) call.through();
  }

  networkChanged(): void {
    for (const call of this.all) call.networkChanged();
  }

  /** `flows`: the line is open. */
  async look(flows: boolean): Promise<void> {
    const { call } = this;
    this.flows = flows;
    if (call === null) return;
    const report = await this.meter.look(() => call.stats());
    if (report !== null) await this.governor.look(report, call, flows);
    this.wantPhotos();
    this.photograph();
  }

  get files(): FileLink | null {
    return this.call?.files ?? null;
  }

  /** Of the call, else of the one beside; null without either. */
  stats(): Promise<RTCStatsReport> | null {
    return this.all[0]?.stats() ?? null;
  }

  finish(): void {
    this.closeBeside();
    this.boardPhoto.stop();
    this.frame.want(false);
    this.call?.close();
    this.call = null;
  }

  private get all(): readonly Call[] {
    return [this.call, this.beside?.call ?? null].filter((call) => call !== null);
  }

  /** Of what is sent, never of a camera that is not; over the call that is the lesson's own. */
  private photograph(): void {
    const mayTake = this.flows && this.governor.givesPhotos;
    this.boardPhoto.look(mayTake ? this.tracks.video : null, this.call?.photos ?? null);
  }

  private sendTo(call: Call): void {
    for (const kind of LANES) call.setTrack(kind, this.tracks[kind]);
  }

  private openCurrent(paths: Paths): Call | null {
    this.meter.reset();
    this.governor.anotherCall();
    this.call = this.make(paths);
    if (this.call !== null) this.sendTo(this.call);
    return this.call;
  }

  private openBeside(paths: Paths): Call | null {
    this.closeBeside();
    const call = this.make(paths);
    if (call === null) return null;
    const placeholder = this.options.newPlaceholder();
    call.setTrack("video", placeholder.track);
    this.beside = { call, placeholder, brought: [] };
    return call;
  }

  private closeBeside(): void {
    this.beside?.call.close();
    this.beside?.placeholder.close();
    this.beside = null;
  }

  /** Null if this browser cannot: then the room goes on without a line. */
  private make(paths: Paths): Call | null {
    const { logger } = this.options;
    const create = () => this.newConnection(paths);
    try {
      const call: Call = new Call({
        ...this.options,
        ...{ paths, create },
        listener: this.listenerOf(() => call),
      });
      return call;
    } catch (error) {
      logger.warn("call.impossible", { code: codeOf(error) });
      return null;
    }
  }

  private listenerOf(made: () => Call): CallOptions["listener"] {
    const { listener } = this.options;
    const ifCurrent = (act: () => void) => {
      if (this.call === made()) act();
    };
    const ifKnown = (act: () => void) => {
      if (this.all.includes(made())) act();
    };
    return {
      onSignal: (signal) => ifKnown(() => listener.onSignal(signal)),
      onTrack: (kind, track) => ifKnown(() => this.arrived(made(), kind, track)),
      onLine: (line) => ifKnown(() => this.lineChanged(made(), line)),
      onTalkOpen: () => ifCurrent(() => listener.onTalkOpen()),
      onTalk: (body) => ifCurrent(() => listener.onTalk(body)),
      onPhoto: (photo) => ifCurrent(() => this.frame.receive(photo)),
    };
  }

  private lineChanged(call: Call, line: "flowing" | "stalled" | "failed"): void {
    if (line === "flowing" && this.beside?.call === call) void this.governor.warm(call);
    this.options.listener.onLine(call.id ?? "", line);
  }

  private arrived(call: Call, kind: Lane, track: MediaStreamTrack): void {
    if (this.beside?.call === call) this.beside.brought.push([kind, track]);
    else this.show(call, kind, track);
  }

  private show(call: Call, kind: Lane, track: MediaStreamTrack): void {
    this.remote.receive(kind, track, () => this.call === call);
  }
}

interface Beside {
  readonly call: Call;
  readonly placeholder: Placeholder;
  readonly brought: (readonly [Lane, MediaStreamTrack])[];
}
