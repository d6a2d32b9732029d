/** Reads a part of a file. */

import { LiveError } from "./errors";

/** Raises `files.unreadable`: it was moved, changed, or the disk is gone. */
export async function bytesOf(
  file: Blob,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    throw new LiveError("files.unreadable", "can't be read", error);
  }
}
