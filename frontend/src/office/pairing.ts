/**
 * The code in a pairing link stands behind the #, which browsers send to nobody: the page puts it
 * in the field, and only the press on the button sends it.
 */

export function fillFromFragment(root: ParentNode, hash: string): void {
  const code = codeIn(hash);
  if (code === "") return;
  for (const field of root.querySelectorAll<HTMLInputElement>("[data-fill-from-fragment]")) {
    // What the server gave back after a refusal was typed by the person.
    if (field.value === "") field.value = code;
  }
}

/** Empty if there is none, or nothing that can be read. */
export function codeIn(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ""));
  } catch {
    return "";
  }
}

/**
 * Lets forms with `data-press-once` go only once: of a double press the browser drops the first
 * answer, and with it the cookie of the pairing, while the code is used up.
 */
export function pressOnce(page: EventTarget, window: EventTarget): void {
  let pressed = new WeakSet<EventTarget>();
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement | null;
    if (form?.dataset.pressOnce === undefined) return;
    if (pressed.has(form)) event.preventDefault();
    pressed.add(form);
  });
  // Back to this page by the browser's button: it may be pressed again.
  window.addEventListener("pageshow", () => {
    pressed = new WeakSet();
  });
}
