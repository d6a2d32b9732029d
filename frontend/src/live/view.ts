/**
 * The contract between the room and what shows it.
 *
 * A `RoomView` is a plain snapshot, made anew after every change; the elements in `ui/` show it and
 * call the commands. All moments are milliseconds since 1970 on the server's clock: compare them
 * with `room.now()`, never with `Date.now()`.
 */

import type { Trouble } from "./camera-watch";
import type { TurningView } from "./board-turning";
import type { Use } from "./cameras";
import type { RoomCommands } from "./commands";
import type { DrawCommands, DrawView } from "./draw-desk";
import type { Exam } from "./exam";
import type { ExamCommands } from "./exam-desk";
import type { Figures } from "./figure-fields";
import type { GuestCommands, GuestView } from "./guest-view";
import type { Looks } from "./kinds";
import type { Mate, Together } from "./mates";
import type { NotebookCommands, NotebookNote } from "./notebook";
import type { PageCameraCommands } from "./page-camera";
import type { SteeringView } from "./steering-view";
import type { RoomSoundView, SoundView } from "./sound-view";
import type { FilesCommands, FilesView } from "./files-view";
import type { ScreenCommands, ScreenView } from "./screen-share";
import type { SignCommands } from "./sign-desk";
import type { SignsView } from "./signs";
import type { Turn } from "./turns";
import type { SymbolName } from "./trust-symbols";

export type Side = "home" | "class";

/**
 * - `offline`: no server, and no lesson running
 * - `blocked`: this device may not enter; `block` says why
 * - `taken`: another device of this side has the seat; `seatLabel` names it; `take()` moves it here
 * - `lobby`: nobody has pressed
 * - `waiting`: I have pressed, the other side has not
 * - `called`: the other side has pressed, I have not
 * - `connecting`: both have pressed, the line is being built for the first time
 * - `live`: sound and picture flow
 * - `interrupted`: the lesson runs, the line is down and comes back by itself
 * - `ended`: the lesson is over; `ended` says why; `dismiss()` goes back to the lobby
 */
export type Phase =
  | "offline"
  | "blocked"
  | "taken"
  | "lobby"
  | "waiting"
  | "called"
  | "connecting"
  | "live"
  | "interrupted"
  | "ended";

/**
 * Why this device may not enter.
 *
 * - `version`: this page is older than the server; reloading helps
 * - `unpaired`: the device is not paired (any more)
 * - `right_ended`, `revoked`, `traject_ended`: the right has ended
 * - `no_line`: there is no such line for this device
 * - `missing`: see `missing`
 */
export type BlockCode =
  "version" | "unpaired" | "right_ended" | "revoked" | "traject_ended" | "no_line" | "missing";

export type Missing = "agreement.home" | "agreement.class" | "traject";

export interface BlockView {
  readonly code: BlockCode;
  readonly missing: readonly Missing[];
}

/**
 * How the lesson came to its end.
 *
 * - `left`: I left; `other_left`: the other side left
 * - `over`: the lesson's time was up
 * - `revoked`, `traject_ended`: a right ended
 * - `no_server`: ten minutes without our server
 * - `other_gone`: the other side did not come back, outside any lesson, within fifteen minutes
 * - `taken`: another device of this side has taken over
 */
export type EndWhy =
  | "left"
  | "other_left"
  | "over"
  | "revoked"
  | "traject_ended"
  | "no_server"
  | "other_gone"
  | "taken";

export type LessonKind = "fixed" | "flexible" | "extra";
export type LessonStatus = "on" | "pupil_absent" | "teacher_absent" | "elsewhere" | "cancelled";

export interface LessonView {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly subject: string;
  readonly room: string;
  readonly kind: LessonKind;
  readonly status: LessonStatus;
  /** Where the class is, if `status` is `elsewhere`; else empty. */
  readonly link: string;
  /** A whole morning or afternoon, with its breaks; else an hour with its own times. */
  readonly halfDay: boolean;
}

export interface PlanView {
  /** Today's, sorted by start; empty if there are none. */
  readonly lessons: readonly LessonView[];
  /** The lesson that is on now, or begins within 15 minutes. */
  readonly current: LessonView | null;
  readonly next: LessonView | null;
  readonly adhoc: boolean;
  readonly autoAnswer: boolean;
  /** The agreement lets a photo of the board be kept and printed. */
  readonly keepPhotos: boolean;
  /** The family of this pupil lets it see and hear the others of its class who are at home. */
  readonly seeClassmates: boolean;
}

/** What the large button does now. `link`: it opens `elsewhere`; `not_now`: no lesson, no ad hoc. */
export type PressAction = "enter" | "link" | "not_now" | "none";

/** Of a camera or a microphone. `off` is the person's own choice, and no error. */
export type TrackState = "on" | "off" | "refused" | "missing" | "busy";

export type PauseReason = "rest" | "care" | "meal" | "class";

/** The second camera of a class. */
export interface SecondView {
  readonly state: TrackState;
  readonly trouble: Trouble | null;
}

/** A camera of this class device, and what it is for. */
export interface CameraView extends DeviceChoice {
  readonly use: Use;
  /** False: somebody chose it, and it is unplugged. */
  readonly isThere: boolean;
  /** `cameraStream()` has what it sees. */
  readonly isOpen: boolean;
}

/** One side of the lesson, as the other may know it. */
export interface PartyView {
  readonly camera: TrackState;
  readonly microphone: TrackState;
  /** Sees and hears, is not seen or heard. */
  readonly watching: boolean;
  readonly paused: PauseReason | null;
  /** The loudspeaker is on. */
  readonly speaker: boolean;
  /** Sees the other's picture now. */
  readonly sees: boolean;
  /** Hears the other's sound now. */
  readonly hears: boolean;
  /** Percent, by fives, while it runs down; null on the mains, or unknown. */
  readonly battery: number | null;
  /** Class: what is wrong with the picture of a camera that is on; null: nothing. */
  readonly trouble: Trouble | null;
  /** Class: the camera of the room; null if none is used. */
  readonly room: SecondView | null;
  /** Home: which picture of the class stands large; null on the class's side. */
  readonly looks: Looks | null;
  /** Speaks softly, for a neighbour. */
  readonly whisper: boolean;
  /** Its sound goes out as it is, in stereo. */
  readonly music: boolean;
  /** Its microphone is on, and gives nothing at all. */
  readonly silent: boolean;
  /** Class: a screen of its own stands in the place of the board. */
  readonly screen: boolean;
  /** Home: the picture is of the exercise book, to be turned so far; null: it is of the face. */
  readonly notebook: Turn | null;
  /** Home: what it wants of classmates at home; null: not agreed. */
  readonly together: Together | null;
  /** Class: who is beside this pupil. */
  readonly mates: readonly Mate[];
}

/** The pupil's hand. Theirs on the class side, mine on the home side. */
export interface HandView {
  readonly id: string;
  readonly up: boolean;
  readonly since: number;
  /** Somebody in class has seen it. Stays shown to the pupil until the hand goes down. */
  readonly answered: boolean;
  /** False while the other side has not confirmed that it knows of the hand. */
  readonly delivered: boolean;
}

export interface ChatLineView {
  readonly id: string;
  readonly side: Side;
  readonly mine: boolean;
  readonly text: string;
  readonly delivery: "sending" | "delivered";
}

/** When the line closes by itself. */
export interface ClosingView {
  /** End of the lesson's block, or of the last "blijf nog even". */
  readonly endsAt: number;
  /** When the line closes, unless somebody presses `stay()`. */
  readonly closesAt: number;
  /** From two minutes before the end: show the warning and the button. */
  readonly warn: boolean;
}

/** What stops this page from using camera and microphone at all; `null` if nothing does. */
export type MediaProblem = "refused" | "missing" | "busy" | "insecure" | "unsupported" | null;

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export interface DevicesView {
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
  /** What is live now, not what was asked for; `null` if none. */
  readonly camera: string | null;
  readonly microphone: string | null;
  /** For `setSinkId` on the playing element; `null`: the browser's own choice. */
  readonly speaker: string | null;
}

export type Route = "direct" | "relay-udp" | "relay-tcp" | "relay-tls";

/** The line in figures, at most once a second; `null` values are not known yet. */
export interface RouteView {
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  readonly receivedKbps: number | null;
  readonly sentKbps: number | null;
  readonly lostShare: number | null;
}

/** A sentence from the server for the person, with the code for the helpdesk. */
export interface NoticeView {
  readonly code: string;
  readonly message: string;
}

/**
 * Why sound and picture don't come through.
 *
 * - `mine`: this device has no internet; `theirs`: the other device has none
 * - `line`: both have, and the line between them is broken
 * - `thin`: the line is there, too narrow even for sound
 */
export type AwayWhy = "mine" | "theirs" | "line" | "thin";

/**
 * Who is at the other end.
 *
 * - `new`, `met`: the first device there ever; nobody has compared the symbols yet
 * - `confirmed`: people compared them, and they were the same
 * - `changed`: another device than before; it comes in only after `confirmOther()`
 * - `refused`: people said that the symbols differed
 */
export interface TrustView {
  /** Null until the other device has proved who it is. */
  readonly standing: "new" | "met" | "confirmed" | "changed" | "refused" | null;
  /** Three names of `trust-symbols.ts`; null until both sides have them. */
  readonly symbols: readonly SymbolName[] | null;
  /** Ask the person to compare, now. */
  readonly asks: boolean;
  /** They should be there by now: somebody may keep them back. */
  readonly missing: boolean;
  /** What comes in is not from whom it says: nothing is connected. */
  readonly unproven: boolean;
}

/** A question that is open: the helpdesk sees figures of this line, and nothing else. */
export interface HelpView {
  readonly askedBy: "home" | "class" | "family" | "school" | "staff";
  readonly until: number;
  /** What was last sent of this side; null before the first. */
  readonly figures: Figures | null;
}

export interface RoomView {
  readonly side: Side;
  readonly phase: Phase;
  /** The socket is open. False in a running lesson: it goes on, show it calmly. */
  readonly online: boolean;
  readonly block: BlockView | null;
  readonly seatLabel: string;
  readonly plan: PlanView;
  readonly press: PressAction;
  /** Where the class is online now, or empty. */
  readonly elsewhere: string;
  /** A device of the other side has its page open. */
  readonly otherThere: boolean;
  /** The running connection's start, or null. */
  readonly startedAt: number | null;
  readonly me: PartyView;
  /** Null until the other side has told its state. */
  readonly other: PartyView | null;
  readonly hand: HandView | null;
  /** Reactions, the child's face, break time and the game. */
  readonly signs: SignsView;
  /** The test that is on, or was; null if there was none. */
  readonly exam: Exam | null;
  /** The board that both draw on. */
  readonly drawing: DrawView;
  /** Oldest first. */
  readonly chat: readonly ChatLineView[];
  readonly closing: ClosingView | null;
  readonly ended: EndWhy | null;
  readonly notice: NoticeView | null;
  readonly mediaProblem: MediaProblem;
  /** My picture is the drawn test board, not a camera (demo only). */
  readonly testPicture: boolean;
  /** The browser refuses to play sound before a press: ask for one, and `play()` in it. */
  readonly soundBlocked: boolean;
  readonly devices: DevicesView;
  /** Class: every camera, and what it is for; empty at home. */
  readonly cameras: readonly CameraView[];
  /** Class: this device gives one camera at a time. */
  readonly isSingle: boolean;
  readonly turning: TurningView | null;
  /** Home: which of the class's pictures come in now. */
  readonly moving: Readonly<Record<Looks, boolean>>;
  readonly sound: SoundView;
  readonly line: RouteView;
  /** One of the pictures is given up in part, or all of it, so that the sound goes on. */
  readonly saving: boolean;
  /** Null while sound comes through, and before it ever did. It comes back by itself. */
  readonly away: AwayWhy | null;
  readonly trust: TrustView;
  /** Home: the address of a still of the board, in the place of the picture; null if none. */
  readonly boardPhoto: string | null;
  /** What is sent beside picture, sound and words. */
  readonly files: FilesView;
  /** Null: the helpdesk sees nothing. */
  readonly help: HelpView | null;
  /** Null: there is no picture of the class, or it cannot be steered. */
  readonly steering: SteeringView | null;
  /** Class: a screen that is shared, or how that went. */
  readonly screen: ScreenView;
  /** Home: why the exercise book can't be shown. */
  readonly notebookNote: NotebookNote | null;
  /** A guest who is asked in, is inside, or has just gone; null: nobody. */
  readonly guest: GuestView | null;
}

export interface Room extends RoomCommands {
  readonly view: RoomView;
  readonly sound: RoomSoundView;
  /** What is done with `view.files`. */
  readonly files: FilesCommands;
  readonly signs: SignCommands;
  readonly screen: ScreenCommands;
  readonly notebook: NotebookCommands;
  readonly pageCamera: PageCameraCommands;
  readonly exam: ExamCommands;
  readonly drawing: DrawCommands;
  readonly guest: GuestCommands;
  /** My own picture, or null. Changes identity only with a change of the view. */
  readonly localStream: MediaStream | null;
  /** Their picture and sound, for one `<video>` that lives all lesson; the same object all along. */
  readonly remoteStream: MediaStream | null;
  /** My second picture, or null. */
  readonly localRoom: MediaStream | null;
  /** Their second picture, without sound; the same object all along. */
  readonly remoteRoom: MediaStream | null;
  /** Home: of classmates at home, without sound; the same object all along. */
  readonly remoteMates: MediaStream | null;
  /** What this camera of ours sees, if it is open. */
  cameraStream(id: string): MediaStream | null;
  /** Milliseconds since 1970 on the server's clock. */
  now(): number;
  /** Calls `listener` after every change, at most once per task. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  close(): void;
}
