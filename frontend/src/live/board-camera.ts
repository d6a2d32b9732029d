/** What is asked of the camera at the board beyond what every camera is asked. */

/** So many processors carry a picture of 4K beside a lesson; a weaker device gives the usual one. */
const PROCESSORS = 4;
/** From large to less large, and each only if the teacher still moves in it. */
const DETAIL = [
  { width: 3840, height: 2160 },
  { width: 2560, height: 1440 },
] as const;
const LEAST_FRAMES_PER_S = 15;

/** Which browsers' types don't know yet. Source: W3C mediacapture-image, section 4. */
interface Turning {
  readonly pan?: boolean;
  readonly tilt?: boolean;
  readonly zoom?: boolean;
}
export type BoardWishes = MediaTrackConstraints & Turning;

/** All that a camera with a head and a lens can. */
export const TURNING = { pan: true, tilt: true, zoom: true } as const;

export interface BoardDevice {
  /** One of several lines on it, each of which opens the camera and holds its own pictures. */
  readonly isFramed: boolean;
  readonly processors: number;
  /** False: this browser says of a camera that turns what it says of any camera. */
  readonly knowsTurning: boolean;
  /** What the person said of a camera, and of one that may be turned; null if unknown. */
  readonly permission: (turns: boolean) => Promise<PermissionState | null>;
}

export async function boardWishes(device: BoardDevice): Promise<BoardWishes> {
  if (device.isFramed) return {};
  const turning = (await mayAskToTurn(device)) ? TURNING : {};
  if (device.processors < PROCESSORS) return turning;
  const advanced = DETAIL.map(({ width, height }) => ({
    width: { min: width },
    height: { min: height },
    frameRate: { min: LEAST_FRAMES_PER_S },
  }));
  return { ...turning, advanced };
}

/**
 * Asked together with the camera, or if it was allowed before: a device in class that goes on by
 * itself may not wait for an answer to a second question.
 */
async function mayAskToTurn(device: BoardDevice): Promise<boolean> {
  const [camera, turning] = await Promise.all([device.permission(false), mayTurn(device)]);
  return turning === "granted" || (turning === "prompt" && camera === "prompt");
}

/** What a person said of turning the board's camera; null if it can't be asked here. */
export async function mayTurn(device: BoardDevice): Promise<PermissionState | null> {
  return device.isFramed || !device.knowsTurning ? null : device.permission(true);
}

export function boardDevice(navigator: Navigator, isFramed: boolean): BoardDevice {
  const { hardwareConcurrency, permissions } = navigator;
  // Missing where the page is not secure.
  const devices = "mediaDevices" in navigator ? navigator.mediaDevices : undefined;
  const known: MediaTrackSupportedConstraints & Turning = devices?.getSupportedConstraints() ?? {};
  const permission = async (turns: boolean) => {
    try {
      const about = { name: "camera" as const, panTiltZoom: turns };
      return (await permissions.query(about)).state;
    } catch {
      // This browser does not tell.
      return null;
    }
  };
  const knowsTurning = known.pan === true;
  return { isFramed, processors: hardwareConcurrency, knowsTurning, permission };
}
