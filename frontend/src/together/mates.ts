/**
 * Which pupils of one screen see and hear each other. Pure; see docs/adr/0065.
 *
 * Only while every pupil who is in the lesson here has the word of its family. Who is in a test, in a
 * pause or does not want to takes no part, and neither shows nor is shown.
 */

import type { FrameWord } from "../shared/frame-word";

export interface Known {
  readonly traject: number;
  readonly name: string;
  readonly word: FrameWord | null;
}

/** One pupil, as another may have it. */
export interface Beside {
  readonly traject: number;
  readonly name: string;
  /** It sees, hears that other. */
  readonly sees: boolean;
  readonly hears: boolean;
  /** There is a picture, a voice of it to pass on. */
  readonly picture: boolean;
  readonly voice: boolean;
}

/** Empty, or two or more. */
export function circleOf<K extends Known>(all: readonly K[]): readonly K[] {
  const inside = all.filter(({ word }) => word?.inside === true);
  if (inside.some(({ word }) => word?.agreed !== true)) return [];
  const circle = inside.filter(({ word }) => isOpen(word) || word?.together === "hidden");
  return circle.length > 1 ? circle : [];
}

/** The others, for this one; nobody for who is not in the circle. */
export function besideOf(one: Known, circle: readonly Known[]): readonly Beside[] {
  if (!circle.includes(one)) return [];
  return circle
    .filter((other) => other !== one)
    .map(({ traject, name, word }) => ({
      traject,
      name,
      sees: isOpen(word) && one.word?.shows === true,
      hears: isOpen(word) && one.word?.speaks === true,
      picture: word?.shows === true,
      voice: word?.speaks === true,
    }));
}

function isOpen(word: FrameWord | null): boolean {
  return word?.together === "open";
}
