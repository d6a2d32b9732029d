/** Which office document a ZIP file is: its own list of what is in it says so. */

import { LiveError } from "./errors";
import { bytesOf } from "./file-bytes";
import type { FileKind } from "./file-kinds";

/** Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const CENTRAL_BYTES = 46;
const MAX_LIST_BYTES = 1024 * 1024;

const PARTS: readonly (readonly [kind: FileKind, part: string])[] = [
  ["docx", "word/document.xml"],
  ["xlsx", "xl/workbook.xml"],
  ["pptx", "ppt/presentation.xml"],
];
const OPEN_DOCUMENT =
  /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/;
const OPEN_KINDS: Readonly<Record<string, FileKind>> = {
  text: "odt",
  spreadsheet: "ods",
  presentation: "odp",
};
/** Programs inside a document. */
const MACROS = /(^|\/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)\/.|\.(exe|dll|js|vbs|jar)$/i;

/** Null if it is none; raises `files.active` if a program is in it. */
export async function zipKind(file: Blob, head: Uint8Array): Promise<FileKind | null> {
  if (head.length < 30 || numberAt(head, 0) !== LOCAL) return null;
  const names = await namesIn(file);
  if (names === null) return null;
  if (names.some((name) => MACROS.test(name))) throw new LiveError("files.active", "macros");
  return openKind(head) ?? PARTS.find(([, part]) => names.includes(part))?.[0] ?? null;
}

/** Its first entry says so, not packed. Source: OpenDocument 1.3, part 2, section 3.3. */
function openKind(head: Uint8Array): FileKind | null {
  const found = OPEN_DOCUMENT.exec(String.fromCharCode(...head.subarray(30, 120)));
  return OPEN_KINDS[found?.[1] ?? ""] ?? null;
}

/** Null if the list can't be read: then nobody knows what is in it. */
async function namesIn(file: Blob): Promise<readonly string[] | null> {
  const tailAt = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await bytesOf(file, tailAt, file.size);
  const at = endIn(tail);
  if (at === null) return null;
  const [bytes, begins] = [numberAt(tail, at + 12), numberAt(tail, at + 16)];
  if (bytes > MAX_LIST_BYTES || begins + bytes > file.size) return null;
  return namesOf(await bytesOf(file, begins, begins + bytes));
}

function endIn(tail: Uint8Array): number | null {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail[at] === 0x50 && numberAt(tail, at) === END) return at;
  }
  return null;
}

function namesOf(list: Uint8Array): readonly string[] | null {
  const names: string[] = [];
  let at = 0;
  while (at + CENTRAL_BYTES <= list.length) {
    if (numberAt(list, at) !== CENTRAL) return null;
    const [name, extra, comment] = [
      shortAt(list, at + 28),
      shortAt(list, at + 30),
      shortAt(list, at + 32),
    ];
    const begins = at + CENTRAL_BYTES;
    names.push(new TextDecoder().decode(list.subarray(begins, begins + name)));
    at = begins + name + extra + comment;
  }
  return names;
}

function shortAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function numberAt(bytes: Uint8Array, at: number): number {
  return (shortAt(bytes, at) | (shortAt(bytes, at + 2) << 16)) >>> 0;
}
