import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fakeCrypto, keyOf } from "./testing/fake-trust";
import { toText } from "./trust-bytes";
import { Exchange } from "./trust-exchange";
import { SYMBOLS, symbolsOf } from "./trust-symbols";
import type { Side } from "./view";

const SHEET = "../../../sio/static/img/symbols.svg";
const ROOM = "traject-1";
const [HOME, KLAS, LIAR] = ["home", "class", "liar"].map(keyOf) as [string, string, string];
const { hash, nonce } = fakeCrypto;

function end(side: Side, myKey: string, myNonce = nonce()): Exchange {
  const pages = side === "home" ? ["page-h", "page-c"] : ["page-c", "page-h"];
  const [myPage, theirPage] = pages as [string, string];
  return new Exchange({ side, room: ROOM, myPage, theirPage, myKey, nonce: myNonce, hash });
}

/** The whole exchange, with everything arriving as it was said. */
async function together(
  klas: Exchange,
  klasKey: string,
  home: Exchange,
  homeKey: string,
): Promise<void> {
  const commit = (await klas.turn())!;
  const number = await home.take(commit, klasKey);
  if (!number) throw new Error("home says nothing");
  const reveal = await klas.take(number, homeKey);
  if (!reveal) throw new Error("the class says nothing");
  expect(await home.take(reveal, klasKey)).toBeNull();
}

test("there are 64 pictures, each another one, all drawn", () => {
  expect(new Set(SYMBOLS).size).toBe(64);
  const drawn = readFileSync(resolve(import.meta.dirname, SHEET), "utf8");
  const ids = [...drawn.matchAll(/<symbol id="(\w+)" viewBox="0 0 48 48">(.+)<\/symbol>/g)];
  expect(ids.map(([, id]) => id)).toEqual([...SYMBOLS]);
  expect(new Set(ids.map(([, , drawing]) => drawing)).size).toBe(64);
  expect(drawn.length).toBeLessThan(30_000);
});

test("both sides get the same three", async () => {
  const [klas, home] = [end("class", KLAS), end("home", HOME)];
  await together(klas, KLAS, home, HOME);
  expect(klas.symbols).toHaveLength(3);
  expect(home.symbols).toEqual(klas.symbols);
});

test("each six bits of the hash are one of them", async () => {
  const pair = { room: ROOM, classPage: "c", homePage: "h", classKey: KLAS };
  const given = (bytes: number[]) =>
    symbolsOf(pair, { homeKey: HOME, classNonce: "1", homeNonce: "2" }, () =>
      Promise.resolve(new Uint8Array(bytes)),
    );
  expect(await given([0, 0, 0, 9])).toEqual(["dog", "dog", "dog"]);
  expect(await given([0xff, 0xff, 0xff])).toEqual(["crown", "crown", "crown"]);
  expect(await given([0b00000100, 0b00100000, 0b11000000])).toEqual(["cat", "snake", "cow"]);
});

describe("somebody in between", () => {
  /** Who has keys of its own towards each side gets two different threes. */
  test("is seen, nearly always", async () => {
    let same = 0;
    for (let i = 0; i < 300; i++) {
      const [klas, home] = [end("class", KLAS), end("home", HOME)];
      await together(klas, KLAS, end("home", LIAR), LIAR);
      await together(end("class", LIAR), LIAR, home, HOME);
      if (JSON.stringify(klas.symbols) === JSON.stringify(home.symbols)) same += 1;
    }
    expect(same).toBe(0);
  });

  test("can't wait for home's number before it chooses its own", async () => {
    const home = end("home", HOME);
    const liar = end("class", LIAR);
    await home.take((await liar.turn())!, LIAR);
    const other = end("class", LIAR);
    expect(await home.take({ step: "reveal", value: nonce() }, LIAR)).toBe(false);
    expect(await home.take((await other.turn())!, LIAR)).toBe(false);
    expect(home.symbols).toBeNull();
  });

  test("gets the class's number only after its own, and one time", async () => {
    const klas = end("class", KLAS);
    expect((await klas.turn())?.step).toBe("commit");
    await klas.take({ step: "nonce", value: nonce() }, LIAR);
    const shown = klas.symbols;
    expect(await klas.take({ step: "nonce", value: nonce() }, LIAR)).toBe(false);
    expect(klas.symbols).toBe(shown);
  });

  test("can't show a number that the class did not bind itself to", async () => {
    const home = end("home", HOME);
    const klas = end("class", KLAS);
    await home.take((await klas.turn())!, KLAS);
    expect(await home.take({ step: "reveal", value: nonce() }, KLAS)).toBe(false);
    expect(home.symbols).toBeNull();
  });
});

test("what is said twice changes nothing", async () => {
  const [klas, home] = [end("class", KLAS), end("home", HOME)];
  const commit = (await klas.turn())!;
  const first = await home.take(commit, KLAS);
  expect(await home.take(commit, KLAS)).toEqual(first);
  if (!first) throw new Error("home says nothing");
  const reveal = await klas.take(first, HOME);
  expect(await klas.take(first, HOME)).toEqual(reveal);
  expect(await klas.turn()).toEqual(reveal);
});

test("steps of nobody are refused, and nothing throws", async () => {
  const bytes = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((b) => toText(new Uint8Array(b)));
  const step = fc.record({ step: fc.constantFrom("commit", "nonce", "reveal"), value: bytes });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Side>("home", "class"),
      fc.array(step, { maxLength: 6 }),
      async (side, steps) => {
        const exchange = end(side, side === "home" ? HOME : KLAS);
        for (const one of steps) await exchange.take(one, LIAR);
        if (side === "home") expect(exchange.symbols).toBeNull();
      },
    ),
  );
});
