/**
 * One RTCPeerConnection between a guest and a side of the lesson: sound and one picture, both ways.
 *
 * The side makes the one offer; what is lost of it is made anew under another name, by the guest.
 * What is sent never grows beyond `Share`, so that the lesson's own line keeps what it needs.
 */

import { codeOf } from "./errors";
import type { GuestCallWord } from "./guest-wire";
import type { Logger } from "./logger";
import { withPicture, withSound } from "./sending";
import type { Candidate } from "./signal";
import { nothing, type Stop, type Time } from "./time";
import type { CandidateGate } from "./trust-candidates";

const GATHER_MS = 10;
const KINDS = ["audio", "video"] as const;
const SOUND = { kbps: 20, isLong: false, isTwice: false };
const PICTURE = { framesPerS: 10, maxKbps: 180, leastKbps: 0, scale: 1 };
/** No taller than this is a picture sent. */
const TALLEST = 360;
const USUAL_HEIGHT = 720;

export interface GuestTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** What there is room for. */
export interface Share {
  readonly sound: boolean;
  readonly picture: boolean;
}

export interface GuestPeerOptions {
  readonly call: string;
  readonly role: "offers" | "answers";
  readonly create: () => RTCPeerConnection;
  readonly gate: CandidateGate;
  readonly say: (word: GuestCallWord) => void;
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onState: (state: RTCPeerConnectionState) => void;
  readonly time: Time;
  readonly logger: Logger;
}

export class GuestPeer {
  private readonly pc: RTCPeerConnection;
  private tracks: GuestTracks = { audio: null, video: null };
  private share: Share = { sound: true, picture: true };
  private queue: Promise<void> = Promise.resolve();
  private found: Candidate[] = [];
  private stopGather: Stop = nothing;
  private isClosed = false;

  constructor(private readonly options: GuestPeerOptions) {
    this.pc = options.create();
    this.listen();
    if (options.role === "answers") return;
    for (const kind of KINDS) this.pc.addTransceiver(kind, { direction: "sendrecv" });
    this.inTurn("offer", async () => {
      await this.fit();
      await this.pc.setLocalDescription();
      this.describe();
    });
  }

  get call(): string {
    return this.options.call;
  }

  get state(): RTCPeerConnectionState {
    return this.isClosed ? "closed" : this.pc.connectionState;
  }

  /** What is sent from now on, as far as there is room. */
  send(tracks: GuestTracks, share: Share): void {
    const same = KINDS.every((kind) => this.tracks[kind] === tracks[kind]);
    if (same && JSON.stringify(share) === JSON.stringify(this.share)) return;
    this.tracks = tracks;
    this.share = share;
    this.inTurn("send", () => this.fit());
  }

  receive(word: GuestCallWord): void {
    if (word.kind === "description") this.described(word.description);
    if (word.kind === "candidates") this.reached(word.candidates);
  }

  /** The guest asks once more: what it was sent may have been lost. */
  resend(): void {
    this.inTurn("resend", () => {
      if (this.pc.signalingState === "have-local-offer") this.describe();
      return Promise.resolve();
    });
  }

  close(): void {
    this.isClosed = true;
    this.stopGather();
    this.pc.close();
  }

  private listen(): void {
    const { pc } = this;
    const { onTrack, onState } = this.options;
    pc.onicecandidate = ({ candidate }) => this.gathered(candidate);
    pc.ontrack = ({ track }) => this.ifOpen(() => onTrack(track));
    pc.onconnectionstatechange = () => this.ifOpen(() => onState(pc.connectionState));
  }

  private described({ type, sdp }: { readonly type: "offer" | "answer"; readonly sdp: string }) {
    const awaited = this.options.role === "offers" ? "answer" : "offer";
    if (type !== awaited) return;
    this.inTurn("description", async () => {
      if (this.pc.remoteDescription !== null) return;
      await this.pc.setRemoteDescription({
        type,
        sdp: this.options.gate.described(this.call, sdp),
      });
      if (type === "offer") await this.answer();
      await this.fit();
    });
  }

  private async answer(): Promise<void> {
    for (const transceiver of this.pc.getTransceivers()) transceiver.direction = "sendrecv";
    await this.fit();
    await this.pc.setLocalDescription();
    this.describe();
  }

  private reached(candidates: readonly Candidate[]): void {
    for (const candidate of this.options.gate.admit(this.call, candidates)) {
      this.inTurn("candidate", () => this.pc.addIceCandidate(candidate));
    }
  }

  /** Tracks and their rates; once more after an answer, of which Chromium forgets the sound's. */
  private async fit(): Promise<void> {
    const { audio, video } = this.tracks;
    const picture = this.share.picture ? video : null;
    await this.set("audio", this.share.sound ? audio : null, (from) => withSound(from, SOUND));
    const scale = Math.max(1, heightOf(picture) / TALLEST);
    const sending = picture === null ? null : { ...PICTURE, scale };
    await this.set("video", picture, (from) => withPicture(from, sending, null));
  }

  private async set(
    kind: "audio" | "video",
    track: MediaStreamTrack | null,
    change: (from: RTCRtpSendParameters) => RTCRtpSendParameters,
  ): Promise<void> {
    const sender = this.pc
      .getTransceivers()
      .find(({ receiver }) => receiver.track.kind === kind)?.sender;
    if (sender === undefined) return;
    if (sender.track !== track) await sender.replaceTrack(track);
    await sender.setParameters(change(sender.getParameters()));
  }

  private describe(): void {
    const local = this.pc.localDescription;
    if (local === null || (local.type !== "offer" && local.type !== "answer")) return;
    const description = { type: local.type, sdp: local.sdp };
    this.ifOpen(() => this.options.say({ kind: "description", call: this.call, description }));
  }

  private gathered(candidate: RTCIceCandidate | null): void {
    if (candidate === null || candidate.candidate === "") return;
    const { sdpMid, sdpMLineIndex } = candidate;
    this.found.push({ candidate: candidate.candidate, sdpMid, sdpMLineIndex });
    if (this.found.length > 1) return;
    this.stopGather = this.options.time.after(GATHER_MS, () => {
      const candidates = this.found.splice(0);
      this.ifOpen(() => this.options.say({ kind: "candidates", call: this.call, candidates }));
    });
  }

  private inTurn(step: string, act: () => Promise<void>): void {
    this.queue = this.queue.then(async () => {
      if (this.isClosed) return;
      try {
        await act();
      } catch (error) {
        const code = codeOf(error);
        this.ifOpen(() => this.options.logger.warn("guest.failed", { step, code }));
      }
    });
  }

  private ifOpen(act: () => void): void {
    if (!this.isClosed) act();
  }
}

function heightOf(track: MediaStreamTrack | null): number {
  return track?.getSettings().height ?? USUAL_HEIGHT;
}
