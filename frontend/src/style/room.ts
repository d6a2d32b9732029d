/** A room without a line, for the style page: shows one state and does what a press asks. */

import type { RoomCommands } from "../live/commands";
import type { FilesCommands } from "../live/files-view";
import type { GuestCommands } from "../live/guest-view";
import type { Region } from "../live/region";
import type { NotebookCommands } from "../live/notebook";
import type { PageCameraCommands } from "../live/page-camera";
import type { Turn } from "../live/turns";
import type { ScreenCommands } from "../live/screen-share";
import type { Levels, RoomSoundView, SoundView } from "../live/sound-view";
import { hasRoomCamera } from "../live/spot-looks";
import type { Spot } from "../live/spots";
import type { SteeringView } from "../live/steering-view";
import type { CameraView, PartyView, Room, RoomView, TrustView } from "../live/view";
import { shownDrawing } from "./drawing";
import { shownExam } from "./exam";
import { shownGuest } from "./guest";
import { shownSigns } from "./signs";

export class ShownRoom implements RoomCommands {
  /** Does nothing: what comes and goes is shown by the scenes. */
  readonly files: FilesCommands = {
    send: () => [],
    accept: quiet,
    stop: quiet,
    askPhoto: quiet,
    closePhoto: quiet,
    takeBackPhoto: quiet,
    allowPhotos: quiet,
  };
  private readonly listeners = new Set<() => void>();
  readonly signs = shownSigns(
    () => this.view,
    (signs) => {
      this.show({ signs });
    },
  );

  readonly drawing = shownDrawing(
    () => this.view,
    (drawing) => {
      this.show({ drawing });
    },
  );

  readonly exam = shownExam(
    () => this.view.exam,
    (exam) => {
      this.show({ exam });
    },
  );

  readonly guest: GuestCommands;

  constructor(
    public view: RoomView,
    public localStream: MediaStream | null,
    public remoteStream: MediaStream | null,
    public localRoom: MediaStream | null,
    public remoteRoom: MediaStream | null,
    public remoteMates: MediaStream | null,
    guest: MediaStream | null = null,
  ) {
    this.guest = shownGuest(guest, (next) => this.show({ guest: next }));
  }

  readonly screen: ScreenCommands = {
    share: () => this.shares("on"),
    stop: () => this.shares("off"),
  };

  readonly notebook: NotebookCommands = {
    show: () => this.me({ notebook: 0 }),
    hide: () => this.me({ notebook: null }),
    turn: () => this.me({ notebook: (((this.view.me.notebook ?? 0) + 90) % 360) as Turn }),
  };

  readonly pageCamera: PageCameraCommands = {
    open: () => Promise.resolve(this.localStream ?? "missing"),
    take: () => Promise.resolve(null),
    close: quiet,
  };

  cameraStream(id: string): MediaStream | null {
    if (id === "3") return null;
    return id === "1" ? this.localStream : this.localRoom;
  }

  useCamera(id: string, use: CameraView["use"]): void {
    const cameras = this.view.cameras.map((one) => {
      if (one.id === id) return { ...one, use };
      return one.use === use ? { ...one, use: "off" as const } : one;
    });
    this.show({ cameras });
  }

  showCameras(): void {
    this.show({});
  }

  letCameraTurn(): void {
    this.show({ turning: { mayAsk: false, note: "turns" } });
  }

  setTogether(together: PartyView["together"]): void {
    this.me({ together });
  }

  lookAt(looks: PartyView["looks"]): void {
    this.me({ looks });
  }

  now(): number {
    return Date.now();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  show(change: Partial<RoomView>): void {
    this.view = { ...this.view, ...change };
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  close(): void {
    this.listeners.clear();
  }

  readonly sound: RoomSoundView = {
    levels: { mine: 3, heard: 3, theirs: 2 } satisfies Levels,
    whisper: (whisper) => this.me({ whisper }),
    playMusic: (music) => this.me({ music }),
    chooseMicrophone: () => this.show({}),
    chooseTeacher: (teacher) => this.heard({ teacher }),
    chooseSpeaker: () => this.show({}),
    chooseWhisperSpeaker: (whisperSpeaker) => this.heard({ whisperSpeaker }),
    setVolume: (volume) => this.heard({ volume }),
    setCap: (cap) => this.heard({ cap }),
    checkEcho: () => this.heard({ echo: "clean" }),
    readWarning: () => this.heard({ warning: null }),
  };

  private heard(change: Partial<SoundView>): void {
    this.show({ sound: { ...this.view.sound, ...change } });
  }

  press(): void {
    this.show({ phase: this.view.phase === "called" ? "live" : "waiting" });
  }

  leave(): void {
    const waiting = this.view.phase === "waiting";
    this.show(waiting ? { phase: "lobby" } : { phase: "ended", ended: "left" });
  }

  dismiss(): void {
    this.show(this.view.notice ? { notice: null } : { phase: "lobby", ended: null });
  }

  take(): void {
    this.show({ phase: "lobby" });
  }

  setCamera(on: boolean): void {
    this.me({ camera: on ? "on" : "off" });
  }

  setMicrophone(on: boolean): void {
    this.me({ microphone: on ? "on" : "off" });
  }

  watchFirst(on: boolean): void {
    this.me({ watching: on });
  }

  pause(reason: PartyView["paused"]): void {
    this.me({ paused: reason });
  }

  resume(): void {
    this.me({ paused: null });
  }

  raiseHand(): void {
    this.show({
      hand: { id: "shown", up: true, since: this.now(), answered: false, delivered: true },
    });
  }

  lowerHand(): void {
    this.show({ hand: null });
  }

  answerHand(): void {
    const { hand } = this.view;
    if (hand) this.show({ hand: { ...hand, answered: true } });
  }

  sendChat(text: string): boolean {
    if (!text) return false;
    const line = { id: text + String(this.now()), side: this.view.side, mine: true, text };
    this.show({ chat: [...this.view.chat, { ...line, delivery: "delivered" }] });
    return true;
  }

  stay(): void {
    this.show({ closing: null });
  }

  setSpeaker(on: boolean): void {
    this.me({ speaker: on });
  }

  reportSound(blocked: boolean): void {
    if (blocked !== this.view.soundBlocked) this.show({ soundBlocked: blocked });
  }

  chooseCamera(): void {
    this.show({});
  }

  chooseMicrophone(): void {
    this.show({});
  }

  chooseSpeaker(): void {
    this.show({});
  }

  retryMedia(): void {
    this.show({ mediaProblem: null });
  }

  confirmOther(): void {
    this.trust({ standing: "confirmed", asks: false });
  }

  refuseOther(): void {
    this.trust({ standing: "refused", asks: false });
  }

  reconsiderOther(): void {
    this.trust({ standing: "changed", asks: true });
  }

  compareLater(): void {
    this.trust({ asks: false });
  }

  askHelp(): void {
    const until = this.now() + 60 * 60_000;
    this.show({ help: { askedBy: this.view.side, until, figures: null } });
  }

  stopHelp(): void {
    this.show({ help: null });
  }

  look(wanted: Region): void {
    this.steering({ wanted, shown: wanted });
  }

  goToSpot(spot: Spot): void {
    if (hasRoomCamera(this.view)) this.lookAt(spot === "class" ? "room" : "board");
    if (spot === "class" && hasRoomCamera(this.view)) return;
    this.look({ x: spot === "board" ? 0.05 : 0.5, y: 0.1, size: 0.5 });
  }

  keepSpot(spot: Spot): void {
    const spots = this.view.steering?.spots ?? [];
    this.steering({ spots: [...spots.filter((one) => one !== spot), spot] });
  }

  lockView(locked: boolean): void {
    this.steering({ locked });
  }

  private shares(state: RoomView["screen"]["state"]): void {
    this.show({ screen: { state, note: null } });
  }

  private steering(change: Partial<SteeringView>): void {
    const { steering } = this.view;
    if (steering) this.show({ steering: { ...steering, ...change } });
  }

  private trust(change: Partial<TrustView>): void {
    this.show({ trust: { ...this.view.trust, ...change } });
  }

  private me(change: Partial<PartyView>): void {
    this.show({ me: { ...this.view.me, ...change } });
  }
}

function quiet(): void {
  // Nobody is at the other end.
}

/** That it is a whole room is checked here, once. */
export function asRoom(room: ShownRoom): Room {
  return room;
}
