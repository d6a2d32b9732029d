/** The room as the screen knows it: what the person does and sees, over the `Engine`. */

import { percentOf } from "./battery";
import { NO_TRACKS, type Tracks } from "./call-desk";
import type { CameraAside } from "./camera-aside";
import { CameraWatcher } from "./camera-watcher";
import type { Use } from "./cameras";
import { afterLesson, isHidden, KeptChoices } from "./choices";
import { Classmates, type Passed } from "./classmates";
import { Engine } from "./engine";
import type { DrawCommands } from "./draw-desk";
import type { ExamCommands } from "./exam-desk";
import type { Files } from "./files";
import type { GuestDesk } from "./guest-desk";
import type { Looks } from "./kinds";
import { largeOf } from "./looks";
import type { Media } from "./media";
import type { Notebook } from "./notebook";
import type { PageCamera } from "./page-camera";
import { Announcer } from "./room-announcer";
import { RoomChoices } from "./room-choices";
import {
  besideIn,
  guestIn,
  heardIn,
  newAside,
  newFiles,
  newGuest,
  newMedia,
  newNotebook,
  newPageCamera,
  newScreen,
  newSound,
  newSteering,
  passedOf,
  reaching,
  type RoomOptions,
  togetherIn,
  toldIn,
  tracksOf,
} from "./room-parts";
import type { RoomSound } from "./room-sound";
import { isInside, partyOf, viewOf } from "./room-view";
import type { ScreenShare } from "./screen-share";
import type { SignCommands } from "./sign-desk";
import { SleepWatch } from "./sleep";
import type { Steering } from "./steering";
import type { Stop } from "./time";
import { KeptTogether } from "./together-kept";
import type { PartyView, Room, RoomView } from "./view";

const TICK_MS = 1000;

export class LiveRoom extends RoomChoices implements Room {
  private soundBlocked = false;
  private isVisible = true;
  private sawScreen = false;
  protected readonly engine: Engine;
  private readonly media: Media;
  readonly sound: RoomSound;
  readonly screen: ScreenShare;
  readonly notebook: Notebook;
  readonly pageCamera: PageCamera;
  readonly aside: CameraAside;
  readonly files: Files;
  readonly guest: GuestDesk;
  /** Class: other pupils whose picture and voice go out over this line. */
  readonly classmates: Classmates;
  private readonly watcher: CameraWatcher;
  private readonly kept: KeptChoices;
  private readonly together: KeptTogether;
  private readonly announcer: Announcer;
  private readonly sleep: SleepWatch;
  protected readonly steering: Steering;
  private readonly stopTick: Stop;

  constructor(protected readonly options: RoomOptions) {
    super();
    const { store, key, time } = options;
    this.kept = new KeptChoices(store, `${key}.choices`, options.side);
    this.together = new KeptTogether(store, `${key}.together`);
    this.choices = { ...this.choices, together: this.together.wish };
    const onChange = () => this.refresh();
    this.media = newMedia(options, (id) => this.sound.asked(id), onChange);
    this.watcher = new CameraWatcher({ time, open: options.peephole, onChange });
    this.sound = newSound(options, this.media, onChange);
    this.screen = newScreen(options, onChange);
    this.classmates = new Classmates({ ...options, onChange });
    this.notebook = newNotebook(options, this.media, {
      choices: () => this.choices,
      choose: (change) => this.choose(change),
      onChange,
    });
    this.pageCamera = newPageCamera(options, this.media);
    this.aside = newAside(options, this.media, onChange);
    const onGuest: GuestDesk["told"] = (message) => this.guest.told(message);
    const listener = { onChange, onForget: () => this.forget(), onGuest };
    this.engine = new Engine({ ...options, beat: this.sound }, listener);
    this.guest = newGuest(options, this.engine, onChange);
    this.steering = newSteering(options, this.engine, onChange);
    if (this.engine.comesBack) this.comeBack();
    const choices = () => this.choices;
    const choose = (photos: boolean) => this.choose({ photos });
    const changed = () => this.announcer.changed();
    const { engine, media, steering, aside } = this;
    this.files = newFiles(options, { engine, media, steering, aside }, choices, choose, changed);
    this.announcer = new Announcer(() => this.snapshot());
    this.sleep = new SleepWatch(time, () => this.networkChanged());
    this.stopTick = time.every(TICK_MS, () => void this.tick());
  }

  get view(): RoomView {
    return this.announcer.view;
  }

  get signs(): SignCommands {
    return this.engine.dialogue.signs;
  }

  get exam(): ExamCommands {
    return this.engine.dialogue.exam;
  }

  get drawing(): DrawCommands {
    return this.engine.dialogue.drawing;
  }

  get localStream(): MediaStream | null {
    return this.media.picture("video");
  }

  get localRoom(): MediaStream | null {
    return this.media.picture("room");
  }

  cameraStream(id: string): MediaStream | null {
    return this.media.cameraStream(id);
  }

  get remoteStream(): MediaStream {
    return this.sound.playedOf(this.engine.desk.remoteStream);
  }

  get remoteRoom(): MediaStream {
    return this.engine.desk.remoteRoom;
  }

  get remoteMates(): MediaStream {
    return this.engine.desk.remoteMates;
  }

  /** What comes in, as it came. */
  get passed(): Passed {
    return passedOf(this.engine.desk.remoteStream);
  }

  now(): number {
    return this.engine.now();
  }

  subscribe(listener: () => void): Stop {
    return this.announcer.subscribe(listener);
  }

  /** Opens the socket; nothing happens before. */
  start(): void {
    this.engine.dialogue.exam.recall(this.engine.comesBack);
    this.engine.socket.connect();
  }

  close(): void {
    this.stopTick();
    this.sleep.stop();
    this.files.forget();
    this.guest.close();
    this.engine.close();
    this.steering.close();
    this.screen.close();
    this.classmates.close();
    this.notebook.close();
    this.pageCamera.close();
    this.sound.close();
    this.media.close();
    this.watcher.close();
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

  reportSound(blocked: boolean): void {
    this.soundBlocked = blocked;
    this.refresh();
  }

  chooseCamera(id: string): void {
    this.media.choose("video", id);
  }

  useCamera(id: string, use: Use): void {
    const isBoard = this.view.cameras.some((one) => one.id === id && one.use === "board");
    if (use === "board") this.choose({ camera: true });
    if (use === "off" && isBoard) this.choose({ camera: false });
    this.media.useCamera(id, use);
  }

  showCameras(isShown: boolean): void {
    this.media.showCameras(isShown);
  }

  letCameraTurn(): void {
    this.media.letTurn();
  }

  chooseMicrophone(id: string): void {
    this.sound.chooseMicrophone(id);
  }

  chooseSpeaker(id: string): void {
    this.sound.chooseSpeaker(id);
  }

  retryMedia(): void {
    this.media.retry();
  }

  private async tick(): Promise<void> {
    this.engine.happen({ type: "tick" });
    await this.engine.look();
    this.refresh();
  }

  /** Brings media, what is sent, what is told and what is shown in line with the state. */
  protected refresh(): void {
    this.fitRecess();
    this.turnToScreen();
    this.fitTogether();
    this.notebook.fit();
    const shows = isInside(this.engine.state) && !isHidden(this.choices);
    const { camera } = this.choices;
    // The microphone stays open while it is off: opening it again would silence an iPad's camera.
    this.media.want({
      audio: shows,
      video: shows && this.notebook.wantsCamera,
      room: shows && this.isClass,
    });
    this.screen.fit(shows && camera, this.rests);
    this.classmates.fit(besideIn(this.engine, shows));
    this.fitSound(shows);
    this.share(
      shows ? tracksOf(this.notebook, this.sound, this.media, this.classmates) : NO_TRACKS,
    );
    if (this.engine.state.stay !== null) this.kept.keep(this.choices);
    this.files.follow(this.engine.state.stay === null ? null : this.engine.desk.files);
    this.engine.dialogue.tell(this.me());
    this.announcer.changed();
  }

  /** Home: a screen that the class begins to share is worth a look. */
  private turnToScreen(): void {
    const isShared = this.engine.dialogue.other?.screen === true;
    if (isShared && !this.sawScreen) this.choices = { ...this.choices, looks: "board" };
    this.sawScreen = isShared;
  }

  /** In a break the class is large, and the pupil itself is seen; what was large comes back after it. */
  private fitRecess(): void {
    this.engine.dialogue.signs.fitRecess();
    this.steering.rest(this.rests);
    if (this.rests) this.choices = { ...this.choices, notebook: null };
  }

  private get rests(): boolean {
    return this.engine.dialogue.signs.isRecess;
  }

  private fitTogether(): void {
    if (this.isClass) return;
    const together = this.together.fit(this.choices.together, this.engine.state, this.now());
    this.choices = { ...this.choices, together };
  }

  private share(tracks: Tracks): void {
    const { desk, dialogue } = this.engine;
    // A page of before, which says nothing of what it looks at, would show it as the board.
    const room = dialogue.other?.looks ? tracks.room : null;
    const video = this.screen.over(tracks.video, this.steering);
    const audio = this.sound.joined.of(tracks.audio, this.classmates.voices);
    desk.send({ ...tracks, audio, video, room });
    this.guest.fit(guestIn(this.engine, { ...tracks, video }));
    const board = this.media.isDrawn ? null : tracks.video;
    if (this.isClass) this.watcher.watch({ board, room: tracks.room });
    else desk.see(this.large);
  }

  private fitSound(isOpen: boolean): void {
    const { microphone, speaker } = this.choices;
    const heard = heardIn(this.engine);
    const plays = speaker && !this.soundBlocked;
    this.sound.beside = this.screen.sound;
    this.sound.fit({ ...heard, isOpen, isOn: isOpen && microphone, plays });
    const { music: mine, whisper } = this.sound.party;
    if (whisper && !this.engine.dialogue.exam.may("whisper")) this.sound.whisper(false);
    this.engine.desk.governor.music = { mine, theirs: heard.other?.music === true };
  }

  private get isClass(): boolean {
    return this.options.side === "class";
  }

  /** Of the class's pictures. */
  private get large(): Looks {
    const { exam, other } = this.engine.dialogue;
    if (this.rests) return largeOf("room", other);
    return largeOf(exam.may("around") ? this.choices.looks : "board", other);
  }

  private me(): PartyView {
    const now = {
      ...reaching(this.engine, this.choices, this.isVisible, this.soundBlocked),
      ...this.sound.party,
      battery: percentOf(this.options.battery()),
      trouble: this.watcher.troubleOf("board"),
      roomTrouble: this.watcher.troubleOf("room"),
      looks: this.isClass ? null : this.large,
      screen: this.screen.isOn,
      notebook: this.notebook.shown,
      films: this.notebook.films,
      ...togetherIn(this.engine, this.choices, this.classmates, this.isClass),
    };
    return partyOf(this.choices, this.media, isInside(this.engine.state), now);
  }

  private snapshot(): RoomView {
    const { choices, media, soundBlocked } = this;
    const { state, dialogue, desk } = this.engine;
    const { view: sound } = this.sound;
    const parts = { ...toldIn(dialogue), state, choices, media, soundBlocked, sound };
    const { view: trust } = this.engine.trust;
    const { isSaving, isThin } = desk.governor;
    const [files, help] = [this.files.view, this.engine.help.view];
    const seen = { trust, boardPhoto: desk.frame.url, files, help };
    const { picture, room } = desk.meter.arrival;
    const moving = { board: picture, room };
    const steering = state.stay && this.steering.view;
    const [screen, guest] = [this.screen.view, this.guest.view];
    const { note: notebookNote } = this.notebook;
    const line = { line: desk.meter.line, saving: isSaving, thin: isThin, moving, ...seen };
    const beside = { steering, screen, notebookNote, guest };
    return viewOf({ ...parts, ...line, ...beside, me: this.me(), now: this.now() });
  }

  private comeBack(): void {
    this.choices = this.kept.read();
    this.steering.recall();
    this.sound.comeBack();
  }

  private forget(): void {
    this.kept.forget();
    this.steering.forget();
    this.sound.forget();
    this.files.forget();
    this.classmates.forget();
    this.choices = afterLesson(this.choices);
  }
}
