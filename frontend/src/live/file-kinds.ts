/**
 * What a file really is, by its own bytes, against a short list (docs/protocol.md, section 3).
 *
 * Both sides look: the name and the type that somebody gave it are believed by nobody. What a
 * browser or a computer would run is refused, under whatever name.
 */

import { LiveError } from "./errors";
import { bytesOf } from "./file-bytes";
import { endingOf } from "./file-names";
import { zipKind } from "./file-zip";

export const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** `shows`: as a picture or a sound on our own page, `tab` in the browser's own viewer. */
interface Kind {
  readonly mime: string;
  /** The first is the one that it is saved under. */
  readonly endings: readonly string[];
  readonly shows: "picture" | "sound" | "tab" | "nowhere";
}

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";

export const FILE_KINDS = {
  pdf: { mime: "application/pdf", endings: ["pdf"], shows: "tab" },
  jpeg: { mime: "image/jpeg", endings: ["jpg", "jpeg", "jfif"], shows: "picture" },
  png: { mime: "image/png", endings: ["png"], shows: "picture" },
  webp: { mime: "image/webp", endings: ["webp"], shows: "picture" },
  gif: { mime: "image/gif", endings: ["gif"], shows: "picture" },
  // Only some browsers can draw it.
  heic: { mime: "image/heic", endings: ["heic", "heif"], shows: "nowhere" },
  docx: { mime: `${OFFICE}.wordprocessingml.document`, endings: ["docx"], shows: "nowhere" },
  xlsx: { mime: `${OFFICE}.spreadsheetml.sheet`, endings: ["xlsx"], shows: "nowhere" },
  pptx: { mime: `${OFFICE}.presentationml.presentation`, endings: ["pptx"], shows: "nowhere" },
  odt: { mime: `${OPEN}.text`, endings: ["odt"], shows: "nowhere" },
  ods: { mime: `${OPEN}.spreadsheet`, endings: ["ods"], shows: "nowhere" },
  odp: { mime: `${OPEN}.presentation`, endings: ["odp"], shows: "nowhere" },
  txt: { mime: "text/plain", endings: ["txt"], shows: "tab" },
  mp3: { mime: "audio/mpeg", endings: ["mp3"], shows: "sound" },
  m4a: { mime: "audio/mp4", endings: ["m4a"], shows: "sound" },
  ogg: { mime: "audio/ogg", endings: ["ogg", "oga", "opus"], shows: "sound" },
  wav: { mime: "audio/wav", endings: ["wav"], shows: "sound" },
} as const satisfies Readonly<Record<string, Kind>>;

export type FileKind = keyof typeof FILE_KINDS;
export const KIND_NAMES = Object.keys(FILE_KINDS) as FileKind[];

/** What is run when somebody opens it, or holds what is. */
const ACTIVE: ReadonlySet<string> = new Set(
  (
    "html htm xhtml xht mht mhtml shtml svg svgz xml xsl js mjs cjs jse vbs vbe wsf hta php asp jsp " +
    "exe com scr pif msi msp bat cmd ps1 psm1 sh bash zsh command py pl rb jar class apk ipa app dmg " +
    "pkg deb rpm iso lnk url desktop reg inf dll sys cpl docm dotm xlsm xltm xlam pptm potm ppsm swf"
  ).split(" "),
);
const HEAD_BYTES = 4096;
const PICTURES: ReadonlySet<FileKind> = new Set(["jpeg", "png", "webp", "gif", "heic"]);

/** Raises `files.empty`, `too_big`, `active`, `lies`, `type` or `unreadable`. Reads no more than it must. */
export async function kindOfFile(file: Blob, name: string): Promise<FileKind> {
  const ending = endingOf(name);
  checkOutside(file, ending);
  const head = await bytesOf(file, 0, HEAD_BYTES);
  if (isActive(head)) throw new LiveError("files.active", "by its content");
  const kind = byHead(head, ending) ?? (await zipKind(file, head)) ?? textKind(head, ending);
  if (kind === null) throw new LiveError("files.type", "not on the list");
  if (!isHonest(kind, ending)) throw new LiveError("files.lies", "name and content differ");
  return kind;
}

/** Without a look inside: it may be gigabytes. */
function checkOutside({ size }: Blob, ending: string): void {
  if (size === 0) throw new LiveError("files.empty", "0 bytes");
  if (size > MAX_FILE_BYTES) throw new LiveError("files.too_big", "over the limit");
  if (ACTIVE.has(ending)) throw new LiveError("files.active", "by its name");
}

/** A picture that goes by another picture's name harms nobody: it is saved under its own. */
function isHonest(kind: FileKind, ending: string): boolean {
  const { endings } = FILE_KINDS[kind];
  if (ending === "" || (endings as readonly string[]).includes(ending)) return true;
  const named = KIND_NAMES.find((one) =>
    (FILE_KINDS[one].endings as readonly string[]).includes(ending),
  );
  return named !== undefined && PICTURES.has(kind) && PICTURES.has(named);
}

/** Programs, scripts and markup, by how they begin. */
const RUN: readonly RegExp[] = [
  /^MZ/,
  /^\x7fELF/,
  /^(\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)/,
  /^#!/,
  /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|!--|[a-z][\w:-]*[\s/>])/i,
];

function isActive(head: Uint8Array): boolean {
  const start = latin(head.subarray(0, 512));
  const plain = isWide(head) ? start.replaceAll("\0", "").slice(2) : start;
  return RUN.some((begins) => begins.test(plain));
}

/** UTF-16, as some editors save: its letters are two bytes each. */
function isWide([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

const HEADS: readonly (readonly [kind: FileKind, begins: RegExp])[] = [
  ["pdf", /^%PDF-\d/],
  ["jpeg", /^\xff\xd8\xff/],
  // eslint-disable-next-line no-control-regex -- it is part of it
  ["png", /^\x89PNG\r\n\x1a\n/],
  ["gif", /^GIF8[79]a/],
  ["webp", /^RIFF[^]{4}WEBP/],
  ["wav", /^RIFF[^]{4}WAVE/],
  ["ogg", /^OggS/],
  ["heic", /^[^]{4}ftyp(heic|heix|heim|heis|mif1|msf1)/],
  ["m4a", /^[^]{4}ftypM4[AB] /],
  ["mp3", /^(ID3|\xff[\xf2\xf3\xfa\xfb])/],
];
/** Telephones give their sound recordings the head of a film. */
const ANY_MP4 = /^[^]{4}ftyp/;

function byHead(head: Uint8Array, ending: string): FileKind | null {
  const start = latin(head.subarray(0, 32));
  const found = HEADS.find(([, begins]) => begins.test(start));
  if (found !== undefined) return found[0];
  return ending === "m4a" && ANY_MP4.test(start) ? "m4a" : null;
}

/** Whatever else is no text has a byte that text has not. */
function textKind(head: Uint8Array, ending: string): FileKind | null {
  if (ending !== "txt" && ending !== "") return null;
  const text = isWide(head) ? new TextDecoder("utf-16").decode(head) : latin(head);
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  return /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text) ? null : "txt";
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
