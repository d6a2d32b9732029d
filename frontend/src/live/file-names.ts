/** Names of files: written by somebody else, shown as text, and saved under a safe one. */

export const MAX_NAME = 120;
const MAX_STEM = 80;
// Controls, and marks that turn the writing round: what ends in "exe" must not read as if in "pdf".
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const FORBIDDEN = /[\\/:*?"<>|]/g;
const MARGINS = /^[.\s]+|[.\s]+$/g;
const ENDING = /\.([a-z0-9]{1,8})$/i;
const NAMELESS = "blad";

/** Without the point, in lower case; empty if there is none. */
export function endingOf(name: string): string {
  return ENDING.exec(name.trim())?.[1]?.toLowerCase() ?? "";
}

/** One that any disk takes, with the ending of what the file really is. */
export function cleanName(name: string, ending: string): string {
  const plain = name.normalize("NFC").replace(HIDDEN, "").replace(FORBIDDEN, "-");
  const stem = Array.from(plain.replace(MARGINS, "").replace(ENDING, ""))
    .slice(0, MAX_STEM)
    .join("");
  return `${stem.replace(MARGINS, "") || NAMELESS}.${ending}`;
}

/** As it is shown: the middle goes first, since the end says what it is. */
export function shortName(name: string, most = 30): string {
  const letters = Array.from(name);
  if (letters.length <= most) return name;
  const tail = Math.min(12, Math.floor(most / 2));
  return `${letters.slice(0, most - tail - 1).join("")}…${letters.slice(-tail).join("")}`;
}
