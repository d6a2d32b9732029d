/** Moments as people read them. */

const ZONE = "Europe/Brussels";

/** "09:30", on the clock in Belgium. */
export function timeOf(moment: number, language: string): string {
  const form = { hour: "2-digit", minute: "2-digit", timeZone: ZONE } as const;
  return new Intl.DateTimeFormat(language, form).format(moment);
}

/** "woensdag 4 maart". */
export function dayOf(moment: number, language: string): string {
  const form = { weekday: "long", day: "numeric", month: "long", timeZone: ZONE } as const;
  return new Intl.DateTimeFormat(language, form).format(moment);
}

/** "1:05" for 65,000 ms; "0:00" for what is past. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function pageLanguage(): string {
  return document.documentElement.lang || "nl-be";
}
