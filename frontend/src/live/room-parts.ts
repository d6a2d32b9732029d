/** The parts that a room is made of besides its engine: one maker each. */

import { currentAt } from "./blocks";
import type { Tracks } from "./call-desk";
import { aloneOnCamera, type Neighbours } from "./camera-alone";
import { CameraAside } from "./camera-aside";
import { CameraMemory } from "./camera-memory";
import type { WatcherOptions } from "./camera-watcher";
import { type Choices, isHidden } from "./choices";
import type { Classmates, ClassmatesOptions, Now, Passed } from "./classmates";
import type { NewCropper } from "./cropper";
import type { Dialogue } from "./dialogue";
import type { Engine, EngineOptions } from "./engine";
import { isOn as isExamOn } from "./exam";
import { Eye } from "./eye";
import { type FileParts, Files, type FilesOptions } from "./files";
import { GuestDesk, type GuestSituation } from "./guest-desk";
import { Media } from "./media";
import type { MediaOptions } from "./media-options";
import { Notebook, type NotebookOptions } from "./notebook";
import { PageCamera } from "./page-camera";
import { Pilot } from "./pilot";
import { type NewSoundKit, RoomSound, type Situation } from "./room-sound";
import { type Display, ScreenShare } from "./screen-share";
import type { Steering } from "./steering";
import { CandidateGate } from "./trust-candidates";
import type { Parts } from "./room-view";
import type { PartyView, Side } from "./view";

/** On this device's disk, whatever traject its page is for: the cameras are the class's. */
const CAMERAS_KEY = "sio.cameras";

export interface RoomOptions extends Omit<EngineOptions, "beat"> {
  readonly media: Omit<
    MediaOptions,
    "isBoard" | "memory" | "time" | "logger" | "onChange" | "newStream" | "soundAsked"
  >;
  readonly files: FileParts;
  /** Other lines of this device; null where this one stands in no frame. */
  readonly neighbours: Neighbours | null;
  readonly newSoundKit: NewSoundKit | null;
  /** Looks into a camera of the class, to see whether it gives a picture. */
  readonly peephole: WatcherOptions["open"];
  readonly newCropper: NewCropper;
  readonly drawMates: ClassmatesOptions["drawMates"];
  /** What shows a guest. */
  readonly fetchTile: () => Promise<unknown>;
  readonly display: Display;
}

/** Who makes the part: what is new is to be shown. */
type OnChange = () => void;

export function newMedia(
  options: RoomOptions,
  soundAsked: MediaOptions["soundAsked"],
  onChange: OnChange,
): Media {
  const { media, newStream, side, store, time, logger } = options;
  const isBoard = side === "class";
  return new Media({
    ...media,
    isBoard,
    memory: isBoard ? new CameraMemory(store, CAMERAS_KEY) : null,
    newStream: (track) => newStream([track]),
    soundAsked,
    time,
    logger,
    onChange,
  });
}

/** Where other lines of this device have the same camera. */
export function newAside(
  { media: source, newCropper, time, logger }: RoomOptions,
  media: Media,
  onChange: OnChange,
): CameraAside {
  const reopen = () => media.reopen("video");
  const { first: held } = media;
  return new CameraAside({ source, held, newCropper, time, logger, reopen, onChange });
}

export function newSound(options: RoomOptions, media: Media, onChange: OnChange): RoomSound {
  const { devices } = options.media;
  return new RoomSound({ ...options, devices, media, newKit: options.newSoundKit, onChange });
}

/** The class's alone. */
export function newScreen(options: RoomOptions, onChange: OnChange): ScreenShare {
  const display = options.side === "class" ? options.display : null;
  return new ScreenShare({ ...options, display, onChange });
}

type NotebookNeeds = Pick<NotebookOptions, "choices" | "choose" | "onChange">;

export function newNotebook(options: RoomOptions, media: Media, needs: NotebookNeeds): Notebook {
  return new Notebook({ ...options, media, ...needs });
}

export function newPageCamera(
  { side, media: source, files: { takeFull }, newStream }: RoomOptions,
  lesson: Media,
): PageCamera {
  return new PageCamera({ source, lesson, mayGrow: side === "home", takeFull, newStream });
}

export function tracksOf(
  { films }: Pick<Notebook, "films">,
  sound: Pick<RoomSound, "track">,
  media: Media,
  { track: mates }: Pick<Classmates, "track">,
): Tracks {
  return {
    mates,
    audio: sound.track,
    video: films ? media.track("video") : null,
    room: media.track("room"),
  };
}

/** What comes in of their sound, and what they say of it. */
export function heardIn({
  desk,
  dialogue,
  isFlowing,
}: Engine): Omit<Situation, "isOpen" | "isOn" | "plays"> {
  return {
    flows: isFlowing && !desk.governor.isThin,
    other: dialogue.other,
    remote: desk.remoteStream,
    arrives: desk.meter.arrival.sound,
    isAudible: desk.meter.audible,
  };
}

/** For what goes out of other pupils: `shows` while this class shows itself over this line. */
export function besideIn(engine: Engine, shows: boolean): Now {
  const { desk, dialogue } = engine;
  return {
    isOpen: shows && mayPassOn(engine),
    together: dialogue.other?.together ?? null,
    isWhole: desk.governor.lowestStep === "whole",
    at: engine.now(),
  };
}

/** Agreed, as the server says now, and this pupil neither rests, nor only watches, nor has a test. */
function mayPassOn({ state, dialogue, isFlowing }: Engine): boolean {
  const { other, exam } = dialogue;
  const isAgreed = state.plan.see_classmates && state.link === "up";
  const isThere = other?.paused === null && !other.watching;
  return isFlowing && isAgreed && isThere && !exam.isOn;
}

/** Home says what it wants, the class who is beside. */
export function togetherIn(
  { state }: Engine,
  { together }: Choices,
  { told }: Classmates,
  isClass: boolean,
): Pick<PartyView, "together" | "mates"> {
  if (isClass) return { together: null, mates: told };
  return { together: state.plan.see_classmates ? together : null, mates: [] };
}

/** What comes in over this line, as it came. */
export function passedOf(stream: MediaStream): Passed {
  const [video = null] = stream.getVideoTracks();
  const [audio = null] = stream.getAudioTracks();
  return { video, audio };
}

/** What both sides have said and drawn. */
export function toldIn({
  conversation,
  other,
  signs,
  exam,
  drawing,
}: Dialogue): Pick<Parts, "conversation" | "other" | "signs" | "exam" | "drawing"> {
  return { conversation, other, signs: signs.view, exam: exam.view, drawing: drawing.view };
}

/** What of theirs reaches this person, not only this device. */
export function reaching(
  { desk, isFlowing }: Engine,
  { paused, speaker }: Choices,
  isVisible: boolean,
  soundBlocked: boolean,
): Pick<PartyView, "sees" | "hears"> {
  const flows = isFlowing && paused === null;
  const { picture, room, sound } = desk.meter.arrival;
  return {
    sees: flows && (picture || room) && isVisible,
    hears: flows && sound && speaker && !soundBlocked,
  };
}

/** Home asks where to look; the class looks there. */
export function newSteering(options: RoomOptions, engine: Engine, onChange: OnChange): Steering {
  const say: Pilot["options"]["say"] = (word) => engine.dialogue.steer(word);
  const common = { ...options, say, onChange };
  const room = () => currentAt(engine.state.plan, engine.now())?.room ?? "";
  const steering = options.side === "home" ? new Pilot(common) : new Eye({ ...common, room });
  engine.dialogue.steerBy(steering);
  return steering;
}

/** The camera itself, not what is cut out of it; nothing while the class hides. */
function boardOf(side: Side, choices: Choices, media: Media): MediaStreamTrack | null {
  const isShown = side === "class" && choices.camera && !isHidden(choices);
  const track = isShown ? media.track("video") : null;
  return track?.readyState === "live" && !track.muted ? track : null;
}

interface Filming {
  readonly engine: Engine;
  readonly media: Media;
  readonly steering: Steering;
  readonly aside: CameraAside;
}

/** Files and photos as far as a test lets them. */
export function newFiles(
  options: RoomOptions,
  { engine, media, steering, aside }: Filming,
  choices: () => Choices,
  setPhotos: FilesOptions["setPhotos"],
  onChange: OnChange,
): Files {
  const { exam } = engine.dialogue;
  const { neighbours, logger } = options;
  const { takeFull } = options.files;
  const board = () => boardOf(options.side, choices(), media);
  const alone = { takeFull, aside, board, logger };
  return new Files({
    ...options,
    ...options.files,
    takeFull: neighbours === null ? takeFull : aloneOnCamera({ ...alone, neighbours }),
    board,
    keepSize: (keeps) => steering.keepSize(keeps),
    maySend: () => exam.may("files"),
    mayPhoto: () => choices().photos && exam.may("photo"),
    mayAsk: () => choices().paused === null && exam.may("photo"),
    setPhotos,
    onChange,
    urls: options.photoUrls,
    flows: () => engine.isFlowing,
    step: () => engine.desk.governor.lowestStep,
    spareKbps: () => engine.desk.governor.spare.kbps,
    provenKbps: () => engine.desk.governor.spare.provenKbps,
  });
}

/** What is of its connections comes with the first guest. */
export function newGuest(options: RoomOptions, engine: Engine, onChange: OnChange): GuestDesk {
  const { isDemo } = options;
  return new GuestDesk({
    ...options,
    send: (message) => engine.socket.send(message),
    prepare: () => Promise.all([import("./guest-line"), options.fetchTile()]),
    newLine: async (line) => {
      const { GuestLine } = await import("./guest-line");
      const gate = new CandidateGate(isDemo);
      return new GuestLine({
        ...options,
        ...line,
        gate,
        create: () => engine.desk.newConnection(),
      });
    },
    onChange,
  });
}

/** Of this side only what the other gets too: nothing of other pupils, nothing in a pause. */
export function guestIn(
  { state, dialogue, desk }: Engine,
  { audio, video }: Omit<Tracks, "room">,
): GuestSituation {
  return {
    isOpen: state.stay !== null,
    isOnline: state.link === "up",
    may: !isExamOn(dialogue.exam.view),
    tracks: { audio, video },
    step: desk.governor.lowestStep,
  };
}
