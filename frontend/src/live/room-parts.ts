/** The parts that a room is made of besides its engine: one maker each. */

import { currentAt } from "./blocks";
import type { Tracks } from "./call-desk";
import { CameraMemory } from "./camera-memory";
import type { WatcherOptions } from "./camera-watcher";
import { type Choices, isHidden } from "./choices";
import type { NewCropper } from "./cropper";
import type { Dialogue } from "./dialogue";
import type { Engine, EngineOptions } from "./engine";
import { Eye } from "./eye";
import { type FileParts, Files, type FilesOptions } from "./files";
import { Media } from "./media";
import type { MediaOptions } from "./media-options";
import { Notebook, type NotebookOptions } from "./notebook";
import { Pilot } from "./pilot";
import { type NewSoundKit, RoomSound, type Situation } from "./room-sound";
import { type Display, ScreenShare } from "./screen-share";
import type { Steering } from "./steering";
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
  readonly newSoundKit: NewSoundKit | null;
  /** Looks into a camera of the class, to see whether it gives a picture. */
  readonly peephole: WatcherOptions["open"];
  readonly newCropper: NewCropper;
  /** Beside the lines of other pupils, on one device. */
  readonly isFramed: boolean;
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

export function tracksOf(
  { films }: Pick<Notebook, "films">,
  sound: Pick<RoomSound, "track">,
  media: Media,
): Tracks {
  return {
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

/** Files and photos as far as a test lets them. */
export function newFiles(
  options: RoomOptions,
  engine: Engine,
  media: Media,
  choices: () => Choices,
  setPhotos: FilesOptions["setPhotos"],
  onChange: OnChange,
): Files {
  const { exam } = engine.dialogue;
  return new Files({
    ...options,
    ...options.files,
    board: () => boardOf(options.side, choices(), media),
    maySend: () => exam.may("files"),
    mayPhoto: () => choices().photos && exam.may("photo"),
    mayAsk: () => choices().paused === null && exam.may("photo"),
    setPhotos,
    onChange,
    urls: options.photoUrls,
    flows: () => engine.isFlowing,
    step: () => engine.desk.governor.lowestStep,
    spareKbps: () => engine.desk.governor.spare.kbps,
  });
}
