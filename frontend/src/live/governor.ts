/** Drives the policy: one reading a second in, the parameters of our senders out. */

import {
  candidatesFor,
  chosenAfter,
  type CodecChoice,
  type Effort,
  FIRST_CODEC,
  isAtItsEnd,
  roomCodecFor,
} from "./codecs";
import { codeOf } from "./errors";
import type { Kind, Looks } from "./kinds";
import type { Logger } from "./logger";
import {
  advance,
  begun,
  FREEZES_FROM_FRAMES,
  interrupted,
  isLongAt,
  type Picture,
  placeOf,
  type Policy,
  type Reading,
  rungOf,
  type Sending,
  soundOf,
  type Step,
  STEPS,
} from "./policy";
import { type Tuned, withMusic } from "./music";
import { asText } from "./text-first";
import { withPicture, withSound } from "./sending";
import type { Shape } from "./shape";
import { Spare } from "./spare";
import {
  heardBetween,
  heardOf,
  type HeardSample,
  NO_WAIT,
  type SoundWait,
  waitAfter,
} from "./sound-wait";
import { fitted, type Shown } from "./two-pictures";
import {
  type Measured,
  measuredBetween,
  NOTHING,
  remembering,
  uplinkOf,
  type UplinkSample,
} from "./uplink";

/** What each side's first camera shows. */
export const ROLE_OF = { class: "board", home: "face" } as const;

/** So long after it began a picture has shown the line how wide it must be. */
const SETTLED_MS = 4000;
/** Reports of sound come every five seconds: two have not. */
const UNHEARD_MS = 12_000;
/** Their picture stood still for this long in the last ten seconds. */
const FROZEN_MS = 1000;
const FROZEN_WITHIN_MS = 10_000;
/** What was small may have stood still; a picture that has just become the large one is given time. */
const LARGE_FOR_MS = 3000;
/** An outage so long leaves its losses, its freeze and a low estimate behind, for so long. */
const OUTAGE_MS = 1500;
const TRACES_MS = 6000;
/** What a moving picture left in the line goes before a still does. */
const DRAIN_MS = 2500;

export interface Senders {
  sender(kind: Kind): RTCRtpSender | undefined;
  reshape(shape: Shape): Promise<void>;
  /** Theirs is heard so much later. */
  holdSound(ms: number): void;
}

/** What the other side is told. */
export interface LineState {
  readonly step: Step;
  /** Your picture stands still here. */
  readonly frozen: boolean;
}

export interface GovernorOptions {
  readonly role: Picture;
  /** 0 to 1 while it runs down; null on the mains, or unknown. */
  readonly battery: () => number | null;
  /** Of the last photo that left. */
  readonly photoKbps: () => number | null;
  readonly now: () => number;
  readonly logger: Logger;
}

export class Governor {
  /** Music of ours, and of theirs. */
  music = { mine: false, theirs: false };
  /** What files may take. */
  spare = new Spare();
  private policy: Policy;
  private codec: CodecChoice = FIRST_CODEC;
  private last: UplinkSample | null = null;
  private heard: HeardSample | null = null;
  private wait: SoundWait = NO_WAIT;
  private pictureSince: number | null = null;
  private heardAt: number | null = null;
  private photoSince: number | null = null;
  private hasFlowed = false;
  private brokenSince: number | null = null;
  private tracesUntil = -Infinity;
  private frozen: readonly { readonly at: number; readonly ms: number }[] = [];
  /** What was set last, of each call: a warm one has it before the press. */
  private readonly applied = new WeakMap<Senders, string>();
  private theirs: LineState = { step: "whole", frozen: false };
  private shown: Shown = { hasRoom: false, large: "board" };
  private largeSince = -Infinity;
  private isText = false;
  private applying: Promise<void> = Promise.resolve();

  constructor(private readonly options: GovernorOptions) {
    this.policy = begun([options.role], options.now());
  }

  get mine(): LineState {
    const frozenMs = this.frozen.reduce((sum, { ms }) => sum + ms, 0);
    return { step: rungOf(this.policy).step, frozen: frozenMs >= FROZEN_MS };
  }

  /** Of both sides the lower one: what neither has to spare nothing else may take. */
  get lowestStep(): Step {
    const [mine, theirs] = [rungOf(this.policy).step, this.theirs.step];
    return STEPS.indexOf(mine) > STEPS.indexOf(theirs) ? mine : theirs;
  }

  /** One of both sides gives something up. */
  get isSaving(): boolean {
    return this.policy.at > 0 || this.theirs.step !== "whole";
  }

  /** Not even sound comes through, this way or that. */
  get isThin(): boolean {
    return rungOf(this.policy).step === "away" || this.theirs.step === "away";
  }

  /** A still of our picture takes its place. */
  get givesPhotos(): boolean {
    return this.photoSince !== null && this.options.now() - this.photoSince >= DRAIN_MS;
  }

  /** A still of their picture takes its place. */
  get getsPhotos(): boolean {
    return this.options.role !== "board" && this.theirs.step === "photo";
  }

  told(theirs: LineState): void {
    this.theirs = theirs;
  }

  /** The class: what it sends, and what the pupil sees large. True if that is new. */
  show(shown: Shown): boolean {
    const isNew = shown.hasRoom !== this.shown.hasRoom || shown.large !== this.shown.large;
    this.shown = shown;
    if (isNew && this.options.role === "board") this.policy = fitted(this.policy, shown);
    return isNew;
  }

  /** Home: ours is an exercise book. True if that is new. */
  showText(isText: boolean): boolean {
    const isNew = isText !== this.isText;
    this.isText = isText;
    return isNew;
  }

  /** Home: their picture that is large here is the one that must not stand still. */
  see(large: Looks): void {
    if (large === this.shown.large) return;
    this.frozen = [];
    this.largeSince = this.options.now();
    this.shown = { ...this.shown, large };
  }

  /** Another call: what is given up stays given up, its counters begin anew. */
  anotherCall(): void {
    this.last = this.heard = this.pictureSince = this.heardAt = null;
  }

  /** The connection is over. */
  forget(): void {
    this.anotherCall();
    this.frozen = [];
    this.codec = FIRST_CODEC;
    this.spare = new Spare();
    this.theirs = { step: "whole", frozen: false };
    this.photoSince = null;
    this.wait = NO_WAIT;
    this.hasFlowed = false;
    this.brokenSince = null;
    this.tracesUntil = -Infinity;
    const fresh = begun([this.options.role], this.options.now());
    this.policy = this.options.role === "board" ? fitted(fresh, this.shown) : fresh;
  }

  /** A call beside, open: to change its codec after the press would begin its encoder anew. */
  async warm(senders: Senders): Promise<void> {
    await this.apply(senders);
  }

  /** `flows`: the line is open; a line that is away is the recovery's, not ours. */
  async look(report: RTCStatsReport, senders: Senders, flows: boolean): Promise<void> {
    const now = this.options.now();
    const sample = remembering(this.last, uplinkOf(report, now));
    const measured = measuredBetween(this.last, sample);
    this.noteOutage(flows, now);
    this.noteFrozen(sample, now);
    this.notePicture(sample, now);
    this.noteHeard(sample, measured, now);
    const codecs = candidatesFor(this.options.role, codecsOf(senders));
    this.last = sample;
    this.hear(heardOf(report, now), senders, flows);
    if (!flows) {
      this.policy = interrupted(this.policy);
      return;
    }
    this.codec = chosenAfter(this.codec, this.effort(sample, measured), codecs.length, now);
    const isBehind = isAtItsEnd(this.codec, codecs.length, now);
    this.policy = advance(this.policy, this.reading(measured, isBehind, now), now);
    this.photoSince = rungOf(this.policy).photo ? (this.photoSince ?? now) : null;
    await this.apply(senders);
  }

  private codecFor(senders: Senders): RTCRtpCodec | null {
    return candidatesFor(this.options.role, codecsOf(senders))[this.codec.at] ?? null;
  }

  private reading(measured: Measured, isBehind: boolean, now: number): Reading {
    const battery = this.options.battery();
    const photoKbps = this.options.photoKbps();
    const own = { isBehind, battery, photoKbps };
    if (this.hasTraces(now)) return { ...NOTHING, isUnheard: false, isFrozen: false, ...own };
    const { sentKbps, lostShare, againShare, roundTripMs } = measured;
    const availableKbps = this.availableIn(measured, now);
    const isFrozen = this.theirs.frozen && !this.isCameraSlow && !this.isSlowText;
    const isUnheard = this.heardAt !== null && now - this.heardAt >= UNHEARD_MS;
    const line = { availableKbps, sentKbps, lostShare, againShare, roundTripMs, isUnheard };
    return { ...line, isFrozen, ...own };
  }

  /** Null while it says nothing of the line: at the start, and where a file of ours pressed it down. */
  private availableIn({ mediaKbps, sentKbps, ...told }: Measured, now: number): number | null {
    const isSettled = this.pictureSince !== null && now - this.pictureSince >= SETTLED_MS;
    const availableKbps = isSettled ? told.availableKbps : null;
    this.spare.note({ availableKbps, mediaKbps, sentKbps }, now);
    return this.spare.isToBlame(now) ? null : availableKbps;
  }

  /** Then it looks frozen over any line. */
  private get isCameraSlow(): boolean {
    const framesPerS = this.last?.cameraFramesPerS ?? null;
    return framesPerS !== null && framesPerS > 0 && framesPerS < FREEZES_FROM_FRAMES;
  }

  /** Made so by ourselves. */
  private get isSlowText(): boolean {
    return this.isText && (this.sending?.framesPerS ?? 0) < FREEZES_FROM_FRAMES;
  }

  /** A line that is first being built is none. */
  private noteOutage(flows: boolean, now: number): void {
    this.hasFlowed ||= flows;
    if (!flows) {
      if (this.hasFlowed) this.brokenSince ??= now;
      return;
    }
    if (this.brokenSince !== null && now - this.brokenSince >= OUTAGE_MS)
      this.tracesUntil = now + TRACES_MS;
    this.brokenSince = null;
  }

  /** What is counted now is of the outage, not of the line. */
  private hasTraces(now: number): boolean {
    return this.brokenSince !== null || now < this.tracesUntil;
  }

  /** Of the first picture. */
  private get sending(): Sending | null {
    return this.sendingOf(this.options.role);
  }

  /** What the class gives up, home gives up too: they share the class's Wi-Fi. */
  private sendingOf(picture: Picture): Sending | null {
    const { role } = this.options;
    const { ladder, at } = this.policy;
    const asked = role === "face" ? placeOf(this.theirs.step, ladder) : 0;
    const sending = ladder[Math.max(at, asked)]?.pictures[picture] ?? null;
    return this.isText && role === "face" ? asText(sending) : sending;
  }

  /** Whole rather than at once, where much of theirs is lost. */
  private hear(sample: HeardSample, senders: Senders, flows: boolean): void {
    const heard = heardBetween(this.heard, sample);
    this.heard = sample;
    if (!flows || heard === null || this.hasTraces(sample.at)) return;
    const was = this.wait.ms;
    this.wait = waitAfter(this.wait, heard, this.hearsLong, sample.at);
    senders.holdSound(this.wait.ms);
    if (this.wait.ms !== was) this.options.logger.info("line.sound_wait", { ms: this.wait.ms });
  }

  /** Home's sound saves what the class's does. */
  private get hearsLong(): boolean {
    const mine = this.options.role === "board" && isLongAt(rungOf(this.policy).step);
    return mine || isLongAt(this.theirs.step);
  }

  private get sound(): Tuned {
    const asked = this.options.role === "face" ? this.theirs.step : "whole";
    return withMusic(soundOf(this.policy, asked), this.music.mine);
  }

  private get shape(): Shape {
    const { isLong, isTwice, isStereo } = this.sound;
    const shape = { isLong, isTwice, hasPicture: this.sending !== null };
    const own = isStereo ? { ...shape, isStereo } : shape;
    return this.music.theirs ? { ...own, hearsStereo: true } : own;
  }

  private effort(sample: UplinkSample, measured: Measured): Effort {
    const frames = this.sending?.framesPerS ?? 0;
    const wantedPerS = Math.min(frames, sample.cameraFramesPerS ?? frames);
    const { framesPerS, encodeMs, besideShare } = measured;
    return { framesPerS, wantedPerS, encodeMs, besideShare, isCpuLimited: sample.isCpuLimited };
  }

  /** There is a picture to send, and it may be sent: whether the line lets it through or not. */
  private notePicture({ cameraFramesPerS }: UplinkSample, now: number): void {
    const isSent = this.sending !== null && (cameraFramesPerS ?? 0) > 0;
    this.pictureSince = isSent ? (this.pictureSince ?? now) : null;
  }

  private noteHeard({ reportedAt }: UplinkSample, { isSending }: Measured, now: number): void {
    if (!isSending || reportedAt !== this.last?.reportedAt) this.heardAt = now;
  }

  private noteFrozen(sample: UplinkSample, now: number): void {
    const isRoom = this.shown.large === "room";
    const of = ({ frozenMs, room }: UplinkSample) => (isRoom ? room.frozenMs : frozenMs);
    const ms = this.last === null ? 0 : of(sample) - of(this.last);
    const recent = this.frozen.filter(({ at }) => now - at < FROZEN_WITHIN_MS);
    const counts = !this.hasTraces(now) && now - this.largeSince >= LARGE_FOR_MS;
    this.frozen = ms > 0 && counts ? [...recent, { at: now, ms }] : recent;
  }

  /** One after the other: a sender takes only the parameters that it gave last. */
  private apply(senders: Senders): Promise<void> {
    this.applying = this.applying.then(() => this.applyNow(senders));
    return this.applying;
  }

  /** Only what has changed; what fails is tried again a second later. */
  private async applyNow(senders: Senders): Promise<void> {
    const { sending, sound, shape } = this;
    const room = this.shown.hasRoom ? this.sendingOf("room") : null;
    const codec = this.codecFor(senders);
    const wanted = JSON.stringify([sound, sending, room, codec, shape]);
    if (wanted === this.applied.get(senders)) return;
    const { isLong, isTwice } = sound;
    const hasPicture = sending !== null || room !== null;
    try {
      await senders.reshape({ ...shape, hasPicture });
      await set(senders.sender("audio"), (from) => withSound(from, sound));
      await set(senders.sender("video"), (from) => withPicture(from, sending, codec));
      await this.applyRoom(senders, room);
      this.applied.set(senders, wanted);
      const { step } = rungOf(this.policy);
      const name = codec?.mimeType ?? "";
      this.options.logger.info("line.step", { step, codec: name, isLong, isTwice });
    } catch (error) {
      this.options.logger.warn("line.not_applied", { code: codeOf(error) });
    }
  }

  private async applyRoom(senders: Senders, room: Sending | null): Promise<void> {
    if (!this.shown.hasRoom) return;
    await set(senders.sender("room"), (from) =>
      withPicture(from, room, roomCodecFor(from.codecs, this.codec)),
    );
  }
}

async function set(
  sender: RTCRtpSender | undefined,
  change: (from: RTCRtpSendParameters) => RTCRtpSendParameters,
): Promise<void> {
  await sender?.setParameters(change(sender.getParameters()));
}

function codecsOf(senders: Senders): readonly RTCRtpCodec[] {
  return senders.sender("video")?.getParameters().codecs ?? [];
}
