/**
 * This device's camera and microphone, opened when wanted and closed when not.
 *
 * What was refused or is missing is a state to show, never an error that stops the lesson.
 */

import {
  capture,
  type CaptureSource,
  type Chosen,
  type Failure,
  type Kind,
  KINDS,
  type Outcome,
  type Wanted,
} from "./capture";
import type { Logger } from "./logger";
import { nothing, type Stop, type Time } from "./time";
import type { DeviceChoice, DevicesView, MediaProblem, TrackState } from "./view";

/** A drawn picture and a tone, for a demo on a machine without a camera. */
export interface Drawn {
  track(kind: Kind): MediaStreamTrack | null;
  close(): void;
}

export interface MediaOptions extends CaptureSource {
  readonly devices: MediaDevices | undefined;
  /** Null outside a demo. */
  readonly draw: (() => Drawn) | null;
  readonly newStream: (track: MediaStreamTrack) => MediaStream;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

interface Held {
  track: MediaStreamTrack | null;
  failure: Failure | null;
  chosen: string | null;
  isDrawn: boolean;
  stopMuted: Stop;
}

const NO_CHOICES = { cameras: [], microphones: [], speakers: [] };
/** A phone call or another app has taken it; a shorter silence is the browser settling down. */
const MUTED_TOO_LONG_MS = 1000;

export class Media {
  private readonly held: Record<Kind, Held> = { audio: nothingHeld(), video: nothingHeld() };
  private wanted: Wanted = { audio: false, video: false };
  private queue: Promise<void> = Promise.resolve();
  private drawn: Drawn | null = null;
  private stream: MediaStream | null = null;
  private choices: Pick<DevicesView, "cameras" | "microphones" | "speakers"> = NO_CHOICES;
  private speaker: string | null = null;
  private isClosed = false;
  private readonly onDeviceChange = () => this.devicesChanged();

  constructor(private readonly options: MediaOptions) {
    options.devices?.addEventListener("devicechange", this.onDeviceChange);
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.held[kind].track;
  }

  /** My own picture; null if there is none. */
  get picture(): MediaStream | null {
    return this.stream;
  }

  /** `on` also while it is being opened: nothing has gone wrong yet. */
  stateOf(kind: Kind): TrackState {
    if (!this.wanted[kind]) return "off";
    const { failure } = this.held[kind];
    if (failure === null) return "on";
    return failure === "insecure" || failure === "unsupported" ? "missing" : failure;
  }

  /** What is in the way of both; a missing camera alone does not stop a lesson. */
  get problem(): MediaProblem {
    if (this.options.devices === undefined)
      return this.options.isSecure ? "unsupported" : "insecure";
    const { audio, video } = this.held;
    return audio.failure !== null && video.failure !== null ? video.failure : null;
  }

  get isDrawn(): boolean {
    return this.held.video.isDrawn;
  }

  get devices(): DevicesView {
    return {
      ...this.choices,
      camera: deviceOf(this.held.video.track),
      microphone: deviceOf(this.held.audio.track),
      speaker: this.speaker,
    };
  }

  /** Opens and closes what is needed; the last wish holds. Both false: the lights go out. */
  want(wanted: Wanted): void {
    if (KINDS.every((kind) => this.wanted[kind] === wanted[kind])) return;
    this.wanted = wanted;
    this.fulfil();
  }

  /** After the person has allowed the devices. */
  retry(): void {
    for (const kind of KINDS) this.held[kind].failure = null;
    this.fulfil();
  }

  /** The page is seen again: what was taken from us meanwhile is asked back. */
  wake(): void {
    for (const kind of KINDS) {
      if (this.held[kind].track?.muted) this.drop(kind);
    }
    if (KINDS.some((kind) => this.held[kind].failure === "busy")) this.retry();
    else this.fulfil();
  }

  choose(kind: Kind, id: string): void {
    this.held[kind].chosen = id;
    this.drop(kind);
    this.retry();
  }

  chooseSpeaker(id: string): void {
    this.speaker = id;
    this.options.onChange();
  }

  close(): void {
    this.isClosed = true;
    this.options.devices?.removeEventListener("devicechange", this.onDeviceChange);
    for (const kind of KINDS) this.drop(kind);
  }

  private fulfil(): void {
    this.queue = this.queue.then(() => this.open());
  }

  private async open(): Promise<void> {
    if (this.isClosed) return;
    for (const kind of KINDS) {
      if (!this.wanted[kind]) this.drop(kind);
    }
    const lacking = this.lacking();
    if (KINDS.some((kind) => lacking[kind])) await this.capture(lacking);
    this.options.onChange();
    await this.listChoices();
  }

  private lacking(): Wanted {
    const lacks = (kind: Kind) =>
      this.wanted[kind] && this.held[kind].track === null && this.held[kind].failure === null;
    return { audio: lacks("audio"), video: lacks("video") };
  }

  private async capture(lacking: Wanted): Promise<void> {
    const chosen: Chosen = { audio: this.held.audio.chosen, video: this.held.video.chosen };
    const captured = await capture(this.options, lacking, chosen);
    for (const kind of KINDS) {
      const outcome = captured[kind];
      if (outcome === undefined) continue;
      if (this.held[kind].chosen === chosen[kind]) this.keep(kind, this.orDrawn(kind, outcome));
      else letGo(outcome);
    }
  }

  private orDrawn(kind: Kind, outcome: Outcome): Outcome {
    this.held[kind].isDrawn = false;
    if (outcome !== "missing" || this.options.draw === null) return outcome;
    this.drawn ??= this.options.draw();
    const track = this.drawn.track(kind);
    this.held[kind].isDrawn = track !== null;
    return track ?? outcome;
  }

  private keep(kind: Kind, outcome: Outcome): void {
    const held = this.held[kind];
    if (typeof outcome === "string") {
      held.failure = outcome;
      this.options.logger.info("media.failed", { kind, code: outcome });
      return;
    }
    if (this.isClosed) {
      outcome.stop();
      return;
    }
    held.track = outcome;
    if (kind === "video") this.stream = this.options.newStream(outcome);
    outcome.onended = () => this.lost(kind, outcome);
    outcome.onmute = () => this.muted(kind, outcome);
    outcome.onunmute = () => this.unmuted(kind, outcome);
  }

  /** Unplugged, or forbidden from the browser's own bar. */
  private lost(kind: Kind, track: MediaStreamTrack): void {
    if (this.held[kind].track !== track) return;
    this.drop(kind);
    this.held[kind].failure = "missing";
    this.options.onChange();
  }

  private muted(kind: Kind, track: MediaStreamTrack): void {
    const held = this.held[kind];
    if (held.track !== track) return;
    held.stopMuted();
    held.stopMuted = this.options.time.after(MUTED_TOO_LONG_MS, () => {
      held.failure = "busy";
      this.options.onChange();
    });
  }

  private unmuted(kind: Kind, track: MediaStreamTrack): void {
    const held = this.held[kind];
    if (held.track !== track) return;
    held.stopMuted();
    held.failure = null;
    this.options.onChange();
  }

  private drop(kind: Kind): void {
    const held = this.held[kind];
    held.stopMuted();
    if (held.track !== null) held.track.onended = held.track.onmute = held.track.onunmute = null;
    held.track?.stop();
    held.track = null;
    held.failure = null;
    held.isDrawn = false;
    if (kind === "video") this.stream = null;
    this.closeDrawn();
  }

  private closeDrawn(): void {
    if (KINDS.some((kind) => this.held[kind].isDrawn)) return;
    this.drawn?.close();
    this.drawn = null;
  }

  /** Something was plugged in or out: what was missing may be there now. */
  private devicesChanged(): void {
    for (const kind of KINDS) {
      const held = this.held[kind];
      if (held.failure === "missing" || held.failure === "busy") held.failure = null;
    }
    this.fulfil();
  }

  private async listChoices(): Promise<void> {
    const found = await this.options.devices?.enumerateDevices().catch(() => []);
    if (found === undefined || this.isClosed) return;
    const of = (kind: MediaDeviceKind): readonly DeviceChoice[] =>
      found
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.choices = {
      cameras: of("videoinput"),
      microphones: of("audioinput"),
      speakers: of("audiooutput"),
    };
    this.options.onChange();
  }
}

function nothingHeld(): Held {
  return { track: null, failure: null, chosen: null, isDrawn: false, stopMuted: nothing };
}

/** Another one was chosen while this one opened; it is opened next. */
function letGo(outcome: Outcome): void {
  if (typeof outcome !== "string") outcome.stop();
}

function deviceOf(track: MediaStreamTrack | null): string | null {
  return track?.getSettings().deviceId ?? null;
}
