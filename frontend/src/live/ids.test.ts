import { expect, test } from "vitest";
import { newId } from "./ids";
import { id } from "./reading";

test("an id is what the protocol calls one, and each is another", () => {
  const made = Array.from({ length: 100 }, () => newId());
  for (const one of made) expect(id(one, "id")).toBe(one);
  expect(new Set(made).size).toBe(100);
});

test("version and variant stand where RFC 9562 puts them", () => {
  const getRandomValues = <T extends ArrayBufferView>(bytes: T): T => {
    new Uint8Array(bytes.buffer).fill(0xff);
    return bytes;
  };
  expect(newId({ getRandomValues })).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
});
