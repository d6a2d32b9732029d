/** The guest's line to one side of the lesson: asks for it, keeps it, and asks anew when it is lost. */

import { codeOf } from "../live/errors";
import { GuestMedia } from "../live/guest-media";
import { GuestPeer, type GuestTracks } from "../live/guest-peer";
import {
  encodeGuestWord,
  type GuestCallWord,
  type GuestWord,
  parseGuestWord,
} from "../live/guest-wire";
import type { Logger } from "../live/logger";
import type { Stop, Time } from "../live/time";
import type { CandidateGate } from "../live/trust-candidates";

const LOOK_EVERY_MS = 1000;
/** docs/protocol.md, section 5: what is lost is said again. */
const READY_EVERY_MS = 2000;
const TELL_EVERY_MS = 5000;
const BUILT_WITHIN_MS = 12_000;
/** A path that is silent so long is looked for anew. */
const SILENT_FOR_MS = 4000;

export interface LinkView {
  readonly isHere: boolean;
  readonly hasPicture: boolean;
  readonly hasSound: boolean;
  /** There is no room for the guest's own picture there. */
  readonly isThin: boolean;
}

export interface LinkOptions {
  readonly stream: MediaStream;
  readonly create: () => RTCPeerConnection;
  readonly gate: CandidateGate;
  readonly send: (body: string) => void;
  readonly newId: () => string;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export class GuestLink {
  private readonly media: GuestMedia;
  private peer: GuestPeer;
  private tracks: GuestTracks = { audio: null, video: null };
  private begunAt = 0;
  private saidAt = 0;
  private toldAt = 0;
  private silentSince: number | null = null;
  private isOffered = false;
  private readonly stopLook: Stop;

  constructor(private readonly options: LinkOptions) {
    this.media = new GuestMedia(options.stream, options.onChange);
    this.peer = this.begin();
    this.stopLook = options.time.every(LOOK_EVERY_MS, () => this.look());
  }

  get view(): LinkView {
    const { hasPicture, hasSound, told } = this.media;
    return { isHere: this.isHere, hasPicture, hasSound, isThin: this.isHere && !told.wants };
  }

  send(tracks: GuestTracks): void {
    const isNew = tracks.audio !== this.tracks.audio || tracks.video !== this.tracks.video;
    this.tracks = tracks;
    this.fit();
    if (isNew) this.tell();
  }

  receive(body: string): void {
    try {
      this.hear(parseGuestWord(body));
    } catch (error) {
      this.options.logger.warn("guest.unread", { code: codeOf(error) });
    }
  }

  close(): void {
    this.stopLook();
    this.peer.close();
    this.media.clear();
  }

  private get isHere(): boolean {
    return this.peer.state === "connected";
  }

  private hear(word: GuestWord): void {
    if (word.kind === "hello") this.greeted();
    else if (word.kind !== "ready" && word.call === this.peer.call) this.hearOfCall(word);
  }

  /** That side has a new page, which knows nothing of a call before. */
  private greeted(): void {
    if (this.isOffered) this.anew();
    else this.ready();
  }

  private hearOfCall(word: GuestCallWord): void {
    if (word.kind === "told") {
      this.media.hear(word);
      this.fit();
      return;
    }
    if (word.kind === "description") this.isOffered = true;
    this.peer.receive(word);
  }

  private begin(): GuestPeer {
    const { create, gate, newId, time, logger, onChange } = this.options;
    this.begunAt = time.now();
    this.silentSince = null;
    this.isOffered = false;
    const peer = new GuestPeer({
      ...{ call: newId(), role: "answers", create, gate, time, logger },
      say: (word) => this.say(word),
      onTrack: (track) => this.media.receive(track),
      onState: (state) => {
        if (state === "connected") this.tell();
        onChange();
      },
    });
    this.peer = peer;
    this.fit();
    this.ready();
    return peer;
  }

  private anew(): void {
    this.peer.close();
    this.media.clear();
    this.begin();
    this.options.onChange();
  }

  private look(): void {
    const now = this.options.time.now();
    if (this.isLost(now)) this.anew();
    else if (!this.isOffered && now - this.saidAt >= READY_EVERY_MS) this.ready();
    else if (this.isHere && now - this.toldAt >= TELL_EVERY_MS) this.tell();
  }

  private isLost(now: number): boolean {
    if (this.isHere) {
      this.silentSince = null;
      return false;
    }
    if (this.peer.state === "failed") return true;
    if (this.peer.state === "disconnected") {
      this.silentSince ??= now;
      return now - this.silentSince >= SILENT_FOR_MS;
    }
    return now - this.begunAt >= BUILT_WITHIN_MS;
  }

  private fit(): void {
    this.peer.send(this.tracks, { sound: true, picture: this.media.told.wants });
  }

  private ready(): void {
    this.saidAt = this.options.time.now();
    this.say({ kind: "ready", call: this.peer.call });
  }

  private tell(): void {
    if (!this.isOffered) return;
    this.toldAt = this.options.time.now();
    const { audio, video } = this.tracks;
    const [picture, sound] = [video !== null, audio !== null];
    this.say({ kind: "told", call: this.peer.call, picture, sound, wants: true });
  }

  private say(word: GuestWord): void {
    this.options.send(encodeGuestWord(word));
  }
}
