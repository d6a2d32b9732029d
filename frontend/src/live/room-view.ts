/** The room as one plain snapshot for the screen. */

import { currentAt, lessonOf, nextAfter, WARN_MS } from "./blocks";
import type { Trouble } from "./camera-watch";
import { type Choices, isHidden } from "./choices";
import type { Conversation } from "./conversation";
import type { DrawView } from "./draw-desk";
import type { Exam } from "./exam";
import type { GuestView } from "./guest-view";
import type { Kind } from "./kinds";
import type { FilesView } from "./files-view";
import type { Media } from "./media";
import type { NotebookNote } from "./notebook";
import type { Plan } from "./protocol";
import { awayWhy } from "./room-away";
import { blockOf, phaseOf, pressOf } from "./room-phase";
import type { RoomState } from "./room-state";
import { closesAt } from "./room-steps";
import type { ScreenView } from "./screen-share";
import type { SoundView } from "./sound-view";
import type { SignsView } from "./signs";
import type { SteeringView } from "./steering-view";
import type {
  BlockView,
  CameraView,
  ChatLineView,
  ClosingView,
  HelpView,
  PartyView,
  PlanView,
  RoomView,
  RouteView,
  TrustView,
} from "./view";
import type { State } from "./words";

export interface Parts {
  readonly state: RoomState;
  readonly conversation: Conversation;
  readonly signs: SignsView;
  readonly exam: Exam | null;
  readonly drawing: DrawView;
  readonly choices: Choices;
  readonly me: PartyView;
  readonly other: State | null;
  readonly media: Pick<
    Media,
    "problem" | "isDrawn" | "devices" | "cameraViews" | "isSingle" | "turning"
  >;
  readonly moving: RoomView["moving"];
  readonly soundBlocked: boolean;
  readonly sound: SoundView;
  readonly line: RouteView;
  readonly saving: boolean;
  /** One of both sides has given up all but the trying. */
  readonly thin: boolean;
  readonly trust: TrustView;
  readonly boardPhoto: string | null;
  readonly files: FilesView;
  readonly help: HelpView | null;
  readonly steering: SteeringView | null;
  readonly screen: ScreenView;
  readonly notebookNote: NotebookNote | null;
  readonly guest: GuestView | null;
  readonly now: number;
}

export function viewOf(parts: Parts): RoomView {
  const { state, conversation, media, now } = parts;
  const press = pressOf(state, now);
  const phase = phaseOf(state, now);
  const online = state.link === "up";
  const otherThere = state.other.there;
  return {
    side: state.side,
    phase,
    online,
    block: blockViewOf(state),
    seatLabel: state.seatLabel,
    plan: planOf(state.plan, now),
    press,
    elsewhere: press === "link" ? linkAt(state.plan, now) : "",
    otherThere,
    startedAt: state.stay?.startedAt ?? null,
    me: parts.me,
    other: parts.other && partyIn(parts.other),
    hand: conversation.hand,
    signs: parts.signs,
    exam: parts.exam,
    drawing: parts.drawing,
    chat: chatOf(conversation, state),
    closing: closingOf(state, now),
    ended: state.ended?.why ?? null,
    notice: state.notice,
    mediaProblem: media.problem,
    testPicture: media.isDrawn,
    soundBlocked: parts.soundBlocked,
    devices: media.devices,
    cameras: camerasOf(media.cameraViews, parts.choices),
    isSingle: media.isSingle,
    turning: media.turning,
    moving: parts.moving,
    sound: parts.sound,
    line: parts.line,
    saving: parts.saving && state.stay !== null,
    away: awayWhy({ phase, isOnline: online, otherThere, isThin: parts.thin }),
    trust: parts.trust,
    boardPhoto: parts.boardPhoto,
    files: parts.files,
    help: parts.help,
    steering: parts.steering,
    screen: parts.screen,
    notebookNote: parts.notebookNote,
    guest: parts.guest,
  };
}

/**
 * Whether this person is in the lesson or waiting for it, with camera and microphone open: from the
 * moment that the server lets them in, so that opening a camera holds up no press.
 */
export function isInside({ want, resumed }: RoomState): boolean {
  return want === "in" && !resumed;
}

/** What the other side is told of me; in the lobby, what it would be. */
export function partyOf(
  choices: Choices,
  media: Pick<Media, "stateOf" | "hasRoom">,
  inside: boolean,
  now: Now,
): PartyView {
  const hidden = isHidden(choices);
  const track = (isOn: boolean, kind: Kind) => {
    if (!isOn || (inside && hidden)) return "off";
    return inside ? media.stateOf(kind) : "on";
  };
  const { roomTrouble, films, ...told } = now;
  const { screen } = now;
  return {
    // A screen is a picture too, on a device whose camera is lost.
    camera: screen ? "on" : track(films, "video"),
    microphone: track(choices.microphone, "audio"),
    watching: choices.watching,
    paused: choices.paused,
    speaker: choices.speaker,
    room: media.hasRoom ? { state: track(true, "room"), trouble: roomTrouble } : null,
    ...told,
    trouble: screen ? null : now.trouble,
  };
}

type Now = Omit<PartyView, "camera" | "microphone" | "watching" | "paused" | "speaker" | "room"> & {
  readonly roomTrouble: Trouble | null;
  /** The camera shows what this person wants to show. */
  readonly films: boolean;
};

/** The board's is off while somebody has switched it off, and stays the board's. */
function camerasOf(
  cameras: readonly CameraView[],
  { camera: isOn }: Choices,
): readonly CameraView[] {
  if (isOn) return cameras;
  return cameras.map((one) => (one.use === "board" ? { ...one, use: "off" } : one));
}

function linkAt(plan: Plan, now: number): string {
  return currentAt(plan, now)?.link ?? "";
}

/** Without what the word carries beside it. */
function partyIn({ camera, microphone, watching, paused, speaker, ...now }: State): PartyView {
  const { sees, hears, battery, trouble, room, looks, whisper, music, silent } = now;
  const { screen, notebook, together, mates } = now;
  const told = { camera, microphone, watching, paused, speaker, sees, hears, battery };
  return {
    ...told,
    trouble,
    room,
    looks,
    whisper,
    music,
    silent,
    screen,
    notebook,
    together,
    mates,
  };
}

function blockViewOf(state: RoomState): BlockView | null {
  const code = blockOf(state);
  return code === null ? null : { code, missing: state.plan.missing };
}

function planOf(plan: Plan, now: number): PlanView {
  const current = currentAt(plan, now);
  const next = nextAfter(plan, now);
  return {
    lessons: plan.lessons.map(lessonOf),
    current: current && lessonOf(current),
    next: next && lessonOf(next),
    adhoc: plan.adhoc,
    autoAnswer: plan.auto_answer,
    keepPhotos: plan.keep_photos,
    seeClassmates: plan.see_classmates,
  };
}

function chatOf({ chat }: Conversation, { side: mine }: RoomState): readonly ChatLineView[] {
  return chat.map(({ id, side, text, isDelivered }) => {
    const delivery = isDelivered ? "delivered" : "sending";
    return { id, side, mine: side === mine, text, delivery };
  });
}

function closingOf(state: RoomState, now: number): ClosingView | null {
  if (state.stay === null) return null;
  const closing = closesAt(state, state.stay);
  return { ...closing, warn: now >= closing.endsAt - WARN_MS };
}
