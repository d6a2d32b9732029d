/** The room as the screen knows it: what the person does and sees, over the `Engine`. */

import { percentOf } from "./battery";
import { type Choices, isHidden, KeptChoices, mayPause, OPEN } from "./choices";
import { Engine, type EngineOptions } from "./engine";
import { Media, type MediaOptions } from "./media";
import { Announcer } from "./room-announcer";
import { isInside, partyOf, viewOf } from "./room-view";
import { SleepWatch } from "./sleep";
import type { Stop } from "./time";
import type { PartyView, PauseReason, Room, RoomView } from "./view";

const TICK_MS = 1000;

export interface RoomOptions extends EngineOptions {
  readonly media: Omit<MediaOptions, "isBoard" | "time" | "logger" | "onChange" | "newStream">;
}

export class LiveRoom implements Room {
  private choices: Choices = OPEN;
  private soundBlocked = false;
  private isVisible = true;
  private readonly engine: Engine;
  private readonly media: Media;
  private readonly kept: KeptChoices;
  private readonly announcer: Announcer;
  private readonly sleep: SleepWatch;
  private readonly stopTick: Stop;

  constructor(private readonly options: RoomOptions) {
    const { store, key, time } = options;
    this.kept = new KeptChoices(store, `${key}.choices`);
    this.media = this.newMedia();
    this.engine = new Engine(options, {
      onChange: () => this.refresh(),
      onForget: () => this.forget(),
    });
    if (this.engine.comesBack) this.choices = this.kept.read();
    this.announcer = new Announcer(() => this.look());
    this.sleep = new SleepWatch(time, () => this.networkChanged());
    this.stopTick = time.every(TICK_MS, () => void this.tick());
  }

  get view(): RoomView {
    return this.announcer.view;
  }

  get localStream(): MediaStream | null {
    return this.media.picture;
  }

  get remoteStream(): MediaStream {
    return this.engine.desk.remoteStream;
  }

  now(): number {
    return this.engine.now();
  }

  subscribe(listener: () => void): Stop {
    return this.announcer.subscribe(listener);
  }

  /** Opens the socket; nothing happens before. */
  start(): void {
    this.engine.socket.connect();
  }

  close(): void {
    this.stopTick();
    this.sleep.stop();
    this.engine.close();
    this.media.close();
    this.announcer.close();
  }

  // What the page notices

  /** `online`, another kind of network, or awake after a sleep. */
  networkChanged(): void {
    this.engine.socket.wake();
    this.engine.desk.networkChanged();
  }

  visibilityChanged(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (isVisible) {
      this.sleep.look();
      this.engine.socket.wake();
      this.engine.desk.through();
      this.media.wake();
    }
    this.refresh();
  }

  /** Somebody is at this device. */
  touched(): void {
    this.engine.happen({ type: "touched" });
  }

  /** The page goes away, perhaps only to be loaded again. */
  pageLeaves(): void {
    this.engine.journal.leavePage();
  }

  // Commands

  press(): void {
    this.options.mark("press");
    this.engine.happen({ type: "press" });
  }

  leave(): void {
    this.engine.happen({ type: "leave" });
  }

  dismiss(): void {
    this.engine.happen({ type: "dismiss" });
  }

  take(): void {
    this.engine.happen({ type: "take" });
  }

  stay(): void {
    this.engine.happen({ type: "stay_on" });
  }

  setCamera(camera: boolean): void {
    this.choose({ camera });
  }

  setMicrophone(microphone: boolean): void {
    this.choose({ microphone });
  }

  watchFirst(watching: boolean): void {
    this.choose({ watching });
  }

  pause(paused: PauseReason): void {
    if (mayPause(this.options.side, paused)) this.choose({ paused });
  }

  resume(): void {
    this.choose({ paused: null });
  }

  setSpeaker(speaker: boolean): void {
    this.choose({ speaker });
  }

  raiseHand(): void {
    this.engine.dialogue.raiseHand();
  }

  lowerHand(): void {
    this.engine.dialogue.lowerHand();
  }

  answerHand(): void {
    this.engine.dialogue.answerHand();
  }

  sendChat(text: string): boolean {
    return this.engine.dialogue.sendChat(text);
  }

  reportSound(blocked: boolean): void {
    this.soundBlocked = blocked;
    this.refresh();
  }

  chooseCamera(id: string): void {
    this.media.choose("video", id);
  }

  chooseMicrophone(id: string): void {
    this.media.choose("audio", id);
  }

  chooseSpeaker(id: string): void {
    this.media.chooseSpeaker(id);
  }

  retryMedia(): void {
    this.media.retry();
  }

  confirmOther(): void {
    this.engine.confirmOther();
  }

  refuseOther(): void {
    this.engine.refuseOther();
  }

  reconsiderOther(): void {
    this.engine.trust.reconsider();
  }

  compareLater(): void {
    this.engine.trust.putOff();
  }

  askHelp(): void {
    this.engine.help.want(true);
  }

  stopHelp(): void {
    this.engine.help.want(false);
  }

  private choose(change: Partial<Choices>): void {
    this.choices = { ...this.choices, ...change };
    this.refresh();
  }

  private async tick(): Promise<void> {
    this.engine.happen({ type: "tick" });
    await this.engine.look();
    this.refresh();
  }

  /** Brings media, what is sent, what is told and what is shown in line with the state. */
  private refresh(): void {
    const inside = isInside(this.engine.state);
    const shows = inside && !isHidden(this.choices);
    const { camera, microphone } = this.choices;
    // The microphone stays open while it is off: opening it again would silence an iPad's camera.
    this.media.want({ audio: shows, video: shows && camera });
    this.engine.desk.send({
      audio: shows && microphone ? this.media.track("audio") : null,
      video: shows && camera ? this.media.track("video") : null,
    });
    if (this.engine.state.stay !== null) this.kept.keep(this.choices);
    this.engine.dialogue.tell(this.me());
    this.announcer.changed();
  }

  private me(): PartyView {
    const now = { ...this.arrives(), battery: percentOf(this.options.battery()) };
    return partyOf(this.choices, this.media, isInside(this.engine.state), now);
  }

  /** What of theirs reaches this person, not only this device. */
  private arrives(): { readonly sees: boolean; readonly hears: boolean } {
    const flows = this.engine.isFlowing && this.choices.paused === null;
    const { picture, sound } = this.engine.desk.meter.arrival;
    const isAudible = this.choices.speaker && !this.soundBlocked;
    return { sees: flows && picture && this.isVisible, hears: flows && sound && isAudible };
  }

  private look(): RoomView {
    const { choices, media, soundBlocked } = this;
    const { state, dialogue, desk } = this.engine;
    const { conversation, other } = dialogue;
    const parts = { state, conversation, choices, media, soundBlocked, other };
    const { view: trust } = this.engine.trust;
    const { isSaving, isThin } = desk.governor;
    const seen = { trust, boardPhoto: desk.frame.url, help: this.engine.help.view };
    const line = { line: desk.meter.line, saving: isSaving, thin: isThin, ...seen };
    return viewOf({ ...parts, ...line, me: this.me(), now: this.now() });
  }

  private forget(): void {
    this.kept.forget();
    this.choices = { ...this.choices, watching: false, paused: null };
  }

  private newMedia(): Media {
    const { media, newStream, side, time, logger } = this.options;
    const streamOf = (track: MediaStreamTrack) => newStream([track]);
    return new Media({
      ...media,
      isBoard: side === "class",
      newStream: streamOf,
      time,
      logger,
      onChange: () => this.refresh(),
    });
  }
}
