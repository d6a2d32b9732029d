/**
 * One RTCPeerConnection to the other side: one call.
 *
 * Only the class makes offers, so that none is ever rolled back (docs/adr/0046); its first one fixes
 * the transceivers. All steps that change the descriptions wait for each other.
 */

import { describe, setDescription } from "./describe";
import { codeOf } from "./errors";
import { TheirAddresses } from "./keep-paths";
import type { Lane } from "./kinds";
import { Lanes, type LanesOptions } from "./lanes";
import type { Logger } from "./logger";
import { PHOTO_CHANNEL, PhotoChannel } from "./photo-channel";
import { withForwardRepair, withSoundRepair, withStartBitrate } from "./sdp";
import { FULL_SHAPE, isSamePath, type Shape, withShape } from "./shape";
import type { Candidate } from "./signal";
import type { Beat } from "./sound-view";
import { bytesIn, withBesideApart } from "./stats";
import { START_KBPS } from "./tuning";
import { nothing, type Stop, type Time } from "./time";

const BEAT_MS = 250;
/** Of these one beats where the line is thin and our sound shows that we are there. */
const BEATS_SPARED = 4;
const GATHER_MS = 10;

export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

export interface PeerListener {
  onDescription(description: Description, offer: number): void;
  /** Home: the class should look for a new path. */
  onRestartWanted(): void;
  onCandidates(candidates: readonly Candidate[]): void;
  onTrack(kind: Lane, track: MediaStreamTrack): void;
  onState(state: RTCPeerConnectionState): void;
  onTalkOpen(): void;
  onTalk(body: string): void;
  onPhoto(photo: Blob): void;
  onBeat(body: string): void;
}

export interface PeerOptions extends Omit<LanesOptions, "failed"> {
  readonly create: () => RTCPeerConnection;
  readonly beat: Beat;
  readonly time: Time;
  readonly logger: Logger;
  readonly listener: PeerListener;
}

export class Peer {
  readonly photos: PhotoChannel;
  private readonly pc: RTCPeerConnection;
  private readonly talkChannel: RTCDataChannel;
  private readonly beatChannel: RTCDataChannel;
  private readonly lanes: Lanes;
  private queue: Promise<void> = Promise.resolve();
  private offer = 0;
  /** What the other side wrote last, as it wrote it. */
  private heard: Description | null = null;
  private shape = FULL_SHAPE;
  private readonly theirs = new TheirAddresses();
  private soundWaitMs = 0;
  private found: Candidate[] = [];
  private stopGather: Stop = nothing;
  private stopBeat: Stop = nothing;
  private isClosed = false;

  constructor(private readonly options: PeerOptions) {
    this.pc = options.create();
    const failed = (step: string, error: unknown) => this.failed(step, error);
    this.lanes = new Lanes(this.pc, { ...options, failed });
    this.talkChannel = this.pc.createDataChannel("talk", { negotiated: true, id: 0 });
    const lossy = { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 };
    this.beatChannel = this.pc.createDataChannel("beat", lossy);
    this.photos = this.newPhotos();
    this.listen();
    if (options.role === "offers") this.lanes.fix();
  }

  get state(): RTCPeerConnectionState {
    return this.isClosed ? "closed" : this.pc.connectionState;
  }

  /** From the next restart on. */
  configure(configuration: RTCConfiguration): void {
    if (this.isClosed) return;
    try {
      this.pc.setConfiguration(configuration);
    } catch (error) {
      this.failed("configure", error);
    }
  }

  receiveDescription(description: Description, offer: number): void {
    this.inTurn("description", async () => {
      if (description.type === "offer") await this.takeOffer(description, offer);
      else if (this.isAwaited(offer)) await this.apply(description);
    });
  }

  receiveCandidates(candidates: readonly Candidate[]): void {
    this.theirs.add(candidates.map(({ candidate }) => candidate));
    for (const candidate of candidates) {
      this.inTurn("candidate", () => this.pc.addIceCandidate(candidate));
    }
  }

  /** Sends this track from now on; null sends nothing. Never a new offer. */
  setTrack(kind: Lane, track: MediaStreamTrack | null): void {
    this.lanes.setTrack(kind, track);
  }

  /**
   * Looks for a new path. Safe to call again while the last attempt is still unanswered: then
   * that offer is sent again, since it or its answer may have been lost.
   */
  restartIce(): void {
    if (this.options.role === "answers") {
      this.ifOpen(() => this.options.listener.onRestartWanted());
      return;
    }
    this.inTurn("restart", async () => {
      if (this.pc.signalingState === "have-local-offer") this.send(this.offer);
      if (this.pc.remoteDescription !== null) this.pc.restartIce();
      return Promise.resolve();
    });
  }

  /** Keeps the silent paths alive. */
  keepPaths(): void {
    this.inTurn("keep", async () => {
      const candidate = this.theirs.unanswered();
      if (candidate !== null) await this.pc.addIceCandidate({ candidate, sdpMLineIndex: 0 });
    });
  }

  /** Home has asked for a new path; an offer that is still unanswered will do. */
  restartForOther(): void {
    if (this.options.role === "answers") return;
    this.inTurn("restart", () => {
      if (this.pc.signalingState === "have-local-offer") this.send(this.offer);
      else if (this.pc.remoteDescription !== null) this.pc.restartIce();
      return Promise.resolve();
    });
  }

  /** Cuts what we send otherwise from now on; the other side need not know. */
  reshape(shape: Shape): Promise<void> {
    if (JSON.stringify(shape) !== JSON.stringify(this.shape)) {
      this.shape = shape;
      this.inTurn("shape", () => this.describeAgain());
    }
    return this.queue;
  }

  /** Theirs is heard so much later, in which what was lost of it can come. */
  holdSound(ms: number): void {
    this.soundWaitMs = ms;
    const receiver = this.lanes.receiver("audio");
    if (receiver !== undefined) this.hold(receiver);
  }

  /** Sends an unanswered offer again: the way to the other side is open (again). */
  resend(): void {
    this.inTurn("resend", () => {
      if (this.pc.signalingState === "have-local-offer") this.send(this.offer);
      return Promise.resolve();
    });
  }

  sender(kind: Lane): RTCRtpSender | undefined {
    return this.lanes.sender(kind);
  }

  /** False if the channel is not open. */
  sendTalk(body: string): boolean {
    if (this.talkChannel.readyState !== "open") return false;
    this.talkChannel.send(body);
    return true;
  }

  /** Asks our own encoder for a whole picture: what the other side has of ours is broken. */
  keyFrame(): void {
    this.lanes.keyFrames();
  }

  /** Bytes received over the chosen path, growing; null while there is none. */
  async bytesReceived(): Promise<number | null> {
    const [receiver] = this.pc.getReceivers();
    return receiver === undefined ? null : bytesIn(await receiver.getStats());
  }

  /** In which what is of a picture beside the first has that one's kind. */
  async stats(): Promise<RTCStatsReport> {
    return withBesideApart(await this.pc.getStats(), this.lanes.namesBeside);
  }

  close(): void {
    this.isClosed = true;
    this.stopBeat();
    this.stopGather();
    this.photos.stop();
    this.pc.close();
  }

  private listen(): void {
    const { pc, talkChannel, beatChannel } = this;
    const { listener } = this.options;
    pc.onnegotiationneeded = () => this.inTurn("offer", () => this.makeOffer());
    pc.onicecandidate = ({ candidate }) => this.gathered(candidate);
    pc.ontrack = ({ track, receiver }) => this.arrived(track, receiver);
    pc.onconnectionstatechange = () => this.ifOpen(() => listener.onState(pc.connectionState));
    talkChannel.onopen = () => this.ifOpen(() => listener.onTalkOpen());
    talkChannel.onmessage = ({ data }) => this.ifOpen(() => listener.onTalk(String(data)));
    beatChannel.onopen = () => this.beginBeat();
    beatChannel.onmessage = ({ data }) => this.ifOpen(() => listener.onBeat(String(data)));
  }

  private newPhotos(): PhotoChannel {
    const { time, logger, listener } = this.options;
    const channel = this.pc.createDataChannel("photo", PHOTO_CHANNEL);
    const onPhoto = (photo: Blob) => this.ifOpen(() => listener.onPhoto(photo));
    return new PhotoChannel({ channel, time, logger, onPhoto });
  }

  private async makeOffer(): Promise<void> {
    if (this.options.role === "answers" || this.pc.signalingState !== "stable") return;
    await describe(this.pc, this.shape);
    this.offer += 1;
    this.send(this.offer);
  }

  private async takeOffer(description: Description, offer: number): Promise<void> {
    if (this.options.role === "offers") return;
    const isFirst = this.pc.remoteDescription === null;
    await this.apply(description);
    if (isFirst) this.lanes.prepare();
    await describe(this.pc, this.shape);
    this.send(offer);
    // Chromium forgets what was set on the sound of an answer before the answer was made.
    if (isFirst) this.lanes.tune();
  }

  private async apply(description: Description): Promise<void> {
    const begun = withStartBitrate(description.sdp, START_KBPS);
    const sdp = withShape(withForwardRepair(withSoundRepair(begun)), this.shape);
    await this.pc.setRemoteDescription({ type: description.type, sdp });
    this.heard = description;
    this.theirs.addFrom(sdp);
  }

  /** The same two descriptions once more, with our shape in theirs: nothing is sent of it. */
  private async describeAgain(): Promise<void> {
    const { pc, heard } = this;
    if (heard === null || pc.signalingState !== "stable") return;
    if (heard.type === "answer") {
      await this.answerAgain(heard);
    } else {
      await this.apply(heard);
      await describe(pc, this.shape);
    }
  }

  private async answerAgain(heard: Description): Promise<void> {
    const { pc } = this;
    const offer = await pc.createOffer();
    // A new path is wanted: that offer really goes out, and its answer is given this shape.
    if (!isSamePath(offer.sdp ?? "", pc.localDescription?.sdp ?? "")) return;
    await setDescription(pc, offer, this.shape);
    try {
      await this.apply(heard);
    } catch (error) {
      await pc.setLocalDescription({ type: "rollback" });
      throw error;
    }
  }

  private isAwaited(offer: number): boolean {
    return this.pc.signalingState === "have-local-offer" && offer === this.offer;
  }

  private send(offer: number): void {
    const local = this.pc.localDescription;
    if (local === null || (local.type !== "offer" && local.type !== "answer")) return;
    this.options.listener.onDescription({ type: local.type, sdp: local.sdp }, offer);
  }

  private arrived(track: MediaStreamTrack, receiver: RTCRtpReceiver): void {
    this.hold(receiver);
    const kind = this.lanes.kindOf(receiver);
    this.ifOpen(() => this.options.listener.onTrack(kind, track));
  }

  private hold(receiver: RTCRtpReceiver): void {
    const ms = receiver.track.kind === "audio" ? this.soundWaitMs : 0;
    if ("jitterBufferTarget" in receiver && receiver.jitterBufferTarget !== ms)
      receiver.jitterBufferTarget = ms;
  }

  private gathered(candidate: RTCIceCandidate | null): void {
    if (candidate === null || candidate.candidate === "") return;
    const { sdpMid, sdpMLineIndex } = candidate;
    this.found.push({ candidate: candidate.candidate, sdpMid, sdpMLineIndex });
    if (this.found.length > 1) return;
    this.stopGather = this.options.time.after(GATHER_MS, () => {
      const found = this.found;
      this.found = [];
      this.options.listener.onCandidates(found);
    });
  }

  private beginBeat(): void {
    this.stopBeat();
    let count = 0;
    this.stopBeat = this.options.time.every(BEAT_MS, () => {
      const { readyState: state, bufferedAmount: held } = this.beatChannel;
      count += 1;
      if (this.shape.isLong && this.lanes.hasSound && count % BEATS_SPARED > 0) return;
      if (state === "open" && held === 0) this.beatChannel.send(this.options.beat.say());
    });
  }

  private inTurn(step: string, act: () => Promise<void>): void {
    this.queue = this.queue.then(async () => {
      if (this.isClosed) return;
      try {
        await act();
      } catch (error) {
        this.failed(step, error);
      }
    });
  }

  private failed(step: string, error: unknown): void {
    if (!this.isClosed) this.options.logger.warn("peer.failed", { step, code: codeOf(error) });
  }

  private ifOpen(act: () => void): void {
    if (!this.isClosed) act();
  }
}
