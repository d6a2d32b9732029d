import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "./errors";
import { MAX_FILE_BYTES } from "./file-kinds";
import { MAX_PIECE_BYTES, messageOf, parseFileWord, parsePiece } from "./file-wire";

const ID = "0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d";
const SUM = "0123456789abcdef".repeat(4);
const OFFER = {
  ...{ type: "offer", id: ID, tag: 7, name: "a.pdf", kind: "pdf", about: "file", bytes: 12 },
  ...{ sha256: SUM, blocks: [SUM] },
};

function codeFor(word: unknown): string {
  try {
    parseFileWord(typeof word === "string" ? word : JSON.stringify(word));
    return "read";
  } catch (error) {
    return codeOf(error);
  }
}

describe("a word", () => {
  it("is read without what we did not name", () => {
    expect(parseFileWord(JSON.stringify({ ...OFFER, more: 1 }))).toEqual(OFFER);
    // A page of before photos could be switched off.
    const hello = { type: "hello", page: ID, answer: true };
    expect(parseFileWord(JSON.stringify(hello))).toEqual({ ...hello, photos: true });
  });

  it.each([
    ["no JSON", "{", "protocol.malformed"],
    ["of a later version", { type: "song" }, "protocol.unknown"],
    ["named after a part of every object", { type: "constructor" }, "protocol.unknown"],
    ["too long", `{"type":"${"x".repeat(20_000)}"}`, "protocol.too_big"],
    ["of 2 GB", { ...OFFER, bytes: 2 ** 31 }, "protocol.malformed"],
    ["with too few sums", { ...OFFER, bytes: MAX_FILE_BYTES }, "protocol.malformed"],
    ["with a sum that is none", { ...OFFER, sha256: "x" }, "protocol.malformed"],
    ["of a kind that we do not know", { ...OFFER, kind: "html" }, "protocol.malformed"],
    ["without a name", { ...OFFER, name: "" }, "protocol.malformed"],
    [
      "with a reason that we do not know",
      { type: "refuse", id: ID, why: "x" },
      "protocol.malformed",
    ],
  ])("%s is dropped", (_what, word, code) => {
    expect(codeFor(word)).toBe(code);
  });

  it("never does more than throw one of ours", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(codeFor(body)).toMatch(/^(read|protocol\.\w+)$/);
      }),
    );
  });
});

describe("a piece", () => {
  it("comes back as it went", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: MAX_FILE_BYTES }),
        fc.uint8Array({ minLength: 1, maxLength: 2000 }),
        (tag, from, content) => {
          const piece = { tag, from, content: new Uint8Array(content) };
          expect(parsePiece(messageOf(piece).buffer)).toEqual(piece);
        },
      ),
    );
  });

  it.each([
    [0, "protocol.malformed"],
    [8, "protocol.malformed"],
    [8 + MAX_PIECE_BYTES + 1, "protocol.too_big"],
  ])("of %i bytes is dropped", (size, code) => {
    try {
      parsePiece(new ArrayBuffer(size));
      expect.unreachable();
    } catch (error) {
      expect(codeOf(error)).toBe(code);
    }
  });
});
