import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { type DescriptionSignal, parseSignal, type Signal } from "./signal";
import { fromText, toText } from "./trust-bytes";
import { memoryDisk } from "./trust-disk";
import { type DeviceKey, deviceKey, webCrypto } from "./trust-key";
import { compareText, descriptionText, fingerprintOf, proofIn, type Speaker } from "./trust-proof";

const HASH = "0F:".repeat(31) + "0F";
const OTHER = "1E:".repeat(31) + "1E";
const SDP = `v=0\r\nm=audio 9\r\na=fingerprint:sha-256 ${HASH}\r\n`;
const HOME = "0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d";
const KLAS = "77aa2a34-2222-4a6b-9c3d-2f4e5a6b7c8d";
const CALL = "ca11ca11-4444-4a6b-9c3d-2f4e5a6b7c8d";
const STAY = "c0ffee00-3333-4a6b-9c3d-2f4e5a6b7c8d";
const OFFER: DescriptionSignal = {
  kind: "description",
  call: CALL,
  connection: STAY,
  to: HOME,
  offer: 1,
  description: { type: "offer", sdp: SDP },
  proof: null,
};
const { verify } = webCrypto({
  subtle: crypto.subtle,
  getRandomValues: crypto.getRandomValues.bind(crypto),
});

let key: DeviceKey;

beforeAll(async () => {
  key = (await deviceKey(crypto.subtle, memoryDisk(), "key", silentLogger))!;
});

function klas(): Speaker {
  return { room: "traject-12", side: "class", page: KLAS, key: key.open };
}

describe("the golden messages", () => {
  const folder = resolve(import.meta.dirname, "../../../tests/protocol");
  const golden = (name: string) => readFileSync(resolve(folder, `signal_${name}.json`), "utf8");

  const SPEAKERS = { class: KLAS, home: HOME } as const;

  test.each([
    ["offer", "class"],
    ["answer", "home"],
    ["compare_commit", "class"],
    ["compare_nonce", "home"],
    ["compare_reveal", "class"],
  ] as const)("%s is signed as docs/protocol.md says", async (name, side) => {
    const signal = parseSignal(golden(name));
    if (!("proof" in signal) || signal.proof === null) throw new Error("no proof");
    const speaker = { room: "traject-12", side, page: SPEAKERS[side], key: signal.proof.key };
    const { key: theirs, signature } = signal.proof;
    expect(await verify(theirs, signature, textFor(speaker, signal) ?? "")).toBe(true);
  });

  function textFor(speaker: Speaker, signal: Signal): string | null {
    if (signal.kind === "compare") return compareText(speaker, signal);
    return signal.kind === "description" ? descriptionText(speaker, signal) : null;
  }
});

describe("what is signed", () => {
  test("holds for exactly this", async () => {
    const text = descriptionText(klas(), OFFER)!;
    expect(await verify(key.open, await key.sign(text), text)).toBe(true);
  });

  const CHANGES: [string, Partial<Speaker>, Partial<DescriptionSignal>][] = [
    ["the room", { room: "traject-13" }, {}],
    ["the side", { side: "home" }, {}],
    ["the page that speaks", { page: STAY }, {}],
    ["the page that is spoken to", {}, { to: STAY }],
    ["the call", {}, { call: STAY }],
    ["the connection", {}, { connection: CALL }],
    ["the number of the offer", {}, { offer: 2 }],
    ["the type", {}, { description: { type: "answer", sdp: SDP } }],
    ["the fingerprint", {}, { description: { type: "offer", sdp: SDP.replace(HASH, OTHER) } }],
    ["one more line", {}, { description: { type: "offer", sdp: `${SDP}a=inactive\r\n` } }],
  ];

  test.each(CHANGES)("not for another one: %s", async (_what, speaker, signal) => {
    const signature = await key.sign(descriptionText(klas(), OFFER)!);
    const text = descriptionText({ ...klas(), ...speaker }, { ...OFFER, ...signal })!;
    expect(text).not.toBe(descriptionText(klas(), OFFER));
    expect(await verify(key.open, signature, text)).toBe(false);
  });

  test("any one letter changed is refused", async () => {
    const text = descriptionText(klas(), OFFER)!;
    const signature = await key.sign(text);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.integer({ min: 1, max: 127 }),
        async (at, by) => {
          const letter = String.fromCharCode((text.charCodeAt(at) + by) % 128);
          const changed = text.slice(0, at) + letter + text.slice(at + 1);
          expect(await verify(key.open, signature, changed)).toBe(changed === text);
        },
      ),
    );
  });

  test("any one letter of key or signature changed is refused", async () => {
    const text = descriptionText(klas(), OFFER)!;
    const signature = await key.sign(text);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(85), fc.nat(63), async (isKey, at, n) => {
        const whole = isKey ? key.open : signature;
        const changed = whole.slice(0, at) + letters[n]! + whole.slice(at + 1);
        const holds = isKey
          ? await verify(changed, signature, text)
          : await verify(key.open, changed, text);
        expect(holds).toBe(changed === whole);
      }),
    );
  });

  test("the same point written otherwise is another key, and refused", async () => {
    const text = descriptionText(klas(), OFFER)!;
    const signature = await key.sign(text);
    const bytes = fromText(key.open, 65)!;
    for (const first of [2, 3, 6, 7]) {
      const other = toText(Uint8Array.of(first, ...bytes.slice(1)));
      expect(await verify(other, signature, text)).toBe(false);
    }
  });

  test("two different contents never give the same text", () => {
    const word = fc.string();
    fc.assert(
      fc.property(word, word, word, word, (room, page, otherRoom, otherPage) => {
        const one = descriptionText({ ...klas(), room, page }, OFFER);
        const two = descriptionText({ ...klas(), room: otherRoom, page: otherPage }, OFFER);
        expect(one === two).toBe(room === otherRoom && page === otherPage);
      }),
    );
  });
});

describe("fingerprints", () => {
  test("one, however often and wherever", () => {
    const line = `a=fingerprint:sha-256 ${HASH}`;
    expect(fingerprintOf(`v=0\r\n${line}\r\nm=audio 9\r\n${line.toLowerCase()}\r\n`)).toBe(
      `sha-256 ${HASH}`,
    );
  });

  test.each([
    ["none", "v=0\r\n"],
    ["two", `${SDP}a=fingerprint:sha-256 ${OTHER}\r\n`],
    ["another one in the session than in the media", `a=fingerprint:sha-256 ${OTHER}\r\n${SDP}`],
    ["behind a bare line end", `${SDP}a=x\ra=fingerprint:sha-256 ${OTHER}`],
    ["behind a blank", `${SDP} a=fingerprint:sha-256 ${OTHER}`],
    ["hashed weakly", `a=fingerprint:sha-1 ${HASH}\r\n`],
    ["one that can't be read", `${SDP}a=fingerprint:sha-256 ${HASH}:X`],
  ])("refused: %s", (_what, sdp) => {
    expect(fingerprintOf(sdp)).toBeNull();
    expect(descriptionText(klas(), { ...OFFER, description: { type: "offer", sdp } })).toBeNull();
  });
});

test("whatever comes as a proof, it is one or none, and nothing throws", async () => {
  const text = fc.string({ maxLength: 100 });
  const almost = fc.record({ key: text, signature: text });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), almost), async (value) => {
      const proof = proofIn(value);
      if (proof !== null) expect(await verify(proof.key, proof.signature, "x")).toBe(false);
    }),
  );
});

test("whatever stands as key and signature, nothing throws", async () => {
  const bytes = (length: number) =>
    fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((drawn) => Buffer.from(drawn).toString("base64url"));
  await fc.assert(
    fc.asyncProperty(bytes(65), bytes(64), async (open, signature) => {
      expect(proofIn({ key: open, signature })).toEqual({ key: open, signature });
      expect(await verify(open, signature, "x")).toBe(false);
    }),
  );
});
