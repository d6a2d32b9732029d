/** What this device keeps of the nursery mode: whether, and how its child presses. */

import type { Store } from "./choices";
import {
  DWELLS_MS,
  HOLDS_MS,
  NO_SCAN,
  PACES_MS,
  type ScanSettings,
  type Switches,
} from "./switch-scan";

const CHOICE = "sio.nursery";
const SETTINGS = "sio.nursery.settings";

export interface NurserySettings extends ScanSettings {
  /** The pictures are named aloud, where the device has a voice of its own. */
  readonly speaks: boolean;
}

export const USUAL: NurserySettings = { ...NO_SCAN, speaks: true };

/** What somebody chose on this device goes before what the traject says. */
export function isNursery(store: Store, ofTraject: boolean): boolean {
  const choice = read(store, CHOICE);
  return choice === null ? ofTraject : choice === "on";
}

export function chooseNursery(store: Store, on: boolean): void {
  write(store, CHOICE, on ? "on" : "off");
}

/** What cannot be read is as usual. */
export function settingsIn(store: Store): NurserySettings {
  try {
    const kept = JSON.parse(read(store, SETTINGS) ?? "{}") as Readonly<Record<string, unknown>>;
    const switches: readonly Switches[] = [0, 1, 2];
    return {
      switches: switches.find((one) => one === kept.switches) ?? USUAL.switches,
      paceMs: PACES_MS.find((one) => one === kept.paceMs) ?? USUAL.paceMs,
      holdMs: HOLDS_MS.find((one) => one === kept.holdMs) ?? USUAL.holdMs,
      dwellMs: DWELLS_MS.find((one) => one === kept.dwellMs) ?? USUAL.dwellMs,
      speaks: kept.speaks !== false,
    };
  } catch {
    return USUAL;
  }
}

export function keepSettings(store: Store, settings: NurserySettings): void {
  write(store, SETTINGS, JSON.stringify(settings));
}

function read(store: Store, key: string): string | null {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

function write(store: Store, key: string, value: string): void {
  try {
    store.setItem(key, value);
  } catch {
    // Then it is as usual after a reload.
  }
}
