/**
 * What a person chose once on this device for its sound. Kept on its disk: ids and labels of
 * microphones and loudspeakers and two numbers, never a sound.
 */

import type { Store } from "./choices";
import { LEAST_CAP, type Loudness, USUAL } from "./sound-limit";
import type { DeviceChoice } from "./view";

/** The parts of a line that a person can choose. */
export const PLACES = ["microphone", "teacher", "speaker", "whisperSpeaker"] as const;
export type SoundPlace = (typeof PLACES)[number];

export interface SoundChoice extends Loudness {
  /** Null: the browser's own choice, or none. */
  readonly chosen: Readonly<Record<SoundPlace, DeviceChoice | null>>;
}

export const UNCHOSEN: SoundChoice = {
  ...USUAL,
  chosen: { microphone: null, teacher: null, speaker: null, whisperSpeaker: null },
};

const LONGEST_NAME = 500;

/**
 * The one that was chosen, among those that are there now: by its id, else by its name if only one
 * has it, since a browser that was cleaned gives other ids. Null if it is not there.
 */
export function foundAmong(
  choices: readonly DeviceChoice[],
  chosen: DeviceChoice | null,
): DeviceChoice | null {
  if (chosen === null) return null;
  const same = choices.find(({ id }) => id === chosen.id);
  if (same !== undefined) return same;
  const named = choices.filter(({ label }) => label !== "" && label === chosen.label);
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Chosen to have no microphone of the room, only the teacher's. */
export const NO_ROOM: DeviceChoice = { id: "", label: "" };

/** Which to open, of those that are there; null leaves the first to the browser, and opens no second. */
export interface WantedMicrophones {
  readonly first: DeviceChoice | null;
  readonly second: DeviceChoice | null;
}

/** A teacher's that is away lets the lesson go on with what there is. */
export function wantedAmong(
  choices: readonly DeviceChoice[],
  { microphone, teacher }: SoundChoice["chosen"],
): WantedMicrophones {
  const own = foundAmong(choices, teacher);
  if (microphone?.id === NO_ROOM.id) return { first: own, second: null };
  const first = foundAmong(choices, microphone);
  return { first, second: own?.id === first?.id ? null : own };
}

export class KeptSound {
  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {}

  /** As nobody chose anything, if it can't be read. */
  read(): SoundChoice {
    try {
      const text = this.store.getItem(this.key);
      return text === null ? UNCHOSEN : choiceIn(JSON.parse(text) as unknown);
    } catch {
      return UNCHOSEN;
    }
  }

  keep(choice: SoundChoice): void {
    try {
      this.store.setItem(this.key, JSON.stringify(choice));
    } catch {
      // Then it is chosen anew next time.
    }
  }

  /** What holds for this lesson, also when its page is loaded anew. */
  keepLesson({ whisper, music }: LessonSound): void {
    try {
      this.store.setItem(`${this.key}.lesson`, JSON.stringify({ whisper, music }));
    } catch {
      // Then a reload begins with neither.
    }
  }

  readLesson(): LessonSound {
    try {
      const kept = this.store.getItem(`${this.key}.lesson`);
      const { whisper, music } = fieldsOf(kept === null ? null : (JSON.parse(kept) as unknown));
      return { whisper: whisper === true, music: music === true };
    } catch {
      return { whisper: false, music: false };
    }
  }

  forgetLesson(): void {
    try {
      this.store.removeItem(`${this.key}.lesson`);
    } catch {
      // It is read only while a connection runs.
    }
  }
}

export interface LessonSound {
  readonly whisper: boolean;
  readonly music: boolean;
}

function choiceIn(json: unknown): SoundChoice {
  const { chosen, volume, cap } = fieldsOf(json);
  const named = fieldsOf(chosen);
  const entries = PLACES.map((place) => [place, deviceIn(named[place])] as const);
  return {
    chosen: Object.fromEntries(entries) as SoundChoice["chosen"],
    volume: within(volume, 0, USUAL.volume),
    cap: within(cap, LEAST_CAP, USUAL.cap),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function deviceIn(value: unknown): DeviceChoice | null {
  const { id, label } = fieldsOf(value);
  const isText = (one: unknown): one is string =>
    typeof one === "string" && one.length <= LONGEST_NAME;
  return isText(id) && isText(label) ? { id, label } : null;
}

function within(value: unknown, least: number, usual: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return usual;
  return Math.min(100, Math.max(least, Math.round(value)));
}
