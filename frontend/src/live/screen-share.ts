/**
 * Class: a screen, a window or a tab, in the place of the board camera's picture.
 *
 * It is shown only while the class shows its board: whoever hides, pauses or leaves ends it, and it
 * does not begin again by itself. In a break it makes way for the class, and is back after it. The
 * browser's own bar may end it at any moment.
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import type { Steering } from "./steering";
import { nothing, type Stop, type Time } from "./time";

/** Asks the person which screen; null where the browser has none to give. */
export type Display = ((wanted: DisplayMediaStreamOptions) => Promise<MediaStream>) | null;

/**
 * - `unsupported`: this device cannot (a tablet)
 * - `refused`: nothing was chosen, or the browser may not
 * - `failed`: it was chosen, and cannot be filmed
 * - `stopped`: it was ended outside of this page
 */
export type ScreenNote = "unsupported" | "refused" | "failed" | "stopped";

export interface ScreenView {
  readonly state: "off" | "asking" | "on";
  /** How the last one went; null after a while. */
  readonly note: ScreenNote | null;
}

export interface ScreenCommands {
  /** From a press: the browser asks which. */
  share(): void;
  stop(): void;
}

export interface ScreenShareOptions {
  readonly display: Display;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

interface Shared {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
}

const NOTE_MS = 12_000;
/**
 * No more pixels than a board has. Sound of a tab only: that of the whole device has the pupil's own
 * voice in it. Not this page itself: a picture in a picture.
 * Source: W3C screen-capture, `DisplayMediaStreamOptions`.
 */
const WANTED = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  selfBrowserSurface: "exclude",
  surfaceSwitching: "include",
  systemAudio: "exclude",
} as const;

export class ScreenShare implements ScreenCommands {
  private shared: Shared | null = null;
  private note: ScreenNote | null = null;
  private isAsking = false;
  private mayShow = false;
  private rests = false;
  private stopNote: Stop = nothing;

  constructor(private readonly options: ScreenShareOptions) {}

  get view(): ScreenView {
    const { shared, note, isAsking } = this;
    return { state: shared !== null ? "on" : isAsking ? "asking" : "off", note };
  }

  get isOn(): boolean {
    return this.shown !== null;
  }

  /** Of a tab that gave its sound with its picture. */
  get sound(): MediaStreamTrack | null {
    return this.shown?.sound ?? null;
  }

  /** What goes out as the board: the screen, else what is cut out of this camera. */
  over(camera: MediaStreamTrack | null, steering: Pick<Steering, "sent">): MediaStreamTrack | null {
    if (this.shown === null) return steering.sent(camera);
    steering.sent(null);
    return this.shown.picture;
  }

  /** After every change of the room. */
  fit(mayShow: boolean, rests: boolean): void {
    this.mayShow = mayShow;
    this.rests = rests;
    if (!mayShow) this.drop();
  }

  share(): void {
    const { display } = this.options;
    if (!this.mayShow || this.shared !== null || this.isAsking) return;
    if (display === null) this.tell("unsupported");
    else void this.ask(display);
  }

  stop(): void {
    this.drop();
    this.options.onChange();
  }

  close(): void {
    this.mayShow = false;
    this.stopNote();
    this.drop();
  }

  private get shown(): Shared | null {
    return this.rests ? null : this.shared;
  }

  private async ask(display: NonNullable<Display>): Promise<void> {
    this.isAsking = true;
    this.tell(null);
    const asked = await display(WANTED).catch((error: unknown) => this.failed(error));
    this.isAsking = false;
    if (typeof asked === "string") this.tell(asked);
    else this.got(asked);
  }

  private got(stream: MediaStream): void {
    const [picture] = stream.getVideoTracks();
    const [sound = null] = stream.getAudioTracks();
    const isGone = picture?.readyState !== "live";
    if (picture === undefined || isGone || !this.mayShow) {
      for (const track of stream.getTracks()) track.stop();
      this.tell(isGone ? "stopped" : null);
      return;
    }
    picture.onended = () => this.ended(picture);
    this.shared = { picture, sound };
    this.tell(null);
  }

  private ended(picture: MediaStreamTrack): void {
    if (this.shared?.picture !== picture) return;
    this.drop();
    this.tell("stopped");
  }

  private drop(): void {
    const { shared } = this;
    if (shared === null) return;
    this.shared = null;
    shared.picture.onended = null;
    shared.picture.stop();
    shared.sound?.stop();
  }

  private failed(error: unknown): ScreenNote {
    this.options.logger.info("screen.failed", { code: codeOf(error) });
    const name = error instanceof Error ? error.name : "";
    return name === "NotAllowedError" || name === "SecurityError" ? "refused" : "failed";
  }

  private tell(note: ScreenNote | null): void {
    this.stopNote();
    this.note = note;
    if (note !== null) this.stopNote = this.options.time.after(NOTE_MS, () => this.tell(null));
    this.options.onChange();
  }
}

/** Undefined on a telephone or tablet. */
export function displayOf(devices: MediaDevices | undefined): Display {
  if (devices === undefined || !("getDisplayMedia" in devices)) return null;
  return (wanted) => devices.getDisplayMedia(wanted);
}
