/**
 * How a photo of the board travels over its own data channel (docs/protocol.md, section 3): a head
 * as text, then the picture in pieces. Pure; what is received was written by somebody else.
 */

import { codeOf, LiveError } from "./errors";
import { fields, type Fields, fromJson, record, whole } from "./reading";

/** One packet, so that the sound's never wait long behind one. */
export const PIECE_BYTES = 1024;
const MAX_PIECE_BYTES = 16_384;
const MAX_PHOTO_BYTES = 200_000;
const MAX_PIECES = 200;

const HEAD = { id: whole, bytes: whole, chunks: whole };
const readHead = fields(HEAD);
type Head = Fields<typeof HEAD>;

/** A photo of which not everything is here yet. */
export interface Half {
  readonly head: Head;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

export interface Taken {
  /** What is still on its way. */
  readonly half: Half | null;
  /** A whole photo. */
  readonly photo: Blob | null;
  /** Why something was thrown away. */
  readonly dropped: string | null;
}

/** The head and the pieces, in order; nothing if the other side would not take it. */
export function messagesOf(
  id: number,
  picture: Uint8Array<ArrayBuffer>,
): readonly (string | Uint8Array<ArrayBuffer>)[] {
  const chunks = Math.ceil(picture.length / PIECE_BYTES);
  const head: Head = { id, bytes: picture.length, chunks };
  if (!isPossible(head)) return [];
  const pieces = Array.from({ length: chunks }, (_, i) =>
    picture.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES),
  );
  return [JSON.stringify(head), ...pieces];
}

/** Never throws. A head begins another photo; what there was of the one before goes. */
export function take(half: Half | null, data: unknown): Taken {
  try {
    if (typeof data === "string") return begun(data);
    if (data instanceof ArrayBuffer) return continued(half, new Uint8Array(data));
    return dropped("protocol.unknown");
  } catch (error) {
    return dropped(codeOf(error));
  }
}

function begun(text: string): Taken {
  const head = readHead(record(fromJson(text, "photo"), "photo"), "photo");
  if (!isPossible(head)) throw new LiveError("protocol.too_big", "photo");
  return { half: { head, pieces: [] }, photo: null, dropped: null };
}

function continued(half: Half | null, piece: Uint8Array<ArrayBuffer>): Taken {
  if (half === null) return dropped("protocol.malformed");
  if (piece.length > MAX_PIECE_BYTES) return dropped("protocol.too_big");
  const pieces = [...half.pieces, piece];
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const isLast = pieces.length === half.head.chunks;
  const isWhole = bytes === half.head.bytes;
  if (piece.length === 0 || bytes > half.head.bytes || isLast !== isWhole) {
    return dropped("protocol.malformed");
  }
  if (!isLast) return { half: { ...half, pieces }, photo: null, dropped: null };
  return { half: null, photo: new Blob(pieces, { type: typeOf(pieces) }), dropped: null };
}

/** By its first bytes. Source: RFC 9649, section 2.4. */
function typeOf([first]: readonly Uint8Array<ArrayBuffer>[]): string {
  const start = String.fromCharCode(...(first?.subarray(0, 12) ?? []));
  return /^RIFF....WEBP$/s.test(start) ? "image/webp" : "image/jpeg";
}

function isPossible({ bytes, chunks }: Head): boolean {
  const isBounded = bytes <= MAX_PHOTO_BYTES && chunks <= MAX_PIECES;
  return isBounded && chunks > 0 && bytes >= chunks && bytes <= chunks * MAX_PIECE_BYTES;
}

function dropped(why: string): Taken {
  return { half: null, photo: null, dropped: why };
}
