/** Speech to text by this browser, on this device or not at all. */

import type { Hearing, Listen } from "./captions";
import type { Stop } from "./time";

export type Fitness = "unavailable" | "downloadable" | "downloading" | "available";

interface Asked {
  readonly langs: readonly string[];
  readonly processLocally: true;
}

interface Result {
  readonly isFinal: boolean;
  readonly [index: number]: { readonly transcript: string } | undefined;
}

export interface Heard {
  readonly resultIndex: number;
  readonly results: ArrayLike<Result>;
}

export interface Recogniser {
  processLocally: boolean;
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Heard) => void) | null;
  onerror: (() => void) | null;
  onend: (() => void) | null;
  start(track: MediaStreamTrack): void;
  abort(): void;
}

export interface Recognition {
  new (): Recogniser;
  available(asked: Asked): Promise<Fitness>;
  install(asked: Asked): Promise<boolean>;
}

const REGIONS: Readonly<Record<string, readonly string[]>> = {
  nl: ["nl-BE", "nl-NL"],
  fr: ["fr-BE", "fr-FR"],
  de: ["de-BE", "de-DE"],
  en: ["en-GB", "en-US"],
};

/** Null where the browser knows nothing of recognising on the device: it may then send the sound away. */
export function recognitionIn(scope: object): Recognition | null {
  const { SpeechRecognition: found } = scope as { SpeechRecognition?: unknown };
  return isOnDevice(found) ? found : null;
}

function isOnDevice(found: unknown): found is Recognition {
  if (typeof found !== "function") return false;
  const has = "available" in found && "install" in found;
  return has && "processLocally" in (found.prototype as object);
}

export interface Tongue {
  readonly lang: string;
  readonly fitness: Fitness;
}

/** The best of the page's own language: one that is there goes before one to fetch. */
export async function tongueOf(recognition: Recognition, page: string): Promise<Tongue | null> {
  const found: Tongue[] = [];
  for (const lang of REGIONS[page.slice(0, 2)] ?? [page])
    found.push({ lang, fitness: await fitnessOf(recognition, lang) });
  const isThere = found.find(({ fitness }) => fitness === "available");
  return isThere ?? found.find(({ fitness }) => fitness !== "unavailable") ?? null;
}

async function fitnessOf(recognition: Recognition, lang: string): Promise<Fitness> {
  try {
    return await recognition.available({ langs: [lang], processLocally: true });
  } catch {
    return "unavailable";
  }
}

/** The browser fetches its own words of a language; no sound goes anywhere. */
export async function install(
  recognition: Recognition,
  { lang, fitness }: Tongue,
): Promise<boolean> {
  if (fitness === "available") return true;
  try {
    return await recognition.install({ langs: [lang], processLocally: true });
  } catch {
    return false;
  }
}

export function listenIn(recognition: Recognition, lang: string): Listen {
  return (track, hearing) => {
    const recogniser = new recognition();
    recogniser.processLocally = true;
    if (!isLocal(recogniser)) throw new Error("captions.not_local");
    Object.assign(recogniser, { lang, continuous: true, interimResults: true });
    recogniser.onresult = (event) => tell(event, hearing);
    recogniser.onerror = () => hearing.ended();
    recogniser.onend = () => hearing.ended();
    recogniser.start(track);
    return stopOf(recogniser);
  };
}

/** Asked after it was set: a browser may not keep it. */
function isLocal({ processLocally }: Recogniser): boolean {
  return processLocally;
}

function stopOf(recogniser: Recogniser): Stop {
  return () => {
    recogniser.onresult = recogniser.onerror = recogniser.onend = null;
    recogniser.abort();
  };
}

function tell({ resultIndex, results }: Heard, hearing: Hearing): void {
  const fresh = Array.from(results).slice(resultIndex);
  const wordsOf = (isFinal: boolean): string =>
    fresh
      .filter((result) => result.isFinal === isFinal)
      .map((result) => result[0]?.transcript ?? "")
      .join(" ");
  hearing.heard(wordsOf(true), wordsOf(false));
}
