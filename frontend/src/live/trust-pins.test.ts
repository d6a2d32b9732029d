import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyOf } from "./testing/fake-trust";
import { mayConnect, type Pin, type Pins, pinsIn, standingOf, withPin } from "./trust-pins";

const [A, B, C, D, E] = ["a", "b", "c", "d", "e"].map(keyOf) as [
  string,
  string,
  string,
  string,
  string,
];
const pin = (key: string, state: Pin["state"]): Pin => ({ key, state });

const TABLE: [string, Pins, string, boolean][] = [
  ["nobody was met before", [], "new", true],
  ["met before", [pin(A, "met")], "met", true],
  ["compared before", [pin(B, "met"), pin(A, "confirmed")], "confirmed", true],
  ["another one was met", [pin(B, "met")], "changed", false],
  ["another one was compared", [pin(B, "confirmed")], "changed", false],
  ["another one was refused", [pin(B, "refused")], "changed", false],
  ["refused", [pin(A, "refused")], "refused", false],
  ["refused, and that was taken back", [pin(A, "doubted")], "changed", false],
];

test.each(TABLE)("%s", (_what, pins, standing, connects) => {
  expect(standingOf(pins, A)).toBe(standing);
  expect(mayConnect(standingOf(pins, A))).toBe(connects);
});

describe("a new pin", () => {
  test("replaces what was said of that key, and stands first", () => {
    expect(withPin([pin(B, "confirmed"), pin(A, "refused")], pin(A, "confirmed"))).toEqual([
      pin(A, "confirmed"),
      pin(B, "confirmed"),
    ]);
  });

  test("that people confirmed puts out who was never compared", () => {
    expect(withPin([pin(B, "met")], pin(A, "confirmed"))).toEqual([pin(A, "confirmed")]);
  });

  test("pushes out the oldest, but not the last confirmed one", () => {
    const full = [pin(B, "refused"), pin(C, "refused"), pin(D, "refused"), pin(E, "confirmed")];
    expect(withPin(full, pin(A, "refused"))).toEqual([
      pin(A, "refused"),
      pin(B, "refused"),
      pin(C, "refused"),
      pin(E, "confirmed"),
    ]);
  });

  test("always stands, and what is kept can be read again", () => {
    const state = fc.constantFrom<Pin["state"]>("met", "confirmed", "refused", "doubted");
    const step = fc.record({ key: fc.constantFrom(A, B, C, D, E), state });
    fc.assert(
      fc.property(fc.array(step), step, (before, last) => {
        const pins = [...before, last].reduce<Pins>(withPin, []);
        expect(pins[0]).toEqual(last);
        expect(pinsIn(JSON.parse(JSON.stringify(pins)))).toEqual(pins);
      }),
    );
  });
});

test("what can't be read on disk is nobody", () => {
  const wrong = [null, 7, "x", {}, [{}], [{ key: "x", state: "met" }], [pin(A, "x" as "met")]];
  for (const kept of wrong) expect(pinsIn(kept)).toEqual([]);
  fc.assert(fc.property(fc.anything(), (kept) => Array.isArray(pinsIn(kept))));
});
