/** The states of the room that the style page shows, by name. */

import { type FileView, NO_FILES } from "../live/files-view";
import type { PartyView, RoomView, Side, TrustView } from "../live/view";
import { drawing, NO_DRAWING } from "./drawing";
import { exam } from "./exam";
import { guest } from "./guest";
import { lessonsAround } from "./lessons";
import { BO, CAS, DARK } from "./mates";
import { NO_SIGNS, reacting } from "./signs";
import { BESIDE, BESIDE_HERE, CORNER, steering } from "./steering";

const MINUTE_MS = 60_000;
const BOARD = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><path fill="#14453d" d="M0 0h1280v720H0z"/><text x="90" y="380" font-size="120" fill="#fff">3 × 14 = 42</text></svg>',
)}`;

export const SCENES: Readonly<Record<string, (now: number) => RoomView>> = {
  "home-lobby": (now) => scene("home", now, { otherThere: true }),
  "home-alone": (now) => scene("home", now, {}),
  "home-not-now": (now) => scene("home", now, { press: "not_now" }),
  "home-refused": (now) =>
    scene("home", now, { mediaProblem: "refused", me: party({ camera: "refused" }) }),
  "home-missing": (now) =>
    scene("home", now, {
      phase: "blocked",
      press: "none",
      block: { code: "missing", missing: ["agreement.home", "agreement.class"] },
    }),
  "home-unpaired": (now) =>
    scene("home", now, {
      phase: "blocked",
      press: "none",
      block: { code: "unpaired", missing: [] },
    }),
  "home-taken": (now) => scene("home", now, { phase: "taken", press: "none", seatLabel: "Tablet" }),
  "home-elsewhere": (now) =>
    scene("home", now, {
      press: "link",
      elsewhere: "https://teams.microsoft.com/l/meetup-join/0",
    }),
  "home-offline": (now) => scene("home", now, { phase: "offline", press: "none" }),
  "home-waiting": (now) => scene("home", now, { phase: "waiting", press: "none" }),
  "home-called": (now) => scene("home", now, { phase: "called", otherThere: true }),
  "home-connecting": (now) => scene("home", now, { phase: "connecting", other: null }),
  "home-live": (now) => live("home", now, {}),
  "home-hand": (now) => live("home", now, { hand: hand(now, true) }),
  "home-camera-off": (now) => live("home", now, { me: party({ camera: "off" }) }),
  "home-watching": (now) =>
    live("home", now, {
      me: party({ watching: true }),
      other: party({ sees: false, hears: false }),
    }),
  "home-paused": (now) =>
    live("home", now, {
      me: party({ paused: "rest" }),
      other: party({ sees: false, hears: false }),
    }),
  "home-away": (now) => live("home", now, { phase: "interrupted", online: false, away: "mine" }),
  "home-thin": (now) => live("home", now, THIN),
  "home-silent": (now) => live("home", now, { soundBlocked: true }),
  "home-photo": (now) => live("home", now, { saving: true, boardPhoto: BOARD }),
  "home-battery": (now) =>
    live("home", now, { me: party({ battery: 15 }), other: party({ battery: 80 }) }),
  "home-two": (now) => live("home", now, { other: party({ room: SECOND }) }),
  "home-two-room": (now) =>
    live("home", now, { me: party({ looks: "room" }), other: party({ room: SECOND }) }),
  "home-mate": (now) => live("home", now, beside("open", [BO])),
  "home-mates": (now) => live("home", now, beside("open", [BO, DARK])),
  "home-mates-hidden": (now) => live("home", now, beside("hidden", [BO])),
  "home-mates-off": (now) => live("home", now, beside("off", [])),
  "nursery-mates": (now) => live("home", now, beside("open", [BO, CAS])),
  "home-lost": (now) =>
    live("home", now, {
      me: party({ looks: "room" }),
      other: party({ camera: "missing", room: SECOND }),
    }),
  "home-muted": (now) =>
    live("home", now, { me: party({ microphone: "off" }), sound: sound({ warning: "muted" }) }),
  "home-whisper": (now) => live("home", now, { me: party({ whisper: true }) }),
  "home-closing": (now) => live("home", now, { closing: closing(now) }),
  "home-class-paused": (now) =>
    live("home", now, { other: party({ paused: "class", sees: false, hears: false }) }),
  "home-ended": (now) => scene("home", now, { phase: "ended", ended: "left" }),
  "class-lobby": (now) => scene("class", now, {}),
  "class-called": (now) => scene("class", now, { phase: "called", otherThere: true }),
  "class-waiting": (now) => scene("class", now, { phase: "waiting", press: "none" }),
  "class-elsewhere": (now) =>
    scene("class", now, { press: "link", elsewhere: "https://meet.google.com/abc" }),
  "class-live": (now) => live("class", now, {}),
  "class-hand": (now) => live("class", now, { hand: hand(now, false) }),
  "class-watching": (now) =>
    live("class", now, { other: party({ watching: true, camera: "off", microphone: "off" }) }),
  "class-camera-off": (now) => live("class", now, { other: party({ camera: "off" }) }),
  "class-pupil-paused": (now) =>
    live("class", now, { other: party({ paused: "meal", sees: false, hears: false }) }),
  "class-paused": (now) => live("class", now, { me: party({ paused: "class" }) }),
  "class-away": (now) => live("class", now, { phase: "interrupted", away: "line" }),
  "class-thin": (now) => live("class", now, THIN),
  "class-battery": (now) =>
    live("class", now, { me: party({ battery: 60 }), other: party({ battery: 15 }) }),
  "class-two": (now) =>
    live("class", now, {
      cameras: CAMERAS,
      me: party({ room: SECOND }),
      other: party({ looks: "board" }),
    }),
  "class-lost": (now) =>
    live("class", now, {
      cameras: CAMERAS,
      me: party({ trouble: "black", room: { state: "missing", trouble: null } }),
      other: party({ looks: "board" }),
    }),
  "class-second": (now) =>
    scene("class", now, { cameras: CAMERAS.map((one) => ({ ...one, use: "off" as const })) }),
  "class-unheard": (now) => live("class", now, { sound: sound({ warning: "unheard" }) }),
  "class-whisper": (now) => live("class", now, { other: party({ whisper: true }) }),
  "class-closing": (now) => live("class", now, { closing: closing(now) }),
  "home-steer": (now) => live("home", now, { steering: steering({}) }),
  "home-steered": (now) => live("home", now, { steering: steering(CORNER) }),
  "home-turns": (now) => live("home", now, { steering: steering(BESIDE) }),
  "class-turned": (now) => live("class", now, { steering: steering(BESIDE_HERE) }),
  "home-held": (now) => live("home", now, { steering: steering({ ...CORNER, locked: true }) }),
  "class-steered": (now) => live("class", now, { steering: steering(CORNER) }),
  "class-held": (now) => live("class", now, { steering: steering({ ...CORNER, locked: true }) }),
  "home-help": (now) => live("home", now, { help: help(now, "home") }),
  "class-help": (now) => scene("class", now, { otherThere: true, help: help(now, "family") }),
  "home-compare": (now) => live("home", now, { trust: trust("met", true) }),
  "home-no-symbols": (now) =>
    live("home", now, { trust: { ...trust("met", false), symbols: null, missing: true } }),
  "class-changed": (now) =>
    live("class", now, { phase: "connecting", trust: trust("changed", true) }),
  "home-unproven": (now) =>
    live("home", now, {
      phase: "connecting",
      trust: { ...trust(null, false), symbols: null, unproven: true },
    }),
  "home-untrusted": (now) => scene("home", now, { trust: trust("refused", false) }),
  "home-photo-coming": (now) =>
    live("home", now, {
      files: { ...LINKED, snap: { id: "f1", why: null }, items: [file("f1", { about: "board" })] },
    }),
  "home-photo-off": (now) =>
    live("home", now, {
      files: { ...LINKED, photos: false, snap: { id: "f1", why: "photo.off" } },
    }),
  "home-file": (now) => live("home", now, { files: { ...LINKED, items: FILES } }),
  "class-shutter": (now) => live("class", now, { files: { ...LINKED, shutter: "f1" } }),
  "class-file": (now) =>
    live("class", now, {
      files: { ...LINKED, items: [file("f1", { state: "asked", name: "mijn spreekbeurt.pptx" })] },
    }),
  "home-reaction": (now) => live("home", now, { signs: reacting(now, "laugh") }),
  "home-puzzled": (now) => live("home", now, { signs: reacting(now, "lost") }),
  "class-reaction": (now) => live("class", now, { signs: reacting(now, "yes") }),
  "class-puzzled": (now) =>
    live("class", now, {
      signs: { ...reacting(now, "lost"), face: "robot" },
      other: party({ camera: "off" }),
    }),
  "class-face": (now) =>
    live("class", now, {
      signs: { ...NO_SIGNS, face: "raket" },
      hand: hand(now, false),
      other: party({ camera: "off" }),
    }),
  "home-recess": (now) => live("home", now, recess(now, [])),
  "home-recess-two": (now) =>
    live("home", now, {
      ...recess(now, []),
      me: party({ looks: "room" }),
      other: party({ room: SECOND }),
    }),
  "home-game": (now) => live("home", now, recess(now, [3, 3, 2, 4, 3])),
  "class-recess": (now) => live("class", now, recess(now, [3, 3, 2, 4, 3])),
  "home-drawing": (now) => live("home", now, { drawing: drawing(now, true) }),
  "home-drawing-told": (now) => live("home", now, { drawing: drawing(now, false) }),
  "class-drawing": (now) => live("class", now, { drawing: drawing(now, true) }),
  "home-exam": (now) => live("home", now, { exam: exam(now, "runs") }),
  "home-exam-still": (now) => live("home", now, { ...LINE_AWAY, exam: exam(now, "still") }),
  "home-exam-over": (now) => live("home", now, { exam: exam(now, "over") }),
  "class-exam": (now) => live("class", now, { exam: exam(now, "runs") }),
  "class-exam-still": (now) => live("class", now, { ...LINE_AWAY, exam: exam(now, "still") }),
  "class-exam-back": (now) => live("class", now, { exam: exam(now, "still") }),
  "class-exam-over": (now) => live("class", now, { exam: exam(now, "over") }),
  "nursery-lobby": (now) => scene("home", now, { otherThere: true }),
  "nursery-waiting": (now) => scene("home", now, { phase: "waiting", press: "none" }),
  "nursery-live": (now) => live("home", now, {}),
  "nursery-hand": (now) => live("home", now, { hand: hand(now, false) }),
  "nursery-later": (now) => scene("home", now, { press: "not_now" }),
  "home-screen": (now) => live("home", now, { other: party({ screen: true }) }),
  "class-screen": (now) =>
    live("class", now, {
      me: party({ screen: true }),
      screen: { state: "on", note: null },
    }),
  "class-no-screen": (now) => live("class", now, { screen: { state: "off", note: "unsupported" } }),
  "home-notebook": (now) => live("home", now, { me: party({ notebook: 0 }) }),
  "home-notebook-turned": (now) => live("home", now, { me: party({ notebook: 90 }) }),
  "home-no-notebook": (now) =>
    live("home", now, { me: party({ camera: "off" }), notebookNote: "no_rear" }),
  "class-notebook": (now) => live("class", now, { other: party({ notebook: 90 }) }),
  "home-guest-asked": (now) => live("home", now, { guest: guest("asked") }),
  "home-guest-asking": (now) => live("home", now, { guest: guest("asking") }),
  "home-guest": (now) => live("home", now, { guest: guest("inside") }),
  "home-guest-unseen": (now) =>
    live("home", now, { guest: { ...guest("inside"), hasPicture: false, hasSound: false } }),
  "home-guest-gone": (now) => live("home", now, { guest: guest("gone") }),
  "class-guest-asked": (now) => live("class", now, { guest: guest("asked") }),
  "class-guest": (now) => live("class", now, { guest: guest("inside") }),
  "class-guest-busy": (now) =>
    live("class", now, {
      guest: guest("inside"),
      me: party({ screen: true, speaker: false }),
      screen: { state: "on", note: null },
      drawing: drawing(now, true),
    }),
  "class-guest-coming": (now) =>
    live("class", now, { guest: { ...guest("inside"), isHere: false, hasPicture: false } }),
  "nursery-guest-asked": (now) => live("home", now, { guest: guest("asked") }),
  "nursery-guest": (now) => live("home", now, { guest: guest("inside") }),
  "class-ended": (now) => scene("class", now, { phase: "ended", ended: "other_left" }),
};

const NO_SCREEN = { state: "off", note: null } as const;
const SECOND: PartyView["room"] = { state: "on", trouble: null };
/** Classmates at home. */
function beside(together: PartyView["together"], mates: PartyView["mates"]): Partial<RoomView> {
  return { me: party({ together }), other: party({ room: SECOND, mates }) };
}

const CAMERAS: RoomView["cameras"] = [
  { id: "1", label: "USB-camera 4K", use: "board", isThere: true, isOpen: true },
  { id: "2", label: "Ingebouwde camera", use: "room", isThere: true, isOpen: true },
  { id: "3", label: "Documentcamera", use: "off", isThere: true, isOpen: false },
];
const LINKED = { ...NO_FILES, linked: true };
const FILES: readonly FileView[] = [
  file("f1", { mine: true, name: "mijn taak rekenen.jpg", kind: "jpeg" }),
  file("f2", { mine: true, name: "spel.exe", kind: null, state: "refused", why: "files.active" }),
  file("f3", { state: "here", done: 812_000, url: BOARD, kind: "jpeg", name: "werkblad 3.jpg" }),
  file("f4", { halted: "thin", name: "een heel lange naam voor een werkblad van wiskunde.pdf" }),
];

function file(id: string, change: Partial<FileView>): FileView {
  const size = { bytes: 812_000, done: 365_000, halted: null, url: null } as const;
  const is = { mine: false, name: "werkblad.pdf", kind: "pdf", about: "file" } as const;
  return { id, ...is, ...size, state: "going", why: null, ...change };
}

const LINE_AWAY = { phase: "interrupted", away: "line" } as const;
const UNREACHED = party({ sees: false, hears: false });
const THIN = { away: "thin", saving: true, other: UNREACHED } as const;

/** No lesson is on; with moves there is a game. */
function recess(now: number, moves: readonly number[]): Partial<RoomView> {
  const { plan } = scene("home", now, {});
  const game = { round: 1, on: moves.length > 0, moves };
  return {
    plan: { ...plan, lessons: [], current: null },
    signs: { ...NO_SIGNS, recess: true, game },
  };
}

function trust(standing: TrustView["standing"], asks: boolean): TrustView {
  return { standing, symbols: ["dog", "umbrella", "clock"], asks, missing: false, unproven: false };
}

function live(side: Side, now: number, change: Partial<RoomView>): RoomView {
  const mine = side === "home";
  const chat = [
    { id: "1", side: "class", mine: !mine, text: "Dag! Zie je het bord?", delivery: "delivered" },
    { id: "2", side: "home", mine, text: "Ja, heel goed", delivery: "delivered" },
  ] as const;
  return scene(side, now, {
    phase: "live",
    press: "none",
    otherThere: true,
    startedAt: now,
    chat,
    ...change,
  });
}

function scene(side: Side, now: number, change: Partial<RoomView>): RoomView {
  const lessons = lessonsAround(now);
  return {
    side,
    phase: "lobby",
    online: true,
    block: null,
    seatLabel: "",
    plan: {
      lessons,
      current: lessons[1] ?? null,
      next: lessons[2] ?? null,
      adhoc: true,
      autoAnswer: false,
      keepPhotos: false,
      seeClassmates: false,
    },
    press: "enter",
    elsewhere: "",
    otherThere: false,
    startedAt: null,
    me: party({}),
    other: party({}),
    hand: null,
    signs: NO_SIGNS,
    exam: null,
    drawing: NO_DRAWING,
    chat: [],
    closing: null,
    ended: null,
    notice: null,
    mediaProblem: null,
    testPicture: false,
    soundBlocked: false,
    saving: false,
    away: null,
    boardPhoto: null,
    files: NO_FILES,
    screen: NO_SCREEN,
    notebookNote: null,
    guest: null,
    help: null,
    steering: steering({}),
    devices: NO_DEVICES,
    cameras: [],
    isSingle: false,
    turning: null,
    moving: { board: true, room: true },
    sound: sound({}),
    trust: trust("confirmed", false),
    line: { route: "direct", roundTripMs: 12, receivedKbps: null, sentKbps: null, lostShare: null },
    ...change,
  };
}

const NO_DEVICES: RoomView["devices"] = {
  cameras: [{ id: "1", label: "Camera 1" }],
  microphones: [{ id: "1", label: "Micro 1" }],
  speakers: [],
  camera: "1",
  microphone: "1",
  speaker: null,
};

function sound(change: Partial<RoomView["sound"]>): RoomView["sound"] {
  const chosen = { microphone: null, teacher: null, whisperSpeaker: null, speaker: null };
  const loudness = { playerVolume: 1, volume: 80, cap: 100 };
  return { warning: null, ...chosen, ...loudness, echo: null, ...change };
}

function party(change: Partial<PartyView>): PartyView {
  return {
    camera: "on",
    microphone: "on",
    watching: false,
    paused: null,
    speaker: true,
    sees: true,
    hears: true,
    battery: null,
    trouble: null,
    room: null,
    looks: "board",
    whisper: false,
    music: false,
    silent: false,
    screen: false,
    notebook: null,
    together: null,
    mates: [],
    ...change,
  };
}

function hand(now: number, answered: boolean): RoomView["hand"] {
  return { id: "shown", up: true, since: now - 23_000, answered, delivered: true };
}

function help(now: number, askedBy: NonNullable<RoomView["help"]>["askedBy"]): RoomView["help"] {
  return { askedBy, until: now + 60 * MINUTE_MS, figures: null };
}

function closing(now: number): RoomView["closing"] {
  return { endsAt: now, closesAt: now + 100_000, warn: true };
}
