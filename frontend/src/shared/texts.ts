/** The page's texts, from Django's catalogues: `<script type="application/json" id="texts">`. */

import { readJson } from "./page";

let texts: ReadonlyMap<string, string> | null = null;

/**
 * The text of `key` in the page's language, with `{name}` filled in from `values`.
 *
 * A missing key gives the key itself: a test on the server compares all keys, so that this is seen
 * before a person does.
 */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  texts ??= textsOf(readJson("texts"));
  return fill(texts.get(key) ?? key, values);
}

/** Sets the texts by hand, for a page without them. */
export function useTexts(entries: Readonly<Record<string, string>>): void {
  texts = new Map(Object.entries(entries));
}

export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

function textsOf(json: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (typeof json !== "object" || json === null) return found;
  for (const [key, text] of Object.entries(json)) {
    if (typeof text === "string") found.set(key, text);
  }
  return found;
}
