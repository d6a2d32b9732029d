/**
 * One key, one deed. A person may switch the keys off, as WCAG 2.1.4 asks of single letters:
 * whoever speaks to the computer would press them by accident.
 */

const STORED = "sio.keys";

export type KeyMap = Readonly<Record<string, () => void>>;

/** Listens on the whole page until the returned function is called. */
export function listenKeys(keys: () => KeyMap): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const deed = keys()[event.key.toLowerCase()];
    if (!deed || !isForUs(event) || (event.key.length === 1 && !keysWanted())) return;
    event.preventDefault();
    deed();
  };
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
  };
}

function isForUs(event: KeyboardEvent): boolean {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return false;
  const isEscape = event.key === "Escape";
  if (document.querySelector(isEscape ? "dialog[open], :popover-open" : "dialog[open]"))
    return false;
  return isEscape || !isInField(event.target);
}

function isInField(target: EventTarget | null): boolean {
  const field = "input, select, textarea, [contenteditable]";
  return target instanceof Element && target.closest(field) !== null;
}

export function keysWanted(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

export function wantKeys(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // A browser without storage forgets it with the page.
  }
}
