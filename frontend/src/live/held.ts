/** One track of this device while it is ours: kept, lost, silenced, given back. */

import type { Failure } from "./capture";
import { nothing, type Stop, type Time } from "./time";
import type { TrackState } from "./view";

/** A phone call or another app has taken it; a shorter silence is the browser settling down. */
const MUTED_TOO_LONG_MS = 1000;

export interface HeldListener {
  onChange(): void;
  /** It stopped or fell silent; at once, before it is known for how long. */
  onSilent(device: string | null): void;
  readonly newStream: ((track: MediaStreamTrack) => MediaStream) | null;
}

export class Held {
  track: MediaStreamTrack | null = null;
  /** Of the track alone, to be shown; of a microphone none. */
  stream: MediaStream | null = null;
  failure: Failure | null = null;
  /** Of a device; null leaves it to the browser. */
  chosen: string | null = null;
  isDrawn = false;
  /** A track was here since it was first wanted. */
  wasOpen = false;
  /** Another camera is opened beside it, on a device that may give one at a time. */
  isLent = false;
  private wasLent = false;
  /** What another line films of the same camera is here, while that one has it alone. */
  private standing: { readonly device: string | null; readonly onLet: () => void } | null = null;
  private askedFor: string | null = null;
  private stopMuted: Stop = nothing;

  constructor(
    private readonly time: Time,
    private readonly listener: HeldListener,
  ) {}

  get device(): string | null {
    return this.standing?.device ?? this.track?.getSettings().deviceId ?? null;
  }

  /** `on` also while it is being opened: nothing has gone wrong yet. */
  get state(): TrackState {
    const { failure } = this;
    if (failure === null) return "on";
    return failure === "insecure" || failure === "unsupported" ? "missing" : failure;
  }

  /** Neither this device nor what the browser gave for it. */
  isAnotherThan(id: string): boolean {
    return this.track !== null && this.device !== id && this.askedFor !== id;
  }

  keep(track: MediaStreamTrack): void {
    this.track = track;
    this.stream = this.listener.newStream?.(track) ?? null;
    this.askedFor = this.chosen;
    this.wasOpen = true;
    track.onended = () => this.lost(track);
    track.onmute = () => this.muted(track);
    track.onunmute = () => this.unmuted(track);
  }

  /** It is to be opened. */
  get isLacking(): boolean {
    return this.track === null && this.failure === null && !this.isLent;
  }

  /** Another program or a phone call has it now. */
  get isTaken(): boolean {
    return this.track?.muted === true && !this.isLent && this.standing === null;
  }

  lend(): void {
    this.isLent = true;
    this.wasLent = this.track !== null;
  }

  /** What was lost meanwhile was lost to the other camera. */
  giveBack(): void {
    this.isLent = false;
    if (this.wasLent && this.track === null) this.failure = null;
  }

  /** Gives it back to the device. */
  drop(): void {
    this.let()?.stop();
    this.failure = null;
    this.isDrawn = false;
  }

  /**
   * Gives its own back to who asks. What stands in is not watched: it may stand still for a moment.
   * `onLet`: it is not needed any more.
   */
  standIn(track: MediaStreamTrack, onLet: () => void): MediaStreamTrack | null {
    const { device } = this;
    const own = this.let();
    this.track = track;
    this.stream = this.listener.newStream?.(track) ?? null;
    this.standing = { device, onLet };
    return own;
  }

  /** The track goes on elsewhere. */
  let(): MediaStreamTrack | null {
    const { track, standing } = this;
    this.stopMuted();
    if (track !== null) track.onended = track.onmute = track.onunmute = null;
    this.track = this.stream = this.standing = null;
    standing?.onLet();
    return track;
  }

  /** Unplugged, or forbidden from the browser's own bar. */
  private lost(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    const { device } = this;
    this.drop();
    this.failure = "missing";
    this.listener.onSilent(device);
    this.listener.onChange();
  }

  private muted(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    this.stopMuted();
    this.stopMuted = this.time.after(MUTED_TOO_LONG_MS, () => {
      this.failure = "busy";
      this.listener.onChange();
    });
    this.listener.onSilent(this.device);
  }

  private unmuted(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    this.stopMuted();
    this.failure = null;
    this.listener.onChange();
  }
}
