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
