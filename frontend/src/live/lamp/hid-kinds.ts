/**
 * What the makers of four lamps say must be sent to them over HID.
 *
 * Sources: Luxafor's and Plenom's developer pages, ThingM's "blink1-hid-commands", Agile
 * Innovative's pages on the BlinkStick. None of them was tried on the lamp itself here; a lamp
 * that does not understand stays dark, and nothing else happens.
 */

import type { Rgb } from "./lamp";

export interface HidFilter {
  readonly vendorId: number;
  readonly productId?: number;
}

export interface Report {
  readonly way: "output" | "feature";
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface HidKind {
  readonly name: string;
  readonly filters: readonly HidFilter[];
  readonly reports: (colour: Rgb) => readonly Report[];
}

const BUSYLIGHT_BYTES = 64;
/** The sum over the bytes before it, in the last two. */
const BUSYLIGHT_SUM_AT = 62;

export const HID_KINDS: readonly HidKind[] = [
  {
    name: "Luxafor",
    filters: [{ vendorId: 0x04d8, productId: 0xf372 }],
    // 1: a colour that stays; 255: all of its lights.
    reports: (colour) => [output(Uint8Array.from([1, 255, ...colour, 0, 0, 0]))],
  },
  {
    name: "blink(1)",
    filters: [{ vendorId: 0x27b8, productId: 0x01ed }],
    // "c": fade to a colour, in 16 hundredths of a second, all of its lights.
    reports: (colour) => [feature(1, Uint8Array.from([0x63, ...colour, 0, 16, 0, 0]))],
  },
  {
    name: "BlinkStick",
    filters: [{ vendorId: 0x20a0, productId: 0x41e5 }],
    // The first light in a report of its own; the eight of a Square or a Strip in another.
    reports: (colour) => [feature(1, Uint8Array.from(colour)), feature(6, eight(colour))],
  },
  {
    name: "Busylight",
    filters: [{ vendorId: 0x27bb }, { vendorId: 0x04d8, productId: 0xf848 }],
    reports: (colour) => [output(busylight(colour))],
  },
];

export function kindOf(vendorId: number, productId: number): HidKind | null {
  const fits = (filter: HidFilter) =>
    filter.vendorId === vendorId && (filter.productId ?? productId) === productId;
  return HID_KINDS.find(({ filters }) => filters.some(fits)) ?? null;
}

function output(bytes: Uint8Array<ArrayBuffer>): Report {
  return { way: "output", id: 0, bytes };
}

function feature(id: number, bytes: Uint8Array<ArrayBuffer>): Report {
  return { way: "feature", id, bytes };
}

/** Channel 0, then eight times green, red, blue. */
function eight([red, green, blue]: Rgb): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0, ...Array.from({ length: 8 }, () => [green, red, blue]).flat()]);
}

/** One step that goes to itself, colours in percent, no sound; it goes dark after half a minute. */
function busylight(colour: Rgb): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(BUSYLIGHT_BYTES);
  const percent = colour.map((part) => Math.round((part * 100) / 255));
  bytes.set([0x10, 1, ...percent, 0, 0, 0x80]);
  bytes.set([0xff, 0xff, 0xff], 59);
  const sum = bytes.subarray(0, BUSYLIGHT_SUM_AT).reduce((all, byte) => all + byte, 0);
  bytes.set([sum >> 8, sum & 0xff], BUSYLIGHT_SUM_AT);
  return bytes;
}
