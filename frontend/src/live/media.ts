/**
 * This device's cameras and microphone, opened when wanted and closed when not.
 *
 * What was refused or is missing is a state to show, never an error that stops the lesson. A class
 * may have a second camera, of its room: it is opened after the first, and where a device gives
 * one camera at a time, the board keeps it.
 */

import { BoardTurning, type TurningView } from "./board-turning";
import { CameraSwap } from "./camera-swap";
import { idOf, type Place, type Places, type Use } from "./cameras";
import { captureRoom, type Failure, FIRST, letGo, type Outcome } from "./capture";
import { ClassCameras, type Live } from "./class-cameras";
import { DeviceList } from "./device-list";
import { Held } from "./held";
import { type FirstKind, type Kind, KINDS, type PictureKind } from "./kinds";
import type { Drawn, MediaOptions } from "./media-options";
import { captureAs, type NotebookCamera } from "./notebook";
import type { CameraView, DevicesView, MediaProblem, TrackState } from "./view";

export type Wants = Readonly<Record<Kind, boolean>>;

/** The list may tell only now that another camera is the board's: once more, and no more. */
const ROUNDS = 2;
/** What happens to the first camera so soon after a second one was opened is its doing. */
const SILENCED_WITHIN_MS = 3000;
const HOME: Places = { board: "any", room: "none" };

export class Media {
  private readonly held: Readonly<Record<Kind, Held>>;
  private readonly list: DeviceList;
  private readonly cameras: ClassCameras | null;
  private readonly swap: CameraSwap;
  private readonly boardTurning: BoardTurning;
  private wanted: Wants = { audio: false, video: false, room: false };
  private queue: Promise<void> = Promise.resolve();
  private drawn: Drawn | null = null;
  private speaker: string | null = null;
  private isListOld = false;
  private secondAt = -Infinity;
  private isClosed = false;
  private notebook: NotebookCamera | null = null;
  private readonly onDeviceChange = () => this.devicesChanged();

  constructor(private readonly options: MediaOptions) {
    const { memory, devices, time } = options;
    const newHeld = (kind: Kind) =>
      new Held(time, {
        onChange: () => this.changed(),
        onSilent: (device) => void this.silenced(kind, device),
        newStream: kind === "audio" ? null : options.newStream,
      });
    this.held = { audio: newHeld("audio"), video: newHeld("video"), room: newHeld("room") };
    const changed = () => this.changed();
    this.swap = new CameraSwap(options, this.held, changed);
    this.boardTurning = new BoardTurning(options, this.swap, this.held.video, changed);
    this.list = new DeviceList(devices);
    const onChange = () => this.previewed();
    this.cameras = memory && new ClassCameras(memory, this.list, { ...options, onChange });
    devices?.addEventListener("devicechange", this.onDeviceChange);
    if (this.cameras !== null) this.devicesChanged();
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.held[kind].track;
  }

  /** The camera that is there first: another one may be opened beside it. */
  get first(): Held {
    return this.held.video;
  }

  /** My own picture; null if there is none. */
  picture(kind: PictureKind): MediaStream | null {
    return this.held[kind].stream;
  }

  /** `on` also while it is being opened: nothing has gone wrong yet. */
  stateOf(kind: Kind): TrackState {
    return this.wanted[kind] ? this.held[kind].state : "off";
  }

  /** A second camera is shown, or would be if it were there. */
  get hasRoom(): boolean {
    return this.places.room !== "none";
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
    const { audio, video } = this.held;
    const live = { camera: video.device, microphone: audio.device, speaker: this.speaker };
    return { ...this.list.all, ...live };
  }

  /** Of a class; none at home. */
  get cameraViews(): readonly CameraView[] {
    return this.cameras?.view(this.places, this.live) ?? [];
  }

  get isSingle(): boolean {
    return this.cameras?.isSingle ?? false;
  }

  /** Opens and closes what is needed; the last wish holds. All false: the lights go out. */
  want(wanted: Wants): void {
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
    for (const kind of KINDS) if (this.held[kind].isTaken) this.drop(kind);
    if (KINDS.some((kind) => this.held[kind].failure === "busy")) this.retry();
    else this.fulfil();
  }

  choose(kind: FirstKind, id: string): void {
    if (kind === "video" && this.cameras !== null) {
      this.useCamera(id, "board");
      return;
    }
    this.prefer(kind, id);
    this.reopen(kind);
  }

  /** From the next time that it is opened. */
  prefer(kind: FirstKind, id: string): void {
    this.held[kind].chosen = id;
  }

  /** With what is asked of it now. */
  reopen(kind: FirstKind): void {
    this.drop(kind);
    this.retry();
  }

  /** Home: another camera, or the same one otherwise, in the place of the face. */
  showNotebook(camera: NotebookCamera | null): void {
    if (camera === this.notebook) return;
    this.notebook = camera;
    this.drop("video");
    this.fulfil();
  }

  get showsNotebook(): boolean {
    return this.notebook !== null && this.held.video.track !== null;
  }

  get notebookFailure(): Failure | null {
    return this.notebook === null ? null : this.held.video.failure;
  }

  /** Class: somebody says what this camera shows. */
  useCamera(id: string, use: Use): void {
    this.cameras?.use(id, use, idOf(this.places.board) ?? this.held.video.device);
    this.retry();
  }

  /** Class: somebody chooses, and wants to see what each camera sees. */
  showCameras(isShown: boolean): void {
    this.cameras?.choose(isShown, this.live);
    this.boardTurning.choose(isShown && this.cameras !== null);
    this.options.onChange();
  }

  /** Null: there is nothing to ask of the board's camera. */
  get turning(): TurningView | null {
    return this.boardTurning.view;
  }

  letTurn(): void {
    void this.boardTurning.ask();
  }

  cameraStream(id: string): MediaStream | null {
    if (this.held.video.device === id) return this.held.video.stream;
    if (this.held.room.device === id) return this.held.room.stream;
    return this.cameras?.preview(id) ?? null;
  }

  chooseSpeaker(id: string): void {
    this.speaker = id;
    this.options.onChange();
  }

  close(): void {
    this.isClosed = true;
    this.options.devices?.removeEventListener("devicechange", this.onDeviceChange);
    for (const kind of KINDS) this.drop(kind);
    this.cameras?.choose(false, this.live);
  }

  private get places(): Places {
    const { wasOpen, device: live } = this.held.video;
    return this.cameras?.places({ wasOpen, live }) ?? HOME;
  }

  private get live(): Live {
    return { board: this.held.video.device, room: this.held.room.device };
  }

  private fulfil(): void {
    this.queue = this.queue.then(() => this.open());
  }

  private async open(): Promise<void> {
    if (this.isClosed) return;
    for (const kind of KINDS) if (!this.wanted[kind]) this.release(kind);
    if (this.isListOld) await this.look();
    await this.openWanted();
    await this.swap.refit();
  }

  private async openWanted(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      if (this.isLacking()) await this.openLacking();
      this.changed();
      await this.look();
      if (!this.isLacking()) return;
    }
  }

  /** Brings what is open in line with what each camera is for. */
  private isLacking(): boolean {
    this.place();
    return KINDS.some((kind) => this.lacks(kind));
  }

  private place(): void {
    const { places } = this;
    this.swap.exchange(places);
    this.putIn("video", places.board);
    this.putIn("room", places.room);
  }

  private putIn(kind: PictureKind, place: Place): void {
    const held = this.held[kind];
    if (place === "any") {
      if (this.cameras !== null) held.chosen = null;
      return;
    }
    if (place === "none") {
      this.release(kind);
    } else if (place === "lost") {
      if (held.track !== null) this.drop(kind);
      if (this.wanted[kind]) held.failure = "missing";
    } else {
      held.chosen = place.id;
      if (held.isAnotherThan(place.id)) this.drop(kind);
    }
  }

  private lacks(kind: Kind): boolean {
    const { isLacking, chosen } = this.held[kind];
    if (kind === "room" && (chosen === null || idOf(this.places.room) === null)) return false;
    return this.wanted[kind] && isLacking;
  }

  private async openLacking(): Promise<void> {
    const lacking = { audio: this.lacks("audio"), video: this.lacks("video") };
    if (lacking.audio || lacking.video) {
      await this.openFirst(lacking);
      // The first picture goes before all else: it does not wait for the second.
      this.changed();
    }
    if (this.lacks("room")) await this.openRoom();
  }

  private async openFirst(lacking: Record<FirstKind, boolean>): Promise<void> {
    const { notebook } = this;
    const chosen = { audio: this.held.audio.chosen, video: this.held.video.chosen };
    const isExact = this.list.all.cameras.some(({ id }) => id === chosen.video);
    const source = { ...this.options, isExact: this.cameras !== null && isExact };
    const captured = await captureAs(notebook, source, lacking, chosen);
    for (const kind of FIRST) {
      const outcome = captured[kind];
      if (outcome === undefined) continue;
      const isStale = kind === "video" && notebook !== this.notebook;
      if (this.held[kind].chosen === chosen[kind] && !isStale)
        this.took(kind, this.orDrawn(kind, outcome));
      else letGo(outcome);
    }
  }

  /** After the first camera: a device that gives only one is found out by what that one does. */
  private async openRoom(): Promise<void> {
    const id = this.held.room.chosen;
    if (id === null) return;
    this.secondAt = this.options.time.now();
    const outcome = await captureRoom(this.options, id);
    this.secondAt = this.options.time.now();
    if (this.held.room.chosen === id && this.wanted.room) this.took("room", outcome);
    else letGo(outcome);
  }

  private orDrawn(kind: FirstKind, outcome: Outcome): Outcome {
    const track = outcome === "missing" ? this.drawnFor(kind) : null;
    this.held[kind].isDrawn = track !== null;
    return track ?? outcome;
  }

  private drawnFor(kind: FirstKind): MediaStreamTrack | null {
    if (this.options.draw === null || this.notebook === "rear") return null;
    this.drawn ??= this.options.draw();
    return this.drawn.track(kind);
  }

  private took(kind: Kind, outcome: Outcome): void {
    if (typeof outcome === "string") {
      this.held[kind].failure = outcome;
      this.options.logger.info("media.failed", { kind, code: outcome });
    } else if (this.isClosed) {
      outcome.stop();
    } else {
      this.held[kind].keep(outcome);
    }
  }

  private release(kind: Kind): void {
    this.drop(kind);
    this.held[kind].wasOpen = false;
  }

  private drop(kind: Kind): void {
    this.held[kind].drop();
    this.closeDrawn();
  }

  private closeDrawn(): void {
    if (KINDS.some((kind) => this.held[kind].isDrawn)) return;
    this.drawn?.close();
    this.drawn = null;
  }

  private changed(): void {
    if (!this.isClosed) this.cameras?.keepPreviews(this.live);
    this.boardTurning.look();
    this.options.onChange();
  }

  private previewed(): void {
    this.secondAt = this.options.time.now();
    this.options.onChange();
  }

  /**
   * The first camera stops just after a second one was opened, and was not unplugged: this device
   * gives one at a time.
   */
  private async silenced(kind: Kind, device: string | null): Promise<void> {
    const isIts = this.options.time.now() - this.secondAt < SILENCED_WITHIN_MS;
    if (kind !== "video" || !isIts || this.cameras === null) return;
    await this.list.look();
    if (this.isClosed || !this.list.all.cameras.some(({ id }) => id === device)) return;
    this.options.logger.info("media.one_camera");
    this.cameras.onlyOne();
    this.drop("room");
    this.drop("video");
    this.fulfil();
  }

  /** Something was plugged in or out: what was missing may be there now. */
  private devicesChanged(): void {
    this.isListOld = true;
    for (const kind of KINDS) {
      const held = this.held[kind];
      if (held.failure === "missing" || held.failure === "busy") held.failure = null;
    }
    this.fulfil();
  }

  private async look(): Promise<void> {
    await this.list.look();
    this.isListOld = false;
    if (this.isClosed) return;
    this.cameras?.looked();
    this.changed();
  }
}
