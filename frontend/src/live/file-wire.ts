/**
 * What travels over the `file` channel (docs/protocol.md, section 3): words as text, and pieces of a
 * file. Pure; what is received was written by somebody else.
 */

import { LiveError } from "./errors";
import { KIND_NAMES, MAX_FILE_BYTES } from "./file-kinds";
import { MAX_NAME } from "./file-names";
import { BLOCK_BYTES, blocksOf } from "./file-sums";
import {
  bool,
  fields,
  type Fields,
  fromJson,
  id,
  listOf,
  malformed,
  oneOf,
  orElse,
  type Reader,
  record,
  text,
  textOf,
  wholeTo,
} from "./reading";

/** `priority` is Chromium's alone; others leave it unread. */
export const FILE_CHANNEL = { negotiated: true, id: 4, ordered: true, priority: "very-low" };
export const MAX_PIECE_BYTES = 16_384;
const MAX_WORD_CHARACTERS = 16_384;
const HEADER_BYTES = 8;
const MAX_TAG = 2 ** 32 - 1;

export const WHYS = [
  "files.empty",
  "files.too_big",
  "files.type",
  "files.lies",
  "files.active",
  "files.test",
  "files.unreadable",
  "files.broken",
  "files.no_room",
  "files.declined",
  "photo.off",
  "photo.no_camera",
  "photo.busy",
  "photo.failed",
  "photo.taken_back",
  "photo.no_answer",
] as const;
/** Why a file or a photo does not come: a stable code (docs/errors.md). */
export type Why = (typeof WHYS)[number];

/** `board`: a photo of the board that the other side asked for. */
export const ABOUTS = ["file", "board"] as const;
export type About = (typeof ABOUTS)[number];

const SUM = /^[0-9a-f]{64}$/;
const sum: Reader<string> = (value, where) => {
  const found = text(value, where);
  if (!SUM.test(found)) throw malformed(where);
  return found;
};
const bytes = wholeTo(MAX_FILE_BYTES);
const name = textOf(1, MAX_NAME);

const WORDS = {
  hello: { page: id, answer: bool, photos: orElse(bool, true) },
  offer: {
    id,
    tag: wholeTo(MAX_TAG),
    name,
    kind: oneOf(...KIND_NAMES),
    about: oneOf(...ABOUTS),
    bytes,
    sha256: sum,
    blocks: listOf(sum, MAX_FILE_BYTES / BLOCK_BYTES),
  },
  have: { id, bytes },
  got: { id, bytes },
  whole: { id },
  refuse: { id, why: oneOf(...WHYS) },
  cancel: { id },
  wait: { id, on: bool },
  partial: { id, name, bytes, got: bytes, sha256: sum },
  snap: { id },
  photos: { on: bool },
} as const;

type Words = typeof WORDS;
export type FileWord = {
  [K in keyof Words]: { readonly type: K } & Fields<Words[K]>;
}[keyof Words];
export type FileWordOf<K extends FileWord["type"]> = Extract<FileWord, { type: K }>;
export type Offer = FileWordOf<"offer">;

/** Raises `protocol.malformed`, `too_big` or, for a word of a later version, `protocol.unknown`. */
export function parseFileWord(body: string): FileWord {
  if (body.length > MAX_WORD_CHARACTERS) throw new LiveError("protocol.too_big", "file word");
  const source = record(fromJson(body, "file"), "file");
  const type = text(source.type, "file.type");
  const shapes: Readonly<Record<string, Readonly<Record<string, Reader<unknown>>>>> = WORDS;
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (shape === undefined) throw new LiveError("protocol.unknown", `unknown: ${type}`);
  const word = { type, ...fields(shape)(source, type) } as FileWord;
  if (word.type === "offer" && word.blocks.length !== blocksOf(word.bytes))
    throw malformed("blocks");
  return word;
}

/** Which of the files on their way, and from which of its bytes on. */
export interface Piece {
  readonly tag: number;
  readonly from: number;
  readonly content: Uint8Array<ArrayBuffer>;
}

export function messageOf({ tag, from, content }: Piece): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(HEADER_BYTES + content.length);
  const header = new DataView(message.buffer);
  header.setUint32(0, tag);
  header.setUint32(4, from);
  message.set(content, HEADER_BYTES);
  return message;
}

/** Raises `protocol.malformed` or `too_big`. */
export function parsePiece(message: ArrayBuffer): Piece {
  const size = message.byteLength - HEADER_BYTES;
  if (size < 1) throw malformed("piece");
  if (size > MAX_PIECE_BYTES) throw new LiveError("protocol.too_big", "piece");
  const header = new DataView(message);
  const content = new Uint8Array(message, HEADER_BYTES);
  return { tag: header.getUint32(0), from: header.getUint32(4), content };
}
