/** What is loaded when a lamp is used. */

import { LampDesk, type LampDeskOptions } from "./desk";
import { type Hid, hidPort } from "./hid";
import { type Serial, serialPort } from "./serial";

export interface OpenOptions extends Omit<LampDeskOptions, "ports"> {
  readonly hid: Hid | null;
  readonly serial: Serial | null;
}

/** Without a way that the browser has not. */
export function openDesk({ hid, serial, ...options }: OpenOptions): LampDesk {
  return new LampDesk({
    ...options,
    ports: {
      ...(hid && { hid: hidPort(hid) }),
      ...(serial && { serial: serialPort(serial) }),
    },
  });
}
