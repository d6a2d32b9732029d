import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import type { Phase, RoomView, TrustView } from "../view";
import { announcements } from "./announcements";
import { NOWHERE } from "./page";
import { symbolWords, trustTrouble, trustWord } from "./trust-words";

const LIVE: RoomView = SCENES["home-live"]!(1_795_000_000_000);

function view(phase: Phase, trust: Partial<TrustView>): RoomView {
  return { ...LIVE, phase, trust: { ...LIVE.trust, ...trust } };
}

test.each([
  ["connecting", { unproven: true }, "unproven"],
  ["interrupted", { unproven: true }, "unproven"],
  ["live", { unproven: true }, null],
  ["connecting", { standing: "changed" }, "changed"],
  ["lobby", { standing: "changed", asks: true }, "changed"],
  ["lobby", { standing: "changed" }, null],
  ["lobby", { standing: "refused" }, "refused"],
  ["connecting", { standing: "met", asks: true }, null],
] as const)("%s %o: %s", (phase, trust, trouble) => {
  expect(trustTrouble(view(phase, trust))).toBe(trouble);
});

test("what is asked is said aloud once, with the three words", () => {
  const asked = view("live", { standing: "met", asks: true });
  const words = "symbol.dog, symbol.umbrella, symbol.clock";
  expect(symbolWords(asked)).toBe(words);
  expect(trustWord(asked, "Noor")).toBe("trust.first");
  const place = { ...NOWHERE, pupil: "Noor", className: "5A" };
  expect(announcements(LIVE, asked, place)).toEqual([`trust.first ${words}.`]);
  expect(announcements(asked, { ...asked }, place)).toEqual([]);
});

test.each(["home", "class"] as const)("%s is told that no symbols come", (side) => {
  const seen = { ...view("live", { standing: "met", symbols: null, missing: true }), side };
  expect([trustTrouble(seen), trustWord(seen, "Noor")]).toEqual([null, "trust.no_symbols"]);
  const waits = view("connecting", { standing: "changed", symbols: null, missing: true });
  expect(trustWord({ ...waits, side }, "Noor")).toBe("trust.no_symbols");
  const place = { ...NOWHERE, pupil: "Noor", className: "5A" };
  const before = { ...LIVE, side, trust: { ...seen.trust, missing: false } };
  expect(announcements(before, seen, place)).toEqual(["trust.no_symbols"]);
});
