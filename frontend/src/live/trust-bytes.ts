/** Bytes as text without a sign that JSON or an address would change: base64url, RFC 4648. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function toText(bytes: Bytes): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Null unless `text` is the one way to write exactly `length` bytes. */
export function fromText(text: string, length: number): Bytes | null {
  if (text.length !== Math.ceil((length * 4) / 3) || !/^[\w-]*$/.test(text)) return null;
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return toText(bytes) === text ? bytes : null;
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}
