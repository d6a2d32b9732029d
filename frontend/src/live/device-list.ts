/** What this device has to choose from, as the browser last told. */

import type { DeviceChoice, DevicesView } from "./view";

export type DeviceLists = Pick<DevicesView, "cameras" | "microphones" | "speakers">;

const NONE: DeviceLists = { cameras: [], microphones: [], speakers: [] };

export class DeviceList {
  /** Those that the browser names: before a permission most do not. */
  all: DeviceLists = NONE;

  constructor(private readonly devices: Pick<MediaDevices, "enumerateDevices"> | undefined) {}

  async look(): Promise<void> {
    const found = await this.devices?.enumerateDevices().catch(() => []);
    if (found === undefined) return;
    const of = (kind: MediaDeviceKind): readonly DeviceChoice[] =>
      found
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.all = {
      cameras: of("videoinput"),
      microphones: of("audioinput"),
      speakers: of("audiooutput"),
    };
  }
}
