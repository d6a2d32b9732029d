/** The way in which this browser cuts a part out of a camera's picture. */

import { drawingCropper } from "./canvas-cropper";
import { FrameCropper, type NewCropper } from "./cropper";
import { frameToolsIn } from "./frame-tools";
import type { Logger } from "./logger";
import type { Time } from "./time";

export function croppersIn(page: Document, time: Time, logger: Logger): NewCropper {
  return (camera, onFailed) => {
    const tools = frameToolsIn(globalThis);
    if (tools === null) return drawingCropper(page, new MediaStream([camera]), time);
    return new FrameCropper({ camera, tools, time, logger, onFailed });
  };
}
