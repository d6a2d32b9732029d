import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDesk } from "../desk/protocol";
import { encodeGuest, parseGuestDown, parseGuestUp } from "../guest/protocol";
import { LiveError } from "./errors";
import { encode, MAX_OTHER_BYTES, parseDown, parseUp } from "./protocol";
import { encodeSignal, parseSignal } from "./signal";
import { parseEnvelope, parseWord } from "./words";

const GOLDEN = resolve(import.meta.dirname, "../../../tests/protocol");
const names = readdirSync(GOLDEN).filter((name) => name.endsWith(".json"));

function golden(prefix: string): [string, string][] {
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name, readFileSync(resolve(GOLDEN, name), "utf8")]);
}

function codeThrownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof LiveError) return error.code;
    throw error;
  }
  return "nothing";
}

const PARSERS: Record<string, (body: string) => unknown> = {
  up_: parseUp,
  down_: parseDown,
  desk_: parseDesk,
  guest_down_: parseGuestDown,
  guest_up_: parseGuestUp,
  signal_: parseSignal,
  talk_: (body) => parseWord(parseEnvelope(body).m),
};

test("every golden message has a parser", () => {
  const unknown = names.filter((name) => !Object.keys(PARSERS).some((p) => name.startsWith(p)));
  expect(unknown).toEqual([]);
  expect(names.length).toBeGreaterThan(25);
});

test.each([...golden("up_"), ...golden("down_")])("%s is read whole", (name, body) => {
  const message = name.startsWith("up_") ? parseUp(body) : parseDown(body);
  expect(message).toEqual(JSON.parse(body));
});

test.each(golden("desk_"))("%s is read whole", (_name, body) => {
  expect(parseDesk(body)).toEqual(JSON.parse(body));
});

test.each([...golden("guest_down_"), ...golden("guest_up_")])("%s is read whole", (name, body) => {
  const read = name.startsWith("guest_up_") ? parseGuestUp : parseGuestDown;
  expect(read(body)).toEqual(JSON.parse(body));
});

test.each(golden("signal_"))("%s is read and written back", (_name, body) => {
  expect(JSON.parse(encodeSignal(parseSignal(body)))).toEqual(JSON.parse(body));
});

test.each(golden("talk_"))("%s is read whole", (name, body) => {
  const envelope = parseEnvelope(body);
  expect(envelope).toEqual(JSON.parse(body));
  if (name !== "talk_ack.json") expect(parseWord(envelope.m)).toEqual(envelope.m);
});

test("what a server of before did not say of the agreements is a no", () => {
  const { keep_photos, see_classmates, ...before } = JSON.parse(
    readFileSync(resolve(GOLDEN, "down_plan.json"), "utf8"),
  ) as Record<string, unknown>;
  expect([keep_photos, see_classmates]).toEqual([false, true]);
  const silent = parseDown(JSON.stringify(before));
  expect(silent).toMatchObject({ keep_photos: false, see_classmates: false });
  const torn = JSON.stringify({ ...before, see_classmates: "yes" });
  expect(codeThrownBy(() => parseDown(torn))).toBe("protocol.malformed");
});

test("fields that the protocol does not name never arrive", () => {
  expect(parseUp('{"type":"ping","n":1,"__proto__":{"a":1},"b":2}')).toEqual({
    type: "ping",
    n: 1,
  });
});

describe("refused", () => {
  const MALFORMED = [
    "",
    "null",
    "[]",
    "7",
    '"hello"',
    "{}",
    '{"type":7}',
    '{"type":"pong"}',
    '{"type":"pong","n":-1,"now":1}',
    '{"type":"pong","n":1.5,"now":1}',
    '{"type":"pong","n":"1","now":1}',
    '{"type":"pong","n":9007199254740992,"now":1}',
    '{"type":"noted","connection":"C0FFEE00-3333-4A6B-9C3D-2F4E5A6B7C8D","stopped_at":1}',
    '{"type":"seat","seat":"mine","seat_label":""}',
    '{"type":"end","code":"tired"}',
    '{"type":"help","question":1,"asked_by":"stranger","until":1}',
    '{"type":"guest","visit":null,"name":"","asked_by":"desk","let_in":false}',
    '{"type":"guest","visit":"1","name":"","asked_by":null,"let_in":false}',
    '{"type":"guest_signal","visit":null,"body":""}',
    '{"type":"entered","ice":{"servers":[{"urls":"turn:x"}],"policy":"all","until":1}}',
    '{"type":"other","there":1,"entered":false,"page":null,"connection":null}',
  ];

  test.each(MALFORMED)("%s", (body) => {
    expect(codeThrownBy(() => parseDown(body))).toBe("protocol.malformed");
  });

  test.each(["video", "toString", "__proto__", "constructor"])("the unknown type %s", (type) => {
    const body = `{"type":"${type}"}`;
    expect(codeThrownBy(() => parseDown(body))).toBe("protocol.unknown");
    expect(codeThrownBy(() => parseWord({ type }))).toBe("protocol.unknown");
  });

  test("a chat that is empty or too long", () => {
    const [, body] = golden("talk_chat")[0]!;
    const { m } = parseEnvelope(body);
    const withText = (text: string) => () => parseWord({ ...(m as object), text });
    expect(codeThrownBy(withText(""))).toBe("protocol.malformed");
    expect(codeThrownBy(withText("a".repeat(501)))).toBe("protocol.malformed");
    expect(codeThrownBy(withText("a".repeat(500)))).toBe("nothing");
  });

  test("an envelope with a number and nothing in it, or the other way round", () => {
    const [, body] = golden("talk_ack")[0]!;
    const envelope = JSON.parse(body) as object;
    const say = (change: object) => () => parseEnvelope(JSON.stringify({ ...envelope, ...change }));
    expect(codeThrownBy(say({ n: 3 }))).toBe("protocol.malformed");
    expect(codeThrownBy(say({ m: {} }))).toBe("protocol.malformed");
  });

  test("our own message that the server would close the line for", () => {
    const body = "x".repeat(64 * 1024);
    expect(codeThrownBy(() => encode({ type: "signal", body }))).toBe("protocol.too_big");
    expect(codeThrownBy(() => encodeGuest({ type: "signal", to: "home", body }))).toBe(
      "protocol.too_big",
    );
    const page = "x".repeat(MAX_OTHER_BYTES);
    expect(codeThrownBy(() => encode({ type: "hello", version: 2, page }))).toBe(
      "protocol.too_big",
    );
  });
});

test("whatever comes in, it is read or refused by one of our own errors", () => {
  const known = Object.values(PARSERS);
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
      for (const parse of known)
        expect(codeThrownBy(() => parse(body))).toMatch(/^(protocol|nothing)/);
    }),
  );
});

test("a golden message with one field changed is read or refused by one of our own errors", () => {
  const all = names.map((name) => [name, readFileSync(resolve(GOLDEN, name), "utf8")] as const);
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(), fc.jsonValue(), ([name, body], at, value) => {
      const message = JSON.parse(body) as Record<string, unknown>;
      const keys = Object.keys(message);
      message[keys[at % keys.length]!] = value;
      const parse = PARSERS[Object.keys(PARSERS).find((p) => name.startsWith(p))!]!;
      const code = codeThrownBy(() => parse(JSON.stringify(message)));
      expect(code).toMatch(/^(protocol|nothing)/);
    }),
  );
});
