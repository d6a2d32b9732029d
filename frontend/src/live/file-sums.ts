/** Checksums of a file: of the whole, and of each block, so that it can be taken up again rightly. */

import { bytesOf } from "./file-bytes";

/** What is checked at once; at most so much is ever sent twice. */
export const BLOCK_BYTES = 1024 * 1024;

/** SHA-256, as 64 hexadecimal digits. */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

export interface Sums {
  readonly sha256: string;
  readonly blocks: readonly string[];
}

export function digestWith(subtle: SubtleCrypto): Digest {
  return async (bytes) => {
    const sum = new Uint8Array(await subtle.digest("SHA-256", bytes));
    return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

export function blocksOf(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES);
}

/** Raises `files.unreadable`. */
export async function sumsOf(file: Blob, digest: Digest): Promise<Sums> {
  const blocks: string[] = [];
  for (let i = 0; i < blocksOf(file.size); i += 1) {
    blocks.push(await digest(await bytesOf(file, i * BLOCK_BYTES, (i + 1) * BLOCK_BYTES)));
  }
  const [only] = blocks;
  if (blocks.length === 1 && only !== undefined) return { sha256: only, blocks };
  return { sha256: await digest(await bytesOf(file, 0, file.size)), blocks };
}
