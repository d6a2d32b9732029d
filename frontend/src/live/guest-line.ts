/** A side's line to the guest: made when the guest is ready, made anew when it asks for another. */

import { codeOf } from "./errors";
import type { GuestMedia } from "./guest-media";
import { GuestPeer, type GuestTracks, type Share } from "./guest-peer";
import { encodeGuestWord, type GuestWord, parseGuestWord } from "./guest-wire";
import type { Logger } from "./logger";
import type { Stop, Time } from "./time";
import type { CandidateGate } from "./trust-candidates";

/** What is told may be lost with a socket: it is told again. */
const TELL_EVERY_MS = 5000;

export interface GuestLineOptions {
  readonly media: GuestMedia;
  readonly create: () => RTCPeerConnection;
  readonly gate: CandidateGate;
  /** To the guest, through the server. */
  readonly send: (body: string) => void;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export class GuestLine {
  private peer: GuestPeer | null = null;
  private tracks: GuestTracks = { audio: null, video: null };
  private share: Share = { sound: true, picture: true };
  private told = "";
  private readonly stopTell: Stop;

  constructor(private readonly options: GuestLineOptions) {
    this.stopTell = options.time.every(TELL_EVERY_MS, () => this.repeat());
    this.say({ kind: "hello" });
  }

  get isHere(): boolean {
    return this.peer?.state === "connected";
  }

  send(tracks: GuestTracks, share: Share): void {
    this.tracks = tracks;
    this.share = share;
    this.fit();
  }

  receive(body: string): void {
    try {
      this.hear(parseGuestWord(body));
    } catch (error) {
      this.options.logger.warn("guest.unread", { code: codeOf(error) });
    }
  }

  close(): void {
    this.stopTell();
    this.peer?.close();
    this.peer = null;
    this.options.media.clear();
  }

  private hear(word: GuestWord): void {
    if (word.kind === "hello") return;
    if (word.kind === "ready") this.ready(word.call);
    else if (word.call === this.peer?.call) this.hearOfCall(this.peer, word);
  }

  private hearOfCall(peer: GuestPeer, word: Exclude<GuestWord, { kind: "hello" | "ready" }>) {
    peer.receive(word);
    if (word.kind !== "told") return;
    this.options.media.hear(word);
    this.fit();
  }

  private ready(call: string): void {
    if (call === this.peer?.call) {
      this.peer.resend();
      return;
    }
    this.peer?.close();
    this.options.media.clear();
    this.told = "";
    this.peer = this.newPeer(call);
    this.fit();
  }

  /** Null where the browser gives none: then the guest is shown, and neither seen nor heard. */
  private newPeer(call: string): GuestPeer | null {
    const { create, gate, media, time, logger, onChange } = this.options;
    try {
      return new GuestPeer({
        ...{ call, role: "offers", create, gate, time, logger },
        say: (word) => this.say(word),
        onTrack: (track) => media.receive(track),
        onState: () => {
          this.fit();
          onChange();
        },
      });
    } catch (error) {
      logger.warn("guest.impossible", { code: codeOf(error) });
      return null;
    }
  }

  private fit(): void {
    const { peer, share, tracks } = this;
    if (peer === null) return;
    const { wants } = this.options.media.told;
    peer.send(tracks, { ...share, picture: share.picture && wants });
    const told = JSON.stringify([this.isHere, this.now(peer.call)]);
    if (told === this.told) return;
    this.told = told;
    this.say(this.now(peer.call));
  }

  private repeat(): void {
    if (this.peer !== null) this.say(this.now(this.peer.call));
  }

  private now(call: string): GuestWord {
    const { tracks, share } = this;
    const picture = tracks.video !== null && share.picture;
    const sound = tracks.audio !== null && share.sound;
    return { kind: "told", call, picture, sound, wants: share.picture };
  }

  private say(word: GuestWord): void {
    this.options.send(encodeGuestWord(word));
  }
}
