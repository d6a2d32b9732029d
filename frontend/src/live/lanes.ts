/**
 * The ways of one call by kind: sound, picture, and the class's second picture.
 *
 * The class's first offer fixes them, in the order of `KINDS`, so that a camera that comes later
 * needs no new offer.
 */

import { type Kind, KINDS, mediumOf } from "./kinds";
import { TEXT_HINT } from "./notebook";
import {
  hintFor,
  keepSize,
  preferPictureCodecs,
  preferRedundantSound,
  requestKeyFrame,
  tunePicture,
  tuneSound,
} from "./tuning";

export interface LanesOptions {
  readonly role: "offers" | "answers";
  /** What we send keeps its size on a narrow line. */
  readonly isSharp: boolean;
  /** What Chromium can send: null where the browser does not tell. */
  readonly audioCodecs: () => readonly RTCRtpCodec[] | null;
  /** In the order in which we like them for this picture; empty: the browser's own. */
  readonly videoCodecs: (kind: "video" | "room") => readonly RTCRtpCodec[];
  readonly failed: (step: string, error: unknown) => void;
}

/** Opened as such, by `notebook.ts`. */
export function isNotebook(track: MediaStreamTrack): boolean {
  return track.contentHint === TEXT_HINT;
}

export class Lanes {
  private readonly tracks: Record<Kind, MediaStreamTrack | null> = {
    audio: null,
    video: null,
    room: null,
  };

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly options: LanesOptions,
  ) {}

  /** The class: before the first offer. */
  fix(): void {
    for (const kind of KINDS) {
      this.pc.addTransceiver(mediumOf(kind), { direction: this.directionOf(kind) });
    }
    this.prepare();
  }

  /** Directions, codecs, and the tracks that were there before the call. */
  prepare(): void {
    const { audioCodecs, videoCodecs } = this.options;
    for (const kind of KINDS) {
      const transceiver = this.transceiver(kind);
      if (transceiver === undefined) continue;
      transceiver.direction = this.directionOf(kind);
      if (kind === "audio") preferRedundantSound(transceiver, audioCodecs());
      else preferPictureCodecs(transceiver, videoCodecs(kind));
      const track = this.tracks[kind];
      if (track !== null) this.replace(transceiver.sender, track);
    }
    this.tune();
  }

  tune(): void {
    const { failed } = this.options;
    for (const kind of KINDS) {
      const sender = this.sender(kind);
      if (sender === undefined) continue;
      const isText = this.isText(kind);
      const tuned = kind === "audio" ? tuneSound(sender) : tunePicture(sender, isText);
      tuned.catch((error: unknown) => failed("tune", error));
    }
  }

  /** Sends this track from now on; null sends nothing. Never a new offer. */
  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    if (this.tracks[kind] === track) return;
    const wasText = this.isText(kind);
    this.tracks[kind] = track;
    if (track !== null) this.hint(kind, track);
    const sender = this.sender(kind);
    if (sender === undefined) return;
    if (this.isText(kind) !== wasText) this.keepSize(sender, !wasText);
    this.replace(sender, track);
    // Not once it has switched: then the first frame would go by, and the second be whole.
    if (kind !== "audio" && track !== null) this.askWhole(sender);
  }

  /** Music says so itself; a camera may be the board now, and the room later. */
  private hint(kind: Kind, track: MediaStreamTrack): void {
    if (kind === "audio" && track.contentHint !== "") return;
    track.contentHint = hintFor(kind, this.options.isSharp || isNotebook(track));
  }

  /** The class's board, and the pupil's exercise book. */
  private isText(kind: Kind): boolean {
    const track = this.tracks.video;
    return kind === "video" && (this.options.isSharp || (track !== null && isNotebook(track)));
  }

  private keepSize(sender: RTCRtpSender, isSharp: boolean): void {
    keepSize(sender, isSharp).catch((error: unknown) => this.options.failed("tune", error));
  }

  get hasSound(): boolean {
    return this.tracks.audio !== null;
  }

  sender(kind: Kind): RTCRtpSender | undefined {
    return this.transceiver(kind)?.sender;
  }

  receiver(kind: Kind): RTCRtpReceiver | undefined {
    return this.transceiver(kind)?.receiver;
  }

  /** What this transceiver is for: the second picture is the room's. */
  kindOf(receiver: RTCRtpReceiver): Kind {
    return KINDS.find((kind) => this.receiver(kind) === receiver) ?? "video";
  }

  /** Of each picture that we send: what the other side has of it is broken. */
  keyFrames(): void {
    for (const kind of ["video", "room"] as const) {
      const sender = this.sender(kind);
      if (sender?.track) this.askWhole(sender);
    }
  }

  /** Under what names `getStats` tells of the room's picture. */
  get roomNames(): ReadonlySet<string> {
    const room = this.transceiver("room");
    const names = [room?.mid, room?.receiver.track.id, room?.sender.track?.id];
    return new Set(names.filter((name) => typeof name === "string"));
  }

  private directionOf(kind: Kind): RTCRtpTransceiverDirection {
    if (kind !== "room") return "sendrecv";
    return this.options.role === "offers" ? "sendonly" : "recvonly";
  }

  private replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    sender.replaceTrack(track).catch((error: unknown) => this.options.failed("track", error));
  }

  private askWhole(sender: RTCRtpSender): void {
    requestKeyFrame(sender).catch((error: unknown) => this.options.failed("key_frame", error));
  }

  private transceiver(kind: Kind): RTCRtpTransceiver | undefined {
    const medium = mediumOf(kind);
    const same = this.pc.getTransceivers().filter(({ receiver }) => receiver.track.kind === medium);
    return same[kind === "room" ? 1 : 0];
  }
}
