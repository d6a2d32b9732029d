/** Keys that sign at once: a fake clock can't wait for the browser's own. No secret is kept. */

import { createHash } from "node:crypto";
import type { TrustParts } from "../trust";
import { toText } from "../trust-bytes";
import type { Disk } from "../trust-disk";
import type { TrustCrypto } from "../trust-key";

let lastNonce = 0;

/** Without a secret it is a browser that can't. */
export function fakeTrust(secret: string, disk: Disk, room = "traject-1"): TrustParts {
  if (secret === "") return { room, crypto: null, key: Promise.resolve(null), disk };
  const open = keyOf(secret);
  const sign = (text: string) => Promise.resolve(signatureOf(open, text));
  return { room, crypto: fakeCrypto, key: Promise.resolve({ open, sign }), disk };
}

export const fakeCrypto: TrustCrypto = {
  verify: (key, signature, text) => Promise.resolve(signatureOf(key, text) === signature),
  hash: (text) => Promise.resolve(hashed("sha256", text)),
  nonce: () => {
    lastNonce += 1;
    return toText(hashed("sha256", `nonce ${lastNonce}`));
  },
};

export function keyOf(secret: string): string {
  return toText(new Uint8Array([4, ...hashed("sha512", secret)]));
}

export function signatureOf(key: string, text: string): string {
  return toText(hashed("sha512", `${key} ${text}`));
}

function hashed(algorithm: string, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash(algorithm).update(text).digest());
}
