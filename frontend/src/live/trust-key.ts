/**
 * The key of this device: ECDSA P-256, made once for a pairing. Its private half can't be read, not
 * even by this page; it can only be used here (WebCrypto, `extractable: false`).
 */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import { type Bytes, fromText, toText, utf8 } from "./trust-bytes";
import type { Disk } from "./trust-disk";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };
/** A point of P-256, not compressed (SEC 1), and a signature's two halves. */
export const KEY_BYTES = 65;
/** The first byte; some libraries read others ("hybrid") as the same point. */
const NOT_COMPRESSED = 4;
export const SIGNATURE_BYTES = 64;
export const HASH_BYTES = 32;

export interface DeviceKey {
  /** The public half as text. */
  readonly open: string;
  sign(text: string): Promise<string>;
}

/** What the trust between two devices needs of a browser. */
export interface TrustCrypto {
  /** False for whatever does not hold; never throws. */
  readonly verify: (key: string, signature: string, text: string) => Promise<boolean>;
  readonly hash: (text: string) => Promise<Bytes>;
  /** 32 random bytes as text. */
  readonly nonce: () => string;
}

export function webCrypto({ subtle, getRandomValues }: BoundCrypto): TrustCrypto {
  return {
    verify: async (key, signature, text) => {
      const [point, proof] = [fromText(key, KEY_BYTES), fromText(signature, SIGNATURE_BYTES)];
      if (point?.[0] !== NOT_COMPRESSED || proof === null) return false;
      try {
        const imported = await subtle.importKey("raw", point, ALGORITHM, true, ["verify"]);
        return await subtle.verify(SIGNING, imported, proof, utf8(text));
      } catch {
        // Not a point of the curve.
        return false;
      }
    },
    hash: async (text) => new Uint8Array(await subtle.digest("SHA-256", utf8(text))),
    nonce: () => toText(getRandomValues(new Uint8Array(HASH_BYTES))),
  };
}

export interface BoundCrypto {
  readonly subtle: SubtleCrypto;
  readonly getRandomValues: (bytes: Bytes) => Bytes;
}

/** The key under `name` on this device, made if there is none; null if this browser can't. */
export async function deviceKey(
  subtle: SubtleCrypto,
  disk: Disk,
  name: string,
  logger: Logger,
): Promise<DeviceKey | null> {
  try {
    return await usable(subtle, await pairOf(subtle, disk, name));
  } catch (error) {
    logger.warn("trust.no_key", { code: codeOf(error) });
    return null;
  }
}

async function pairOf(subtle: SubtleCrypto, disk: Disk, name: string): Promise<CryptoKeyPair> {
  const kept = await orNothing(disk.read(name));
  if (isPair(kept)) return kept;
  const made = await subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  // Two windows that open at once must not have two keys: the first one stays.
  const stays = await orNothing(disk.keep(name, made, isPair));
  return isPair(stays) ? stays : made;
}

/** A disk that does not answer: then this page has a key of its own, and is asked about. */
async function orNothing(read: Promise<unknown>): Promise<unknown> {
  try {
    return await read;
  } catch {
    return undefined;
  }
}

async function usable(subtle: SubtleCrypto, pair: CryptoKeyPair): Promise<DeviceKey> {
  const raw = await subtle.exportKey("raw", pair.publicKey);
  return {
    open: toText(new Uint8Array(raw)),
    sign: async (text) => {
      const signature = await subtle.sign(SIGNING, pair.privateKey, utf8(text));
      return toText(new Uint8Array(signature));
    },
  };
}

function isPair(value: unknown): value is CryptoKeyPair {
  if (typeof value !== "object" || value === null) return false;
  const { privateKey, publicKey } = value as Partial<Record<keyof CryptoKeyPair, unknown>>;
  return isKey(privateKey, "private") && isKey(publicKey, "public");
}

function isKey(value: unknown, type: KeyType): boolean {
  return typeof CryptoKey !== "undefined" && value instanceof CryptoKey && value.type === type;
}
