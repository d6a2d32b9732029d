import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REACTIONS, type ReactionKind } from "./sign-words";
import {
  delivered,
  heard,
  mayReact,
  NO_SIGNS,
  noticed,
  reacted,
  recent,
  shownNow,
  type SignWord,
} from "./signs";

const NOW = 1_795_000_000_000;
const react = (kind: ReactionKind, id = "1", at = NOW): SignWord & { type: "react" } => ({
  type: "react",
  id,
  kind,
  at,
});

describe("what is shown", () => {
  test.each([
    ["yes", 7999, "yes"],
    ["yes", 8001, undefined],
    ["laugh", 8001, undefined],
    ["lost", 3_600_000, "lost"],
    ["slower", 3_600_000, "slower"],
  ] as const)("%s after %i ms", (kind, later, shown) => {
    const signs = reacted(NO_SIGNS, react(kind), NOW, true);
    expect(shownNow(signs, NOW + later)?.kind).toBe(shown);
  });

  test("a laugh goes over what waits, for a while", () => {
    const lost = reacted(NO_SIGNS, react("lost"), NOW, true);
    const both = reacted(lost, react("laugh", "2"), NOW, true);
    expect(shownNow(both, NOW)?.kind).toBe("laugh");
    expect(shownNow(both, NOW + 9000)?.kind).toBe("lost");
  });

  test("a laugh that comes half a minute late is not shown, what waits is", () => {
    expect(reacted(NO_SIGNS, react("laugh", "1", NOW - 30_000), NOW, true)).toBe(NO_SIGNS);
    expect(reacted(NO_SIGNS, react("lost", "1", NOW - 30_000), NOW, true).stays).not.toBeNull();
  });

  test("the same word twice changes nothing", () => {
    for (const kind of REACTIONS) {
      const once = heard(NO_SIGNS, react(kind), true, NOW);
      expect(heard(once, react(kind), true, NOW + 5000)).toBe(once);
    }
  });
});

test("whoever presses it away takes away that one and no other", () => {
  const signs = reacted(
    reacted(NO_SIGNS, react("lost", "1"), NOW, true),
    react("no", "2"),
    NOW,
    true,
  );
  expect(noticed(signs, "1")).toEqual({ ...signs, stays: null });
  expect(noticed(signs, "2")).toEqual({ ...signs, passes: null });
  expect(noticed(signs, "3")).toBe(signs);
});

test("the pupil's own words are heard from the pupil alone", () => {
  for (const word of [react("yes"), { type: "face", name: "uil" } as const]) {
    expect(heard(NO_SIGNS, word, false, NOW)).toBe(NO_SIGNS);
    expect(heard(NO_SIGNS, word, true, NOW)).not.toBe(NO_SIGNS);
  }
});

test("what the other side remembers only adds", () => {
  const told = { type: "signs", hand_since: null, reaction: null, recess: false } as const;
  const mine = { ...reacted(NO_SIGNS, react("lost"), NOW, true), recess: true };
  expect(heard(mine, told, false, NOW)).toEqual(mine);
  const reaction = { id: "9", kind: "slower", at: NOW - 60_000 } as const;
  const back = heard(NO_SIGNS, { ...told, reaction, recess: true }, false, NOW);
  expect([back.stays?.id, back.stays?.delivered, back.recess]).toEqual(["9", true, true]);
  expect(heard(mine, { ...told, reaction }, false, NOW).stays?.id).toBe("1");
});

test("the other side's yes is known to have come", () => {
  const signs = reacted(NO_SIGNS, react("yes"), NOW, false);
  expect(delivered(signs, react("yes")).passes?.delivered).toBe(true);
  expect(delivered(signs, react("yes", "other")).passes?.delivered).toBe(false);
});

test("however fast a child presses, the class sees at most six in half a minute", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 200 }), (gaps) => {
      let now = NOW;
      let before: readonly number[] = [];
      const sent: number[] = [];
      for (const gap of gaps) {
        now += gap;
        if (!mayReact(before, now)) continue;
        before = [...recent(before, now), now];
        sent.push(now);
      }
      return sent.every((at, n) => {
        const inWhile = sent.filter((one) => one > at - 30_000 && one <= at).length;
        return inWhile <= 6 && (n === 0 || at - sent[n - 1]! >= 1500);
      });
    }),
  );
});
