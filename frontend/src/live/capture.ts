/**
 * Asks the browser for camera and microphone, with a clear outcome for each.
 *
 * One capture call for both: a second one silences the first on an iPad (WebKit bug 179363). A
 * second camera needs a second call, so it is asked for alone, and after the first.
 */

import type { BoardWishes } from "./board-camera";
import type { FirstKind, Kind } from "./kinds";

export type Failure = "refused" | "missing" | "busy" | "insecure" | "unsupported";
export type Outcome = MediaStreamTrack | Failure;

/** Which of both; `chosen` names a device, `null` leaves it to the browser. */
export type Wanted = Readonly<Record<FirstKind, boolean>>;
export type Chosen = Readonly<Record<FirstKind, string | null>>;
/** Only for what was wanted. */
export type Captured = Readonly<Partial<Record<FirstKind, Outcome>>>;
export const FIRST: readonly FirstKind[] = ["audio", "video"];

export interface CaptureSource {
  /** A class shows its board: as many pixels as a camera commonly has, for small letters. */
  readonly isBoard: boolean;
  /** Undefined where the page is not secure, or the browser too old. */
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly isSecure: boolean;
  /** Whether the person has said no to this one for good; false if the browser does not tell. */
  readonly isDenied: (kind: FirstKind) => Promise<boolean>;
  /** The camera that is chosen was seen a moment ago: another one in its place is refused. */
  readonly isExact?: boolean;
  /** What is asked of the board's camera beside. */
  readonly boardWishes?: () => Promise<BoardWishes>;
  /** What the person said of turning it; null if this browser can't ask. */
  readonly mayTurn?: () => Promise<PermissionState | null>;
  /** What is asked of a microphone. */
  readonly soundAsked: (id: string | null) => MediaTrackConstraints;
}

export async function capture(
  source: CaptureSource,
  wanted: Wanted,
  chosen: Chosen,
): Promise<Captured> {
  const kinds = FIRST.filter((kind) => wanted[kind]);
  const first = await ask(source, kinds, chosen);
  if (typeof first !== "string") return tracksOf(first, kinds);
  if (kinds.length < 2 || first === "insecure" || first === "unsupported") {
    return same(kinds, first);
  }
  const worthAsking = await stillWorthAsking(source, first);
  const captured: Partial<Record<FirstKind, Outcome>> = same(kinds, first);
  // One after the other: sound comes first.
  for (const kind of worthAsking) captured[kind] = await askAlone(source, kind, chosen);
  return captured;
}

/**
 * After a refusal the person is asked at most once more, for what was not refused for good: sound
 * if that can be, since a lesson can do without a picture.
 */
async function stillWorthAsking(
  source: CaptureSource,
  failure: Failure,
): Promise<readonly FirstKind[]> {
  if (failure !== "refused") return FIRST;
  const denied = await Promise.all(FIRST.map((kind) => source.isDenied(kind)));
  return FIRST.filter((_kind, i) => denied[i] === false).slice(0, 1);
}

/** The class's second camera, and no other in its place. */
export function captureRoom(source: CaptureSource, id: string): Promise<Outcome> {
  return askCamera(source, pictureWanted("room", false, { exact: id }));
}

/** One camera alone. */
export async function askCamera(
  { devices, isSecure }: Pick<CaptureSource, "devices" | "isSecure">,
  video: MediaTrackConstraints,
): Promise<Outcome> {
  if (devices === undefined) return isSecure ? "unsupported" : "insecure";
  try {
    const stream = await devices.getUserMedia({ video });
    return stream.getVideoTracks()[0] ?? "missing";
  } catch (error) {
    return failureOf(error);
  }
}

async function askAlone(source: CaptureSource, kind: FirstKind, chosen: Chosen): Promise<Outcome> {
  const answer = await ask(source, [kind], chosen);
  if (typeof answer === "string") return answer;
  return tracksOf(answer, [kind])[kind] ?? "missing";
}

async function ask(
  source: CaptureSource,
  kinds: readonly FirstKind[],
  chosen: Chosen,
): Promise<MediaStream | Failure> {
  if (source.devices === undefined) return source.isSecure ? "unsupported" : "insecure";
  try {
    const wishes = source.isBoard ? await source.boardWishes?.() : {};
    return await source.devices.getUserMedia({
      audio: kinds.includes("audio") && source.soundAsked(chosen.audio),
      video: kinds.includes("video") && { ...firstPicture(source, chosen.video), ...wishes },
    });
  } catch (error) {
    return failureOf(error);
  }
}

/** Source: W3C mediacapture-streams, section 9.2, the errors of `getUserMedia`. */
export function failureOf(error: unknown): Failure {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "TypeError" ? "unsupported" : "busy";
}

/** Another one was chosen while this one opened; it is opened next. */
export function letGo(outcome: Outcome): void {
  if (typeof outcome !== "string") outcome.stop();
}

function tracksOf(stream: MediaStream, kinds: readonly FirstKind[]): Captured {
  const outcomes = kinds.map((kind) => {
    const [track] = kind === "audio" ? stream.getAudioTracks() : stream.getVideoTracks();
    return [kind, track ?? "missing"] as const;
  });
  return Object.fromEntries(outcomes);
}

function same(kinds: readonly FirstKind[], failure: Failure): Captured {
  return Object.fromEntries(kinds.map((kind) => [kind, failure]));
}

/** Pixels asked of the camera; it may give fewer. */
export function pixelsOf(isBoard: boolean): readonly [width: number, height: number] {
  return isBoard ? [1920, 1080] : [1280, 720];
}

function firstPicture({ isBoard, isExact }: CaptureSource, id: string | null) {
  if (id === null) return pictureWanted("video", isBoard, null);
  return pictureWanted("video", isBoard, isExact === true ? { exact: id } : { ideal: id });
}

/** Also for a track that takes the other's place. */
export function pictureWanted(
  kind: Kind,
  isBoard: boolean,
  deviceId: ConstrainDOMStringParameters | null,
): MediaTrackConstraints {
  const [width, height] = pixelsOf(isBoard && kind === "video");
  const size = {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30, max: 30 },
  };
  return deviceId === null ? size : { ...size, deviceId };
}
