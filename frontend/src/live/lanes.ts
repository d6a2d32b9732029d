/**
 * The ways of one call by kind: sound, picture, the class's second picture and, where it has several
 * pupils, the small one of the others.
 *
 * The class's first offer fixes them, in the order of `LANES`, so that a camera that comes later
 * needs no new offer.
 */

import { KINDS, type Lane, LANES, mediumOf, type PictureLane } from "./kinds";
import { TEXT_HINT } from "./notebook";
import type { Beside } from "./stats";
import {
  hintFor,
  keepSize,
  preferPictureCodecs,
  preferRedundantSound,
  requestKeyFrame,
  tuneMates,
  tunePicture,
  tuneSound,
} from "./tuning";

export interface LanesOptions {
  readonly role: "offers" | "answers";
  /** Class: beside the lines of other pupils, whose small picture may go out over this one. */
  readonly isFramed: boolean;
  /** What we send keeps its size on a narrow line. */
  readonly isSharp: boolean;
  /** What Chromium can send: null where the browser does not tell. */
  readonly audioCodecs: () => readonly RTCRtpCodec[] | null;
  /** In the order in which we like them for this picture; empty: the browser's own. */
  readonly videoCodecs: (kind: PictureLane) => readonly RTCRtpCodec[];
  readonly failed: (step: string, error: unknown) => void;
}

/** Opened as such, by `notebook.ts`. */
export function isNotebook(track: MediaStreamTrack): boolean {
  return track.contentHint === TEXT_HINT;
}

/** How many pictures there are before this one. */
const PLACE: Readonly<Record<Lane, number>> = { audio: 0, video: 0, room: 1, mates: 2 };

export class Lanes {
  private readonly tracks: Record<Lane, MediaStreamTrack | null> = {
    audio: null,
    video: null,
    room: null,
    mates: null,
  };

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly options: LanesOptions,
  ) {}

  /** The class: before the first offer. */
  fix(): void {
    for (const kind of this.options.isFramed ? LANES : KINDS) {
      this.pc.addTransceiver(mediumOf(kind), { direction: this.directionOf(kind) });
    }
    this.prepare();
  }

  /** Directions, codecs, and the tracks that were there before the call. */
  prepare(): void {
    const { audioCodecs, videoCodecs } = this.options;
    for (const kind of LANES) {
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
    for (const kind of LANES) {
      const sender = this.sender(kind);
      if (sender === undefined) continue;
      this.tuned(kind, sender).catch((error: unknown) => failed("tune", error));
    }
  }

  private tuned(kind: Lane, sender: RTCRtpSender): Promise<void> {
    if (kind === "audio") return tuneSound(sender);
    return kind === "mates" ? tuneMates(sender) : tunePicture(sender, this.isText(kind));
  }

  /** Sends this track from now on; null sends nothing. Never a new offer. */
  setTrack(kind: Lane, track: MediaStreamTrack | null): void {
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
  private hint(kind: Lane, track: MediaStreamTrack): void {
    if (kind === "audio" && track.contentHint !== "") return;
    track.contentHint = hintFor(kind, this.options.isSharp || isNotebook(track));
  }

  /** The class's board, and the pupil's exercise book. */
  private isText(kind: Lane): boolean {
    const track = this.tracks.video;
    return kind === "video" && (this.options.isSharp || (track !== null && isNotebook(track)));
  }

  private keepSize(sender: RTCRtpSender, isSharp: boolean): void {
    keepSize(sender, isSharp).catch((error: unknown) => this.options.failed("tune", error));
  }

  get hasSound(): boolean {
    return this.tracks.audio !== null;
  }

  sender(kind: Lane): RTCRtpSender | undefined {
    return this.transceiver(kind)?.sender;
  }

  receiver(kind: Lane): RTCRtpReceiver | undefined {
    return this.transceiver(kind)?.receiver;
  }

  /** What this transceiver is for: the second picture is the room's. */
  kindOf(receiver: RTCRtpReceiver): Lane {
    return LANES.find((kind) => this.receiver(kind) === receiver) ?? "video";
  }

  /** Of each picture that we send: what the other side has of it is broken. */
  keyFrames(): void {
    for (const kind of ["video", "room", "mates"] as const) {
      const sender = this.sender(kind);
      if (sender?.track) this.askWhole(sender);
    }
  }

  /** Under what names `getStats` tells of the pictures beside the first, and which each is. */
  get namesBeside(): ReadonlyMap<string, Beside> {
    const names = (["room", "mates"] as const).flatMap((kind) => {
      const lane = this.transceiver(kind);
      return [lane?.mid, lane?.receiver.track.id, lane?.sender.track?.id].map(
        (name) => [name, kind] as const,
      );
    });
    return new Map(names.filter((named) => isNamed(named)));
  }

  private directionOf(kind: Lane): RTCRtpTransceiverDirection {
    if (PLACE[kind] === 0) return "sendrecv";
    return this.options.role === "offers" ? "sendonly" : "recvonly";
  }

  private replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    sender.replaceTrack(track).catch((error: unknown) => this.options.failed("track", error));
  }

  private askWhole(sender: RTCRtpSender): void {
    requestKeyFrame(sender).catch((error: unknown) => this.options.failed("key_frame", error));
  }

  private transceiver(kind: Lane): RTCRtpTransceiver | undefined {
    const medium = mediumOf(kind);
    const same = this.pc.getTransceivers().filter(({ receiver }) => receiver.track.kind === medium);
    return same[PLACE[kind]];
  }
}

function isNamed(named: readonly [string | null | undefined, Beside]): named is [string, Beside] {
  return typeof named[0] === "string";
}
