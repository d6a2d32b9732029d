/** What Django put in the page as JSON. */

/** The content of `<script type="application/json" id="…">`, or null if there is none. */
export function readJson(id: string): unknown {
  if (typeof document === "undefined") return null;
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as unknown) : null;
}
