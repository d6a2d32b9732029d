/** All that the room does with sound: microphones, meters, warnings, loudness, whisper and music. */

import { EchoCheck } from "./echo-check";
import type { Logger } from "./logger";
import { type Media } from "./media";
import { type Heard, Microphones } from "./microphones";
import { soundAsked } from "./music";
import type { Store } from "./choices";
import { KeptSound, NO_ROOM, type SoundPlace } from "./sound-choice";
import type { SoundKit } from "./sound-kit";
import { type Level, levelIn, levelOf, pieceOf, shownAfter } from "./sound-level";
import { JoinedSound } from "./sound-joined";
import { outputFor } from "./sound-limit";
import { Playing } from "./sound-playing";
import { SoundSettings } from "./sound-settings";
import type { Beat, Levels, RoomSoundView, SoundView, SoundWarning } from "./sound-view";
import { isClipping, isMineSilent, NOTHING_HEARD, read, type Watch } from "./sound-watch";
import { warningOf, watchAfter } from "./sound-watch";
import type { Ear } from "../shared/ear";
import { nothing, type Stop, type Time } from "./time";
import type { PartyView, Side } from "./view";
import type { State } from "./words";

export type NewSoundKit = (onChange: () => void) => SoundKit;

export interface RoomSoundOptions {
  readonly side: Side;
  readonly isFramed: boolean;
  readonly devices: MediaDevices | undefined;
  readonly media: Media;
  /** Null where there is no Web Audio: then no meters, and every track as it is. */
  readonly newKit: NewSoundKit | null;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly store: Store;
  readonly key: string;
  readonly time: Time;
  readonly logger: Logger;
  /** Something that is shown or sent has changed. */
  readonly onChange: () => void;
}

/** What the room knows, and the sound must. */
export interface Situation {
  /** In a lesson, seen and heard. */
  readonly isOpen: boolean;
  /** The microphone is on. */
  readonly isOn: boolean;
  /** Sound and picture flow, and the line is wide enough for sound. */
  readonly flows: boolean;
  /** This device's loudspeaker is on. */
  readonly plays: boolean;
  readonly other: State | null;
  readonly remote: MediaStream;
  /** Packets of their sound arrive. */
  readonly arrives: boolean;
  /** And there is sound in them; null: unknown. */
  readonly isAudible: boolean | null;
}

const LOOK_MS = 60;
const LONGEST_LOOK_MS = 1500;
/** Four beats a second, or one on a thin line. */
const BEAT_LASTS_MS = 2500;
const SILENT_DB = -100;
/** As long as it is so, until it is read. */
const LASTING = ["echo", "tab", "only_one"] as const;
type Lasting = (typeof LASTING)[number];

export class RoomSound implements RoomSoundView, Beat {
  private readonly microphones: Microphones;
  private readonly kept: KeptSound;
  private readonly settings: SoundSettings;
  private isWhispering = false;
  private isMusic = false;
  /** Class: of the tab that is shared. */
  beside: MediaStreamTrack | null = null;
  private kit: SoundKit | null = null;
  private readonly playing: Playing;
  /** With other pupils; music goes out as it is. */
  readonly joined = new JoinedSound(() => (this.isMusic ? null : this.kit));
  private now: Situation | null = null;
  private watch: Watch = NOTHING_HEARD;
  private mineDb: number | null = null;
  private theirsDb: number | null = null;
  private theirEar: { readonly track: MediaStreamTrack; readonly ear: Ear } | null = null;
  private told: { readonly level: Level; readonly at: number } | null = null;
  private check: EchoCheck | null = null;
  private isChecked = false;
  private echoes = 0;
  private lookedAt = 0;
  /** Of those that last. */
  private readonly readOnes = new Set<SoundWarning>();
  private stopLook: Stop = nothing;
  private shown = "";

  constructor(private readonly options: RoomSoundOptions) {
    const { store, key, newStream, media } = options;
    this.kept = new KeptSound(store, `${key}.sound`);
    this.settings = new SoundSettings(this.kept, media);
    this.playing = new Playing(newStream([]), () => this.kit);
    const { microphone } = this.settings.choice.chosen;
    if (microphone !== null && microphone.id !== NO_ROOM.id) media.prefer("audio", microphone.id);
    this.microphones = new Microphones({
      ...options,
      kit: () => this.kit,
      choice: () => this.settings.choice.chosen,
    });
  }

  /** What goes out of this device; null if nothing does. */
  get track(): MediaStreamTrack | null {
    return this.microphones.track;
  }

  get party(): Pick<PartyView, "whisper" | "music" | "silent"> {
    const silent = isMineSilent(this.watch);
    return { whisper: this.isWhispering, music: this.isMusic, silent };
  }

  /** Theirs, for the page's one player. */
  playedOf(remote: MediaStream): MediaStream {
    return this.options.side === "class" ? this.playing.stream : remote;
  }

  /** What is asked of the first microphone. */
  asked(id: string | null): MediaTrackConstraints {
    const asked = soundAsked(this.isMusic, this.options.isFramed);
    return id === null ? asked : { ...asked, deviceId: { ideal: id } };
  }

  get view(): SoundView {
    const { settings } = this;
    const { volume, cap } = settings.choice;
    return {
      warning: this.warning(),
      microphone: settings.idOf("microphone"),
      teacher: settings.idOf("teacher"),
      whisperSpeaker: settings.idOf("whisperSpeaker"),
      speaker: settings.speaker(this.whispersNow),
      playerVolume: this.playing.volume,
      volume,
      cap,
      echo: this.check === null ? null : (this.check.verdict ?? "listening"),
    };
  }

  get levels(): Levels {
    const { told } = this;
    const isOld = told === null || this.options.time.now() - told.at > BEAT_LASTS_MS;
    const level = (db: number | null) => (db === null ? null : levelOf(db));
    const heard = isOld ? null : told.level;
    return { mine: level(this.mineDb), heard, theirs: level(this.theirsDb) };
  }

  /** Goes with each sign of life: how loud theirs is here. */
  say(): string {
    return `b${this.levels.theirs ?? ""}`;
  }

  /** Theirs of mine. */
  hear(body: string): void {
    const level = levelIn(body.slice(1));
    this.told = level === null ? null : { level, at: this.options.time.now() };
  }

  /** After every change of the room. */
  fit(situation: Situation): void {
    this.now = situation;
    this.fitKit(situation.isOpen);
    const { isMusic, whispersNow: isWhispering, beside } = this;
    const { isOpen, isOn } = situation;
    this.microphones.fit({ isOpen, isOn, isMusic, isWhispering, beside });
    if (this.options.side === "class")
      this.playing.fit(situation.remote, outputFor(this.settings.choice, this.whispersNow));
    this.settings.fitSpeaker();
    this.checkAtStart(situation);
  }

  /** This page comes back into a lesson: who whispered does not speak aloud now. */
  comeBack(): void {
    const { whisper, music } = this.kept.readLesson();
    this.isWhispering = whisper;
    this.isMusic = music;
    this.isChecked = true;
  }

  /** The lesson is over. */
  forget(): void {
    this.kept.forgetLesson();
    this.isWhispering = this.isMusic = this.isChecked = false;
    this.readOnes.clear();
    this.check = this.told = null;
    this.watch = NOTHING_HEARD;
  }

  close(): void {
    this.stopLook();
    this.theirEar?.ear.close();
    this.microphones.close();
    this.joined.close();
    this.playing.close();
    this.kit?.close();
    this.kit = null;
  }

  // Commands

  whisper(isWhispering: boolean): void {
    if (this.options.side !== "home") return;
    this.isWhispering = isWhispering;
    this.kept.keepLesson(this.party);
    this.options.onChange();
  }

  playMusic(isMusic: boolean): void {
    if (this.isMusic === isMusic) return;
    this.isMusic = isMusic;
    this.kept.keepLesson(this.party);
    this.options.media.reopen("audio");
    this.options.onChange();
  }

  chooseMicrophone(id: string): void {
    if (id === NO_ROOM.id) this.settings.choose("microphone", NO_ROOM);
    else this.settings.chooseById("microphone", id);
    this.microphones.chosen();
    if (id === NO_ROOM.id) this.options.onChange();
    else this.options.media.choose("audio", id);
  }

  chooseTeacher(id: string): void {
    this.chooseOrNone("teacher", id);
    this.microphones.chosen();
    this.options.onChange();
  }

  chooseSpeaker(id: string): void {
    this.settings.chooseById("speaker", id);
    this.options.media.chooseSpeaker(id);
  }

  chooseWhisperSpeaker(id: string): void {
    this.chooseOrNone("whisperSpeaker", id);
    this.options.onChange();
  }

  setVolume(volume: number): void {
    this.settings.set({ volume });
    this.options.onChange();
  }

  setCap(cap: number): void {
    this.settings.set({ cap });
    this.options.onChange();
  }

  checkEcho(): void {
    const { kit } = this;
    if (kit?.isRunning !== true || !this.microphones.isOpen) return;
    this.readOnes.delete("echo");
    this.isChecked = true;
    this.echoes = 0;
    this.listenForEcho(kit);
    this.options.onChange();
  }

  readWarning(): void {
    const warning = this.warning();
    if (warning === null) return;
    if (isLasting(warning)) this.readOnes.add(warning);
    else this.watch = read(this.watch, warning, this.options.time.now());
    this.options.onChange();
  }

  private listenForEcho(kit: SoundKit): void {
    const { time } = this.options;
    this.check = new EchoCheck(kit, this.view.speaker, () => time.now());
  }

  private chooseOrNone(place: SoundPlace, id: string): void {
    if (id === "") this.settings.choose(place, null);
    else this.settings.chooseById(place, id);
  }

  /** In class: the pupil whispers. */
  private get whispersNow(): boolean {
    return this.options.side === "class" && this.now?.other?.whisper === true;
  }

  private fitKit(isOpen: boolean): void {
    const { newKit, time, onChange } = this.options;
    if (isOpen && this.kit === null && newKit !== null) {
      this.kit = newKit(onChange);
      this.stopLook = time.every(LOOK_MS, () => this.look());
    } else if (!isOpen && this.kit !== null) {
      this.stopListening();
    }
  }

  private stopListening(): void {
    this.stopLook();
    this.stopLook = nothing;
    this.theirEar?.ear.close();
    this.theirEar = this.mineDb = this.theirsDb = null;
    this.watch = NOTHING_HEARD;
    this.microphones.close();
    this.joined.close();
    this.playing.close();
    this.kit?.close();
    this.kit = this.check = null;
  }

  private look(): void {
    const { now: situation, kit } = this;
    if (situation === null || kit?.isRunning !== true) return;
    const now = this.options.time.now();
    // A page in the background is woken once a second.
    const ms = Math.min(LONGEST_LOOK_MS, now - this.lookedAt);
    this.lookedAt = now;
    const heard = this.microphones.hear(ms);
    this.theirsDb = shown(this.theirsDb, this.theirs(kit, situation.remote), ms);
    this.watchOver(heard, situation, ms);
    this.listen(kit, heard.samples);
    this.tellIfNew();
  }

  /** A canceller that has just begun still learns: what comes back twice is an echo. */
  private listen(kit: SoundKit, samples: Float32Array): void {
    this.check?.hear(samples);
    if (this.check?.verdict !== "echo" || this.echoes > 0) return;
    this.echoes += 1;
    this.listenForEcho(kit);
  }

  private watchOver({ loudest, second }: Heard, situation: Situation, ms: number): void {
    this.mineDb = shown(this.mineDb, loudest?.db ?? null, ms);
    const isOn = situation.isOn ? "on" : "off";
    const microphone = loudest === null ? "none" : isOn;
    const all = { mine: loudest, teacher: second, microphone, ms } as const;
    const now = this.options.time.now();
    this.watch = watchAfter(this.watch, { ...all, theirs: theirSound(situation) }, now);
    if (loudest !== null) this.microphones.turnDown(loudest, isClipping(this.watch));
  }

  /** Many looks, few changes: the room is told of those. */
  private tellIfNew(): void {
    const shown = JSON.stringify([this.view.warning, this.view.echo, this.party.silent]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.options.onChange();
  }

  private theirs(kit: SoundKit, remote: MediaStream): number | null {
    const [track] = remote.getAudioTracks();
    if (this.theirEar?.track !== track) {
      this.theirEar?.ear.close();
      this.theirEar = track === undefined ? null : { track, ear: kit.ear(track) };
    }
    return this.theirEar === null ? null : pieceOf(this.theirEar.ear.listen()).db;
  }

  private warning(): SoundWarning | null {
    const { time } = this.options;
    const due = warningOf(this.watch, time.now());
    return due ?? LASTING.find((one) => this.isTrue(one) && !this.readOnes.has(one)) ?? null;
  }

  private isTrue(warning: Lasting): boolean {
    if (warning === "echo") return this.check?.verdict === "echo";
    return warning === "tab" ? this.microphones.leavesTabOut : this.microphones.onlyOne;
  }

  /** Once a lesson, in its first seconds; with music on nothing is taken out of the microphone. */
  private checkAtStart({ isOn, flows, plays }: Situation): void {
    if (this.isChecked || !isOn || !flows || !plays || this.isMusic) return;
    this.checkEcho();
  }
}

function isLasting(warning: SoundWarning): warning is Lasting {
  return LASTING.some((one) => one === warning);
}

function shown(before: number | null, db: number | null, ms: number): number | null {
  return db === null ? null : shownAfter(before ?? SILENT_DB, db, ms);
}

/** Null: off by their choice, unknown, or the line itself is away, which is said elsewhere. */
function theirSound({ flows, other, arrives, isAudible }: Situation): "sound" | "silence" | null {
  if (!flows || other === null || !isMeantToBeHeard(other)) return null;
  return other.silent || !arrives || isAudible === false ? "silence" : "sound";
}

function isMeantToBeHeard({ microphone, watching, paused }: State): boolean {
  return microphone === "on" && !watching && paused === null;
}
