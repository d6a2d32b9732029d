/** What this person has chosen to show and hear. */

import { type Looks, LOOKS } from "./kinds";
import { type Together, TOGETHER } from "./mates";
import { type Turn, TURNS } from "./turns";
import type { PauseReason, Side } from "./view";

export interface Choices {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly watching: boolean;
  readonly paused: PauseReason | null;
  readonly speaker: boolean;
  /** Home: which picture of the class stands large, if both are there. */
  readonly looks: Looks;
  /** Class: the pupil may take photos of the board. */
  readonly photos: boolean;
  /** Home: the exercise book is shown, turned so far; null: the face. */
  readonly notebook: Turn | null;
  /** Home: with classmates who are at home too. */
  readonly together: Together;
}

export const OPEN: Choices = {
  camera: true,
  microphone: true,
  watching: false,
  paused: null,
  speaker: true,
  looks: "board",
  photos: true,
  notebook: null,
  together: "open",
};

/** What was for one lesson is over with it; `together` lasts longer (`together-kept.ts`). */
export function afterLesson(choices: Choices): Choices {
  const { watching, paused, photos, notebook } = OPEN;
  return { ...choices, watching, paused, photos, notebook };
}

/** Not seen and not heard, whatever camera and microphone say. */
export function isHidden({ watching, paused }: Choices): boolean {
  return watching || paused !== null;
}

/** Whoever hides, or switches the camera off, shows no exercise book either. */
export function withChange(choices: Choices, change: Partial<Choices>): Choices {
  const next = { ...choices, ...change };
  return isHidden(next) || change.camera === false ? { ...next, notebook: null } : next;
}

const REASONS: Readonly<Record<Side, readonly PauseReason[]>> = {
  home: ["rest", "care", "meal"],
  class: ["class"],
};

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function memoryStore(): Store {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/**
 * Keeps the choices on disk while a lesson runs, and no longer: who had the camera off must not be
 * seen after a reload.
 */
export class KeptChoices {
  constructor(
    private readonly store: Store,
    private readonly key: string,
    private readonly side: Side,
  ) {}

  /** What was kept; seen and heard by nobody, over no camera, if that cannot be read. */
  read(): Choices {
    try {
      const text = this.store.getItem(this.key);
      return (text === null ? null : choicesIn(JSON.parse(text) as unknown)) ?? this.hidden;
    } catch {
      return this.hidden;
    }
  }

  private get hidden(): Choices {
    return this.side === "class" ? { ...HIDDEN, paused: "class" } : { ...HIDDEN, watching: true };
  }

  keep(choices: Choices): void {
    try {
      this.store.setItem(this.key, JSON.stringify(choices));
    } catch {
      // Then a reload finds nothing, and shows nothing.
    }
  }

  forget(): void {
    try {
      this.store.removeItem(this.key);
    } catch {
      // It is read only while a connection runs.
    }
  }
}

const HIDDEN: Choices = {
  ...OPEN,
  camera: false,
  microphone: false,
  photos: false,
  together: "off",
};

function choicesIn(json: unknown): Choices | null {
  if (typeof json !== "object" || json === null) return null;
  const found = json as Record<string, unknown>;
  const { camera, microphone, watching, paused, speaker, looks, photos, notebook, together } =
    found;
  if (typeof watching !== "boolean") return null;
  const all = [...REASONS.home, ...REASONS.class];
  return {
    camera: camera === true,
    microphone: microphone === true,
    watching,
    paused: all.find((reason) => reason === paused) ?? null,
    speaker: speaker !== false,
    looks: LOOKS.find((one) => one === looks) ?? OPEN.looks,
    photos: photos !== false,
    notebook: TURNS.find((turn) => turn === notebook) ?? null,
    together: TOGETHER.find((one) => one === together) ?? "off",
  };
}

export function mayPause(side: Side, reason: PauseReason): boolean {
  return REASONS[side].includes(reason);
}
