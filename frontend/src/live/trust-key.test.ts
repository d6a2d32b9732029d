import { expect, test } from "vitest";
import { silentLogger } from "./logger";
import { fromText, toText, utf8 } from "./trust-bytes";
import { memoryDisk } from "./trust-disk";
import { deviceKey, HASH_BYTES, webCrypto } from "./trust-key";

const { subtle } = crypto;
const web = webCrypto({ subtle, getRandomValues: crypto.getRandomValues.bind(crypto) });

test("a device has one key per name, and keeps it", async () => {
  const disk = memoryDisk();
  const first = (await deviceKey(subtle, disk, "key.home", silentLogger))!;
  const again = (await deviceKey(subtle, disk, "key.home", silentLogger))!;
  const other = (await deviceKey(subtle, disk, "key.class", silentLogger))!;
  expect(again.open).toBe(first.open);
  expect(other.open).not.toBe(first.open);
  expect(await web.verify(first.open, await again.sign("x"), "x")).toBe(true);
  expect(await web.verify(other.open, await again.sign("x"), "x")).toBe(false);
});

test("its private half can't be read", async () => {
  const disk = memoryDisk();
  await deviceKey(subtle, disk, "key", silentLogger);
  const { privateKey } = (await disk.read("key")) as CryptoKeyPair;
  expect(privateKey.extractable).toBe(false);
  await expect(subtle.exportKey("pkcs8", privateKey)).rejects.toThrow();
});

test("two windows that open at once have one key", async () => {
  const disk = memoryDisk();
  const made = await Promise.all([1, 2, 3].map(() => deviceKey(subtle, disk, "key", silentLogger)));
  expect(new Set(made.map((key) => key?.open)).size).toBe(1);
});

test.each([undefined, null, "x", {}, { privateKey: 1, publicKey: 2 }])(
  "%s on disk is replaced by a key",
  async (kept) => {
    const disk = memoryDisk();
    await disk.write("key", kept);
    const key = (await deviceKey(subtle, disk, "key", silentLogger))!;
    expect(await web.verify(key.open, await key.sign("x"), "x")).toBe(true);
  },
);

test("a browser that can't make one has none", async () => {
  const broken = { generateKey: () => Promise.reject(new Error("no")) };
  const made = deviceKey(broken as unknown as SubtleCrypto, memoryDisk(), "k", silentLogger);
  expect(await made).toBeNull();
});

test("a nonce is new each time", () => {
  expect(fromText(web.nonce(), HASH_BYTES)).not.toBeNull();
  expect(web.nonce()).not.toBe(web.nonce());
});

test("a hash is that of everybody", async () => {
  const digest = await subtle.digest("SHA-256", utf8("x"));
  expect(toText(await web.hash("x"))).toBe(Buffer.from(digest).toString("base64url"));
});

test("bytes are written in one way only", () => {
  expect(fromText("AAE", 2)).toEqual(new Uint8Array([0, 1]));
  for (const text of ["AAF", "AA=", "AAE=", "A+E", "AA", ""]) expect(fromText(text, 2)).toBeNull();
});

test("while the disk does not answer, the page has a key of its own", async () => {
  const no = () => Promise.reject(new Error("no answer"));
  const key = await deviceKey(subtle, { read: no, write: no, keep: no }, "key", silentLogger);
  expect(await web.verify(key!.open, await key!.sign("x"), "x")).toBe(true);
});

test("a disk that answers late still has the key of before", async () => {
  const disk = memoryDisk();
  const before = await deviceKey(subtle, disk, "key", silentLogger);
  const read = () => Promise.reject(new Error("no answer"));
  const late = await deviceKey(subtle, { ...disk, read }, "key", silentLogger);
  expect(late?.open).toBe(before?.open);
});
