/**
 * The guest in a lesson: waits, is let in by both presses, is put out, goes.
 *
 * Camera and microphone are open from the first press until it is over. Nothing is asked of a
 * side, or sent to one, but while the server says that this page is inside.
 */

import type { Logger } from "../live/logger";
import type { Ice } from "../live/protocol";
import type { Time } from "../live/time";
import { GuestLink, type LinkOptions, type LinkView } from "./link";
import { OwnMedia, type OwnKind, type OwnState } from "./own-media";
import type { GuestDown } from "./protocol";
import { type Away, GuestSocket, type Refusal } from "./socket";

/**
 * - `ready`: nobody has pressed
 * - `waiting`: until both sides let it in
 * - `inside`: in the lesson
 * - `out`: put out, or the lesson is over
 * - `left`: went of its own will
 * - `refused`: may not be a guest here any more; `taken`: is so in another window
 */
export type VisitPhase = "ready" | "waiting" | "inside" | "out" | "left" | Refusal;

export const SIDES = ["home", "class"] as const;
export type VisitSide = (typeof SIDES)[number];

/** As long as the server keeps the place of who is not heard. */
const LOST_AFTER_MS = 45_000;

export interface VisitView {
  readonly phase: VisitPhase;
  /** Why our server is not heard; null: it is. */
  readonly away: Away | null;
  readonly links: Readonly<Record<VisitSide, LinkView>>;
  readonly camera: OwnState;
  readonly microphone: OwnState;
}

export interface VisitOptions extends Pick<LinkOptions, "newId" | "time" | "logger" | "onChange"> {
  readonly openSocket: () => WebSocket;
  readonly createPeer: (ice: Ice | null) => RTCPeerConnection;
  readonly newGate: () => LinkOptions["gate"];
  readonly newStream: () => MediaStream;
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly random: () => number;
  readonly time: Time;
  readonly logger: Logger;
}

const NOWHERE: LinkView = { isHere: false, hasPicture: false, hasSound: false, isThin: false };

export class Visit {
  /** What comes in of each side; the same objects all along. */
  readonly streams: Readonly<Record<VisitSide, MediaStream>>;
  private readonly socket: GuestSocket;
  private readonly own: OwnMedia;
  private phase: VisitPhase = "ready";
  private away: Away | null = null;
  private awaySince: number | null = null;
  private visit = "";
  private ice: Ice | null = null;
  private links: Readonly<Record<VisitSide, GuestLink>> | null = null;

  constructor(private readonly options: VisitOptions) {
    const { newStream, openSocket: open, time, random, logger } = options;
    this.streams = { home: newStream(), class: newStream() };
    this.own = new OwnMedia(options.devices, logger, () => this.changed());
    this.socket = new GuestSocket({
      ...{ open, time, random, logger },
      onMessage: (message) => this.hear(message),
      onDown: (why) => this.down(why),
      onRefused: (why) => this.end(why),
    });
    time.every(1000, () => this.look());
  }

  get view(): VisitView {
    const { phase, away, own, links } = this;
    const [home, klas] = [links?.home.view ?? NOWHERE, links?.class.view ?? NOWHERE];
    const mine = { camera: own.stateOf("video"), microphone: own.stateOf("audio") };
    return { phase, away, links: { home, class: klas }, ...mine };
  }

  /** The guest's own picture. */
  get camera(): MediaStreamTrack | null {
    return this.own.tracks.video;
  }

  /** A press: from here on it waits, camera and microphone open. */
  begin(): void {
    if (this.phase === "waiting" || this.phase === "inside") return;
    this.phase = "waiting";
    this.away = this.awaySince = null;
    this.own.set("video", true);
    this.own.set("audio", true);
    this.socket.connect();
  }

  /** A press: out of the lesson, or of the waiting. */
  leave(): void {
    if (this.phase === "waiting" || this.phase === "inside") this.end("left");
  }

  set(kind: OwnKind, on: boolean): void {
    if (this.phase === "waiting" || this.phase === "inside") this.own.set(kind, on);
  }

  close(): void {
    this.end("left");
  }

  private hear(message: GuestDown): void {
    this.away = this.awaySince = null;
    if (message.type === "inside") this.comeIn(message.visit, message.ice);
    else if (message.type === "waiting") this.wait();
    else if (message.type === "ice") this.ice = message.ice;
    else if (message.type === "signal") this.links?.[message.side].receive(message.body);
    this.options.onChange();
  }

  /** The same visit again: a line to the server that came back. */
  private comeIn(visit: string, ice: Ice): void {
    this.ice = ice;
    if (visit === this.visit) return;
    this.closeLinks();
    this.visit = visit;
    this.phase = "inside";
    this.links = { home: this.newLink("home"), class: this.newLink("class") };
    this.changed();
  }

  private wait(): void {
    if (this.phase === "inside") this.end("out");
  }

  private down(why: Away): void {
    this.away = why;
    this.awaySince ??= this.options.time.now();
    this.options.onChange();
  }

  private look(): void {
    const { awaySince } = this;
    const isLong = awaySince !== null && this.options.time.now() - awaySince >= LOST_AFTER_MS;
    if (isLong && this.phase === "inside") this.end("out");
  }

  private end(phase: VisitPhase): void {
    this.phase = phase;
    this.away = this.awaySince = null;
    this.closeLinks();
    this.socket.close();
    this.own.close();
    this.options.onChange();
  }

  private newLink(side: VisitSide): GuestLink {
    const { createPeer, newGate } = this.options;
    return new GuestLink({
      ...this.options,
      stream: this.streams[side],
      create: () => createPeer(this.ice),
      gate: newGate(),
      send: (body) => void this.socket.send({ type: "signal", to: side, body }),
    });
  }

  private closeLinks(): void {
    for (const side of SIDES) this.links?.[side].close();
    this.links = null;
    this.visit = "";
  }

  private changed(): void {
    const { links, own } = this;
    if (links !== null) for (const side of SIDES) links[side].send(own.tracks);
    this.options.onChange();
  }
}
