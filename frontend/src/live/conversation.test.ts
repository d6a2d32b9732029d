import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answered,
  chatText,
  type Conversation,
  delivered,
  heard,
  type Line,
  piecesOf,
  raised,
  SILENT,
  synced,
  withLine,
} from "./conversation";
import { bytesOf, MAX_TALK_BYTES } from "./protocol";
import type { WordOf } from "./words";

const H1 = "00000000-0000-4000-8000-000000000001";
const H2 = "00000000-0000-4000-8000-000000000002";

function line(n: number, text = `${n}`): Line {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  return { id, side: "home", text, isDelivered: true };
}

function sync(more: Partial<WordOf<"sync">>): WordOf<"sync"> {
  return {
    type: "sync",
    connection: H1,
    started_at: 0,
    hand: null,
    chat: [],
    stay: null,
    ...more,
  };
}

function up(id: string): WordOf<"hand"> {
  return { type: "hand", id, up: true };
}

describe("a hand", () => {
  const seen = heard(SILENT, up(H1), "home", 5);

  test("stays until it goes down, and is answered only by its own id", () => {
    expect(seen.hand).toEqual({ id: H1, up: true, since: 5, answered: false, delivered: true });
    const mine = raised(SILENT, H1, 5);
    expect(heard(mine, { type: "answer", id: H2 }, "class", 6).hand?.answered).toBe(false);
    expect(heard(mine, { type: "answer", id: H1 }, "class", 6).hand?.answered).toBe(true);
    expect(heard(seen, { type: "hand", id: H1, up: false }, "home", 9).hand).toBeNull();
  });

  test("said twice does not ring twice", () => {
    expect(heard(answered(seen), up(H1), "home", 9)).toEqual(answered(seen));
  });

  test("is known to have arrived", () => {
    expect(delivered(raised(SILENT, H1, 5), up(H1)).hand?.delivered).toBe(true);
    expect(delivered(raised(SILENT, H2, 5), up(H1)).hand?.delivered).toBe(false);
  });

  test("comes only from home, an answer only from the class", () => {
    expect(heard(SILENT, up(H1), "class", 5)).toBe(SILENT);
    const mine = raised(SILENT, H1, 5);
    expect(heard(mine, { type: "answer", id: H1 }, "home", 6)).toBe(mine);
  });
});

describe("after a reload", () => {
  test("the hand comes back, answered if it was", () => {
    const back = synced(SILENT, sync({ hand: { id: H1, answered: true } }), "home", 7);
    expect(back.hand).toMatchObject({ id: H1, up: true, answered: true });
  });

  test("a hand that was raised since goes before the one from before", () => {
    const mine = raised(SILENT, H2, 5);
    expect(synced(mine, sync({ hand: { id: H1, answered: true } }), "home", 7).hand?.id).toBe(H2);
    expect(synced(mine, sync({ hand: { id: H1, answered: true } }), "class", 7).hand?.id).toBe(H1);
  });

  test("who forgot a hand lowers none", () => {
    const seen = heard(SILENT, up(H1), "home", 5);
    expect(synced(seen, sync({}), "class", 7)).toEqual(seen);
  });

  test("what was written since stands behind what is remembered", () => {
    const since = withLine(SILENT, line(9));
    const told = [line(1), line(2)].map(({ id, side, text }) => ({ id, side, text }));
    const back = synced(since, sync({ chat: told }), "home", 7);
    expect(back.chat.map(({ text }) => text)).toEqual(["1", "2", "9"]);
  });

  test("what they remember has arrived", () => {
    const sending: Conversation = { hand: null, chat: [{ ...line(1), isDelivered: false }] };
    const told = [{ id: line(1).id, side: "home" as const, text: "1" }];
    expect(synced(sending, sync({ chat: told }), "home", 7).chat).toEqual([line(1)]);
  });
});

describe("chat", () => {
  test("a line that comes twice stands once", () => {
    const once = withLine(SILENT, line(1));
    expect(withLine(once, line(1))).toBe(once);
  });

  test.each([
    ["", null],
    ["   \n ", null],
    [" Dag! ", "Dag!"],
    ["a".repeat(500), "a".repeat(500)],
    ["a".repeat(501), null],
  ])("%j may be sent as %j", (typed, text) => {
    expect(chatText(typed)).toBe(text);
  });

  test("does not grow for ever", () => {
    let conversation = SILENT;
    for (let n = 1; n <= 600; n++) conversation = withLine(conversation, line(n));
    expect(conversation.chat.length).toBe(500);
    expect(conversation.chat.at(-1)?.text).toBe("600");
  });
});

test("any chat fits in pieces under the socket's limit, and is whole again on the other side", () => {
  const texts = fc.array(fc.string({ minLength: 1, maxLength: 500, unit: "binary" }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(texts, (all) => {
      const chat = all.map((text, i) => line(i + 1, text.slice(0, 500)));
      let there = SILENT;
      for (const piece of piecesOf(chat)) {
        const word = sync({ chat: piece, hand: { id: H1, answered: true } });
        const envelope = { page: H1, to: H2, n: 99_999, ack: 99_999, m: word };
        const message = JSON.stringify({ type: "talk", body: JSON.stringify(envelope) });
        expect(bytesOf(message)).toBeLessThan(MAX_TALK_BYTES);
        there = synced(there, word, "class", 1);
      }
      expect(there.chat).toEqual(chat);
    }),
    { numRuns: 50 },
  );
});
