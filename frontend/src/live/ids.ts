/** Ids for pages, connections, calls, hands and lines of chat. */

type Random = Pick<Crypto, "getRandomValues">;

/**
 * A random UUID, also on a page that is not secure: there the browser withholds
 * `crypto.randomUUID`, and the room must still live to say what is wrong.
 * Source: RFC 9562, section 5.4.
 */
export function newId(random: Random = crypto): string {
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
