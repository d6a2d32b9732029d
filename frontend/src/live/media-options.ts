/** What the cameras and microphones of this device are opened with. */

import type { CameraMemory } from "./camera-memory";
import type { CaptureSource } from "./capture";
import type { FirstKind } from "./kinds";
import type { Logger } from "./logger";
import type { Time } from "./time";

/** A drawn picture and a tone, for a demo on a machine without a camera. */
export interface Drawn {
  track(kind: FirstKind): MediaStreamTrack | null;
  close(): void;
}

export interface MediaOptions extends CaptureSource {
  readonly devices: MediaDevices | undefined;
  /** Null outside a demo. */
  readonly draw: (() => Drawn) | null;
  /** What each camera of a class is for; null at home. */
  readonly memory: CameraMemory | null;
  readonly newStream: (track: MediaStreamTrack) => MediaStream;
  readonly time: Time;
  readonly logger: Logger;
  readonly onChange: () => void;
}
