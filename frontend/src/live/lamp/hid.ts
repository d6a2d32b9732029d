/** Lamps over WebHID (Chromium). Source: WICG WebHID. */

import type { Stop } from "../time";
import { HID_KINDS, type HidFilter, type HidKind, kindOf, type Report } from "./hid-kinds";
import { type Lamp, type LampPort, type Rgb } from "./lamp";

export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly opened: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  forget?(): Promise<void>;
  sendReport(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  sendFeatureReport(id: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

export interface Hid extends Pick<EventTarget, "addEventListener" | "removeEventListener"> {
  getDevices(): Promise<readonly HidDevice[]>;
  requestDevice(options: { filters: HidFilter[] }): Promise<readonly HidDevice[]>;
}

export function hidPort(hid: Hid): LampPort {
  const lamps = new WeakMap<HidDevice, HidLamp>();
  const lampOf = (device: HidDevice): HidLamp | null => {
    const kind = kindOf(device.vendorId, device.productId);
    const lamp = lamps.get(device) ?? (kind && new HidLamp(device, kind));
    if (lamp) lamps.set(device, lamp);
    return lamp;
  };
  return {
    known: async () => (await hid.getDevices()).flatMap((device) => lampOf(device) ?? []),
    choose: async () => {
      const filters = HID_KINDS.flatMap((kind) => kind.filters);
      const [device] = await hid.requestDevice({ filters });
      return device ? lampOf(device) : null;
    },
    onPlug: (listener) => onPlug(hid, listener),
  };
}

/** `hid` and `serial` say it with the same two events. */
export function onPlug(
  source: Pick<EventTarget, "addEventListener" | "removeEventListener">,
  listener: () => void,
): Stop {
  for (const name of ["connect", "disconnect"]) source.addEventListener(name, listener);
  return () => {
    for (const name of ["connect", "disconnect"]) source.removeEventListener(name, listener);
  };
}

class HidLamp implements Lamp {
  readonly name: string;

  constructor(
    private readonly device: HidDevice,
    private readonly kind: HidKind,
  ) {
    this.name = kind.name;
  }

  async show(colour: Rgb): Promise<void> {
    if (!this.device.opened) await this.device.open();
    const sent = this.kind.reports(colour).map((report) => this.send(report));
    const results = await Promise.allSettled(sent);
    // A kind with fewer lights does not know the report for more of them.
    const [first] = results.filter(({ status }) => status === "fulfilled");
    if (first === undefined) throw new Error(`${this.name} does not answer`);
  }

  async close(): Promise<void> {
    if (!this.device.opened) return;
    await this.device.close().catch(() => undefined);
  }

  async forget(): Promise<void> {
    await this.close();
    await this.device.forget?.().catch(() => undefined);
  }

  private send({ way, id, bytes }: Report): Promise<void> {
    if (way === "output") return this.device.sendReport(id, bytes);
    return this.device.sendFeatureReport(id, bytes);
  }
}
