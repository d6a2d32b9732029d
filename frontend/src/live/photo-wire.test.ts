import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Half, messagesOf, PIECE_BYTES, take, type Taken } from "./photo-wire";

type Message = string | Uint8Array<ArrayBuffer>;

const jpegs = fc
  .uint8Array({ minLength: 1, maxLength: 3 * PIECE_BYTES })
  .map((bytes) => new Uint8Array(bytes));

/** As a browser gives it: text, or a buffer of its own. */
function arrived(message: Message): string | ArrayBuffer {
  return typeof message === "string" ? message : new Uint8Array(message).buffer;
}

function takeAll(messages: readonly unknown[], from: Half | null = null): Taken[] {
  let half = from;
  return messages.map((message) => {
    const taken = take(half, message);
    half = taken.half;
    return taken;
  });
}

async function photosIn(taken: readonly Taken[]): Promise<number[][]> {
  const photos = taken.flatMap(({ photo }) => photo ?? []);
  return Promise.all(photos.map(async (photo) => [...new Uint8Array(await photo.arrayBuffer())]));
}

const head = (bytes: unknown, chunks: unknown) => JSON.stringify({ id: 1, bytes, chunks });

test("what is cut in pieces comes together", async () => {
  await fc.assert(
    fc.asyncProperty(jpegs, async (jpeg) => {
      const taken = takeAll(messagesOf(1, jpeg).map(arrived));
      expect(await photosIn(taken)).toEqual([[...jpeg]]);
      expect(taken.at(-1)).toMatchObject({ half: null, dropped: null });
    }),
    { numRuns: 30 },
  );
});

test("forty kilobytes go in pieces of one packet each", () => {
  const [first, ...pieces] = messagesOf(7, new Uint8Array(40_000));
  expect(first).toBe('{"id":7,"bytes":40000,"chunks":40}');
  expect(pieces.every(({ length }) => length <= 1024)).toBe(true);
});

test("what is too big, or nothing, is not sent", () => {
  expect(messagesOf(1, new Uint8Array(200_001))).toEqual([]);
  expect(messagesOf(1, new Uint8Array(0))).toEqual([]);
});

test("a new photo takes the place of a half one", async () => {
  const old = messagesOf(1, new Uint8Array(2 * PIECE_BYTES).fill(1)).slice(0, 2);
  const next = messagesOf(2, Uint8Array.of(2, 3));
  expect(await photosIn(takeAll([...old, ...next].map(arrived)))).toEqual([[2, 3]]);
});

describe("dropped", () => {
  test.each([
    ["a piece without a head", [new ArrayBuffer(3)], "protocol.malformed"],
    ["no JSON", ["{"], "protocol.malformed"],
    ["a head without its fields", ["{}"], "protocol.malformed"],
    ["a list", ["[]"], "protocol.malformed"],
    ["too many bytes", [head(200_001, 13)], "protocol.too_big"],
    ["too many pieces", [head(100_000, 201)], "protocol.too_big"],
    ["no pieces", [head(10, 0)], "protocol.too_big"],
    ["fewer bytes than pieces", [head(1, 2)], "protocol.too_big"],
    ["more than its pieces can hold", [head(16_385, 1)], "protocol.too_big"],
    ["a piece too big", [head(20_000, 2), new ArrayBuffer(16_385)], "protocol.too_big"],
    ["an empty piece", [head(4, 2), new ArrayBuffer(0)], "protocol.malformed"],
    ["a piece too long", [head(4, 2), new ArrayBuffer(5)], "protocol.malformed"],
    ["a last piece too short", [head(4, 1), new ArrayBuffer(3)], "protocol.malformed"],
    ["all of it too soon", [head(4, 2), new ArrayBuffer(4)], "protocol.malformed"],
    ["another kind of message", [head(4, 1), new Blob(["x"])], "protocol.unknown"],
  ])("%s", (_what, messages, why) => {
    expect(takeAll(messages).at(-1)).toEqual({ half: null, photo: null, dropped: why });
  });

  test("and the next one is taken again", async () => {
    const taken = takeAll(["?", ...messagesOf(2, Uint8Array.of(9)).map(arrived)]);
    expect(await photosIn(taken)).toEqual([[9]]);
  });
});

test("no cut and no garbage throws, and nothing grows without end", () => {
  const garbage = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ id: fc.nat(), bytes: fc.nat(300_000), chunks: fc.nat(30) })
      .map((one) => JSON.stringify(one)),
    jpegs.map(({ buffer }) => buffer),
    fc.anything(),
  );
  const cut = fc.tuple(jpegs, fc.array(fc.boolean(), { maxLength: 4 })).map(([jpeg, kept]) =>
    messagesOf(1, jpeg)
      .map(arrived)
      .filter((_, i) => kept[i]),
  );
  const any = fc.oneof(fc.array(garbage, { maxLength: 6 }), cut);
  fc.assert(
    fc.property(any, any, (one, other) => {
      for (const { half, photo } of takeAll([...one, ...other])) {
        expect(half?.pieces.length ?? 0).toBeLessThan(200);
        expect(photo?.size ?? 0).toBeLessThanOrEqual(200_000);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"],
  ["\xff\xd8\xff\xe0", "image/jpeg"],
])("a photo is what it begins with: %j", (start, type) => {
  const bytes = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
  const [last] = takeAll(messagesOf(1, bytes).map(arrived)).slice(-1);
  expect(last?.photo?.type).toBe(type);
});
