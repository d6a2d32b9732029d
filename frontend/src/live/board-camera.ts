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

export interface BoardDevice {
  readonly processors: number;
  /** What the person said of a camera, and of one that may be turned; null if unknown. */
  readonly permission: (mayTurn: boolean) => Promise<PermissionState | null>;
}

export async function boardWishes(device: BoardDevice): Promise<BoardWishes> {
  const turning = (await mayAskToTurn(device)) ? { pan: true, tilt: true, zoom: true } : {};
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
async function mayAskToTurn({ permission }: BoardDevice): Promise<boolean> {
  const [camera, turning] = await Promise.all([permission(false), permission(true)]);
  return turning === "granted" || (turning === "prompt" && camera === "prompt");
}

export function boardDevice({ hardwareConcurrency, permissions }: Navigator): BoardDevice {
  const permission = async (mayTurn: boolean) => {
    try {
      const about = { name: "camera" as const, panTiltZoom: mayTurn };
      return (await permissions.query(about)).state;
    } catch {
      // This browser does not tell.
      return null;
    }
  };
  return { processors: hardwareConcurrency, permission };
}
