/**
 * The microphones of this device, and the one track of them that goes out.
 *
 * The first is opened by `Media`, together with the camera; a class may have a second one, the
 * teacher's own, and the sound of a tab that it shares. As a rule the first goes out as it is. It goes
 * through Web Audio only where two are mixed, or where one is turned down because it crackles.
 */

import { failureOf } from "./capture";
import type { Logger } from "./logger";
import type { Media } from "./media";
import { soundAsked } from "./music";
import { type SoundChoice, wantedAmong } from "./sound-choice";
import { AS_IT_IS, type Blend, blendOf, type OwnGain, ownGainAfter } from "./sound-gain";
import type { Input, Mixer, SoundKit } from "./sound-kit";
import { type Piece, pieceOf } from "./sound-level";
import { NO_VOICE, type Voice, voiceAfter } from "./sound-voice";
import type { Ear } from "../shared/ear";
import { nothing, type Stop, type Time } from "./time";

export interface MicrophonesOptions {
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly media: Pick<Media, "track" | "devices" | "choose">;
  readonly kit: () => SoundKit | null;
  readonly choice: () => SoundChoice["chosen"];
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export interface Heard {
  readonly loudest: Piece | null;
  readonly second: Piece | null;
  /** Of the first, for the echo check; empty if it can't be listened to. */
  readonly samples: Float32Array;
}

/** What may go out now. */
export interface Outgoing {
  /** In a lesson, not hidden: the microphones are open. */
  readonly isOpen: boolean;
  /** And this person wants to be heard through them. */
  readonly isOn: boolean;
  readonly isMusic: boolean;
  readonly isWhispering: boolean;
  /** Class: of the tab that is shared; goes with the microphones, and without them. */
  readonly beside: MediaStreamTrack | null;
}

const SILENCE: Heard = { loudest: null, second: null, samples: new Float32Array() };
const NOTHING_OUT: Outgoing = {
  ...{ isOpen: false, isOn: false, isMusic: false, isWhispering: false, beside: null },
};
/** An iPad lets go of the first microphone when a second one opens, within this time. */
const SECOND_PROOF_MS = 2000;

export class Microphones {
  private second: MediaStreamTrack | null = null;
  /** Of the one that is open or being opened. */
  private secondId: string | null = null;
  private now: Outgoing = NOTHING_OUT;
  /** This device can't open two at once. */
  onlyOne = false;
  private mixer: Mixer | null = null;
  private readonly ears = new Map<MediaStreamTrack, Ear>();
  private gain: OwnGain = AS_IT_IS;
  private teacher: Voice = NO_VOICE;
  private blend: Blend = { teacherDb: 0, roomDb: 0 };
  /** What was asked for last, of which devices: a browser that gives another one is not asked again. */
  private tried = "";
  private stopProof: Stop = nothing;

  constructor(private readonly options: MicrophonesOptions) {}

  private get first(): MediaStreamTrack | null {
    return this.options.media.track("audio");
  }

  get isOpen(): boolean {
    return (this.second ?? this.first) !== null;
  }

  /** What goes out; null if nothing does. */
  get track(): MediaStreamTrack | null {
    const { first, second, mixer } = this;
    const { isOn, beside } = this.now;
    if (mixer !== null && this.isMixed) return mixer.track;
    return isOn ? (second ?? first ?? beside) : beside;
  }

  /** Two sounds want to go out, and without Web Audio only one can: the voice. */
  get leavesTabOut(): boolean {
    const { isOn, beside } = this.now;
    return beside !== null && isOn && this.isOpen && !this.isMixed;
  }

  fit(now: Outgoing): void {
    this.now = now;
    const { isOpen, isMusic } = now;
    const { microphones } = this.options.media.devices;
    const { first, second } = wantedAmong(microphones, this.options.choice());
    if (isOpen && first !== null) this.fitFirst(first.id);
    if (isMusic) this.hintMusic();
    this.fitSecond(second !== null && isOpen && this.mayMix ? second.id : null);
    this.mix();
  }

  private get mayMix(): boolean {
    return !this.now.isMusic && !this.onlyOne && this.first !== null;
  }

  private hintMusic(): void {
    if (this.first !== null) this.first.contentHint = "music";
  }

  /** Somebody chose anew: what was no use may be now. */
  chosen(): void {
    this.tried = "";
    this.onlyOne = false;
    this.gain = AS_IT_IS;
  }

  /** What the microphones gave in the last `ms`. */
  hear(ms: number): Heard {
    const kit = this.options.kit();
    if (kit?.isRunning !== true) return SILENCE;
    const open = [this.first, this.second].filter((track) => track !== null);
    this.forgetEars(open);
    const [first, second] = [this.samplesOf(this.first, kit), this.samplesOf(this.second, kit)];
    const pieces = [first, second].map((samples) => samples && pieceOf(samples));
    const [ofFirst = null, ofSecond = null] = pieces;
    if (ofSecond !== null) this.listenToTeacher(ofSecond, ms);
    const loudest = louder(ofFirst, ofSecond);
    return { loudest, second: ofSecond, samples: first ?? SILENCE.samples };
  }

  /** It crackles, or no more: turned down by ourselves. */
  turnDown(piece: Piece, isClipping: boolean): void {
    const before = this.gain.db;
    this.gain = ownGainAfter(this.gain, piece, isClipping, this.options.time.now());
    if (this.gain.db === before) return;
    this.mix();
    this.options.onChange();
  }

  close(): void {
    this.fitSecond(null);
    this.forgetEars([]);
    this.mixer?.close();
    this.mixer = null;
  }

  private get isMixed(): boolean {
    if (this.options.kit()?.isRunning !== true) return false;
    const isTurnedDown = this.gain.db < 0 && !this.now.isMusic && this.voices().length > 0;
    return isTurnedDown || this.inputs().length > 1;
  }

  /** Only a live one that is another than the one that is wanted, and is there (again). */
  private fitFirst(wanted: string): void {
    const { media } = this.options;
    const { microphone, microphones } = media.devices;
    if (microphone === null || microphone === wanted) return;
    const tried = JSON.stringify([wanted, microphones.map(({ id }) => id)]);
    if (tried === this.tried) return;
    this.tried = tried;
    media.choose("audio", wanted);
  }

  private fitSecond(wanted: string | null): void {
    if (wanted === this.secondId) return;
    this.dropSecond();
    this.secondId = wanted;
    if (wanted !== null) void this.openSecond(wanted);
  }

  /** `exact`: any other would be the first one once more. */
  private async openSecond(id: string): Promise<void> {
    const audio = { ...soundAsked(false), deviceId: { exact: id } };
    try {
      const stream = await this.options.devices?.getUserMedia({ audio });
      const [track] = stream?.getAudioTracks() ?? [];
      if (track !== undefined) this.keepSecond(id, track);
    } catch (error) {
      this.options.logger.info("microphones.failed", { code: failureOf(error) });
    }
    this.options.onChange();
  }

  private keepSecond(id: string, track: MediaStreamTrack): void {
    if (this.secondId !== id) {
      track.stop();
      return;
    }
    this.second = track;
    track.contentHint = "speech";
    track.onended = () => this.lost(track);
    this.stopProof = this.options.time.after(SECOND_PROOF_MS, () => this.prove());
  }

  private lost(track: MediaStreamTrack): void {
    if (this.second !== track) return;
    this.dropSecond();
    this.mix();
    this.options.onChange();
  }

  /** Source: WebKit bug 179363. The camera's own call goes before: it is not opened anew for this. */
  private prove(): void {
    if (this.first?.muted !== true) return;
    this.onlyOne = true;
    this.fitSecond(null);
    this.mix();
    this.options.onChange();
  }

  private dropSecond(): void {
    this.stopProof();
    if (this.second !== null) this.second.onended = null;
    this.second?.stop();
    this.second = null;
    this.secondId = null;
    this.teacher = NO_VOICE;
  }

  private listenToTeacher({ db }: Piece, ms: number): void {
    const now = this.options.time.now();
    this.teacher = voiceAfter(this.teacher, db, ms, now);
    const blend = blendOf(this.teacher, this.now.isWhispering, now);
    if (blend.roomDb === this.blend.roomDb && blend.teacherDb === this.blend.teacherDb) return;
    this.blend = blend;
    this.mix();
  }

  /** Microphones and the tab that is shared: no chime, no voice of a screen reader, nothing of theirs. */
  private mix(): void {
    if (!this.isMixed) {
      this.mixer?.set([]);
      return;
    }
    this.mixer ??= this.options.kit()?.newMixer() ?? null;
    this.mixer?.set(this.inputs());
  }

  private inputs(): readonly Input[] {
    const { beside } = this.now;
    return [...this.voices(), ...(beside === null ? [] : [{ track: beside, db: 0 }])];
  }

  /** None of a microphone that is off: it stays open, and not a bit of it goes out. */
  private voices(): readonly Input[] {
    if (!this.now.isOn) return [];
    const { first, second, gain, blend } = this;
    if (second === null) return first === null ? [] : [{ track: first, db: gain.db }];
    const teacher = { track: second, db: gain.db + blend.teacherDb };
    return first === null ? [teacher] : [{ track: first, db: gain.db + blend.roomDb }, teacher];
  }

  private samplesOf(track: MediaStreamTrack | null, kit: SoundKit): Float32Array | null {
    if (track === null) return null;
    const ear = this.ears.get(track) ?? kit.ear(track);
    this.ears.set(track, ear);
    return ear.listen();
  }

  private forgetEars(open: readonly MediaStreamTrack[]): void {
    for (const [track, ear] of this.ears) {
      if (open.includes(track)) continue;
      ear.close();
      this.ears.delete(track);
    }
  }
}

function louder(one: Piece | null, other: Piece | null): Piece | null {
  if (one === null || other === null) return one ?? other;
  return other.db > one.db ? other : one;
}
