/** The pages /thuis/ and /klas/: builds the room and its screen. The only place with globals. */

import { indexedDatabases } from "../shared/databases";
import { readJson } from "../shared/page";
import { openHatch } from "../shared/frame-hatch";
import { t } from "../shared/texts";
import { batteryOf } from "./battery";
import { boardDevice, boardWishes, mayTurn } from "./board-camera";
import { memoryStore, type Store } from "./choices";
import { preferredFor } from "./codecs";
import { configFrom, type Config } from "./config";
import { croppersIn } from "./croppers";
import { drawTestBoard } from "./drawn";
import { lockKey } from "./eye";
import { digestWith } from "./file-sums";
import type { FileParts } from "./files";
import { firmStore } from "./firm-store";
import { drawPlaceholder } from "./placeholder";
import { browserOf } from "./figures";
import { followFrame, hatchOf } from "./framed";
import { ROLE_OF } from "./governor";
import type { PictureLane } from "./kinds";
import { consoleLogger } from "./logger";
import { newId } from "./ids";
import { markIn } from "./marks";
import { neighboursIn } from "./neighbours";
import { type Connection, networkWatch } from "./network";
import { peepholeIn } from "./peephole";
import type { Picture as PictureName } from "./policy";
import { LiveRoom } from "./room";
import { displayOf } from "./screen-share";
import { webSoundKit } from "./sound-kit";
import { stillsIn } from "./still";
import { fullStillsIn } from "./still-full";
import { browserTime } from "./time";
import { mount } from "./ui/mount";
import { placeFrom } from "./ui/page";
import type { TrustParts } from "./trust";
import { type Disk, pageDisk } from "./trust-disk";
import { deviceKey, webCrypto } from "./trust-key";

/** `crypto.subtle` is missing on a page that is not secure. */
function trustOf({ side, traject, pairing, demo }: Config, disk: Disk): TrustParts {
  const log = consoleLogger(demo);
  const room = `traject-${traject}`;
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  if (subtle === undefined) return { room, crypto: null, key: Promise.resolve(null), disk };
  const getRandomValues = crypto.getRandomValues.bind(crypto);
  return {
    room,
    crypto: webCrypto({ subtle, getRandomValues }),
    key: deviceKey(subtle, disk, `key.${side}.${room}.${pairing}`, log),
    disk,
  };
}

async function roomFor(config: Config, where: Element): Promise<LiveRoom> {
  const logger = consoleLogger(config.demo);
  const disk = pageDisk(indexedDatabases(), browserTime, () => logger.warn("trust.disk_lost"));
  // Another pairing is another pupil, or another class: it is in no lesson of the one before.
  const key = `sio.${config.socket}.${config.pairing}`;
  const names = ["use", "choices", "together", "sound", "sound.lesson", "exam", "guest"];
  const keys = [...names.map((name) => `${key}.${name}`), lockKey(key)];
  const store = await firmStore({ quick: storeOf(), disk, keys, time: browserTime });
  const devices = "mediaDevices" in navigator ? navigator.mediaDevices : undefined;
  const draw = () =>
    drawTestBoard({
      canvas: document.createElement("canvas"),
      newAudio: () => new AudioContext(),
      mark: t("test_picture"),
    });
  return new LiveRoom({
    side: config.side,
    page: newId(),
    key,
    trust: trustOf(config, disk),
    isDemo: config.demo,
    openSocket: () => new WebSocket(new URL(config.socket, location.href.replace(/^http/, "ws"))),
    createPeer: (configuration) => new RTCPeerConnection(configuration),
    audioCodecs,
    newPlaceholder: () =>
      drawPlaceholder(document.createElement("canvas"), config.side === "class"),
    takeStill: stillsIn(document),
    photoUrls: {
      of: (photo) => URL.createObjectURL(photo),
      revoke: (url) => URL.revokeObjectURL(url),
    },
    videoCodecs: (kind) => videoCodecs(pictureIn(kind, config)),
    drawMates: () =>
      import("./mates-picture").then(({ drawnMates }) => drawnMates(document, browserTime)),
    fetchTile: () => import("./ui/guest-tile"),
    peephole: peepholeIn(document, browserTime),
    battery: batteryOf(navigator),
    browser: browserOf(navigator.userAgent),
    newStream: (tracks) => new MediaStream(tracks),
    newSoundKit: "AudioContext" in window ? webSoundKit : null,
    store,
    newCropper: croppersIn(document, browserTime, logger),
    isFramed: isFramed(),
    display: displayOf(devices),
    media: {
      ...{ devices, isSecure: isSecureContext, isDenied, draw: config.demo ? draw : null },
      boardWishes: () => boardWishes(boardDevice(navigator, isFramed())),
      mayTurn: () => mayTurn(boardDevice(navigator, isFramed())),
    },
    files: fileParts(),
    neighbours: isFramed() ? neighboursIn(window, navigator, isCameraAllowed) : null,
    time: browserTime,
    random: () => Math.random(),
    newId,
    reload: () => location.reload(),
    logger,
    mark: (name) => markIn(where, name),
  });
}

/** Without `crypto.subtle` there is no checksum, and so no file. */
function fileParts(): FileParts {
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  const none = () => Promise.reject(new Error("no crypto.subtle"));
  return {
    digest: subtle === undefined ? none : digestWith(subtle),
    newBlock: (bytes) => new Uint8Array(bytes),
    takeFull: fullStillsIn(document),
  };
}

function audioCodecs(): readonly RTCRtpCodec[] | null {
  if (!("getCapabilities" in RTCRtpSender)) return null;
  return RTCRtpSender.getCapabilities("audio")?.codecs ?? null;
}

/** Small ones of pupils are faces too. */
function pictureIn(lane: PictureLane, { side }: Config): PictureName {
  if (lane === "video") return ROLE_OF[side];
  return lane === "room" ? "room" : "face";
}

function videoCodecs(picture: PictureName): readonly RTCRtpCodec[] {
  if (!("getCapabilities" in RTCRtpSender)) return [];
  const writes = RTCRtpSender.getCapabilities("video")?.codecs ?? null;
  const reads = RTCRtpReceiver.getCapabilities("video")?.codecs ?? null;
  return preferredFor(picture, writes, reads);
}

/** This device's disk; where the browser forbids it, memory that a reload empties. */
function storeOf(): Store {
  try {
    return localStorage;
  } catch {
    return memoryStore();
  }
}

async function isDenied(kind: "audio" | "video"): Promise<boolean> {
  const name = kind === "audio" ? "microphone" : "camera";
  try {
    const status = await navigator.permissions.query({ name: name });
    return status.state === "denied";
  } catch {
    // This browser does not tell.
    return false;
  }
}

async function isCameraAllowed(): Promise<boolean> {
  const { permission } = boardDevice(navigator, isFramed());
  return (await permission(false)) === "granted";
}

function listenToPage(room: LiveRoom): void {
  addEventListener("online", () => room.networkChanged());
  listenToNetwork(room);
  document.addEventListener("visibilitychange", () =>
    room.visibilityChanged(document.visibilityState === "visible"),
  );
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => room.touched(), { capture: true, passive: true });
  }
  addEventListener("pagehide", () => room.pageLeaves());
  // A page that comes back from the browser's cache has a dead socket.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

/** Chromium only. */
function listenToNetwork(room: LiveRoom): void {
  const { connection } = navigator as Navigator & {
    readonly connection?: EventTarget & Connection;
  };
  if (connection === undefined) return;
  const isOther = networkWatch(connection);
  connection.addEventListener("change", () => {
    if (isOther()) room.networkChanged();
  });
}

async function begin(): Promise<void> {
  const where = document.getElementById("live");
  const json = readJson("config");
  if (where === null || json === null) return;
  const config = configFrom(json);
  const room = await roomFor(config, where);
  mount(where, room, placeFrom(json));
  listenToPage(room);
  if (isFramed()) standInFrame(room, config.traject);
  room.start();
}

/** Beside the lines of other pupils. Only a page of ours may have this one in a frame. */
function isFramed(): boolean {
  return parent !== window;
}

/** The page around hears how this line stands. */
function standInFrame(room: LiveRoom, traject: number): void {
  openHatch(window, hatchOf(room));
  followFrame(room, {
    traject,
    say: (word) => parent.postMessage(word, location.origin),
    listen: (hear) => {
      const listener = ({ data, origin, source }: MessageEvent): void => {
        if (origin === location.origin && source === parent) hear(data);
      };
      addEventListener("message", listener);
      return () => removeEventListener("message", listener);
    },
  });
}

void begin();
