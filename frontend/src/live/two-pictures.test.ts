import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOOKS } from "./kinds";
import { begun, needKbps, type Policy, rungOf, STEPS } from "./policy";
import { fitted, type Shown } from "./two-pictures";

const ALONE = begun(["board"], 0);

function at(step: string, policy: Policy): Policy {
  return { ...policy, at: policy.ladder.findIndex((rung) => rung.step === step) };
}

function pictures(step: string, shown: Shown): readonly unknown[] {
  const { board, room } = rungOf(at(step, fitted(ALONE, shown))).pictures;
  const say = (one: typeof board) => one && `${one.framesPerS}/${one.scale}`;
  return [say(board), say(room)];
}

describe("with the board large the room goes first, with the room large the board", () => {
  test.each([
    ["whole", ["30/1", "15/1"], ["5/1", "30/1"]],
    ["room_small", ["30/1", "5/4"], ["1/1", "15/1"]],
    ["room_off", ["30/1", null], [null, "15/1"]],
    ["board_slow", ["5/1", null], [null, "10/2"]],
    ["board_slowest", ["1/1", null], [null, "5/4"]],
    ["photo", [null, null], [null, null]],
  ])("%s", (step, boardLarge, roomLarge) => {
    expect(pictures(step, { hasRoom: true, large: "board" })).toEqual(boardLarge);
    expect(pictures(step, { hasRoom: true, large: "room" })).toEqual(roomLarge);
  });
});

test.each(LOOKS)("with the %s large each rung needs less than the one above", (large) => {
  const { ladder, roles } = fitted(ALONE, { hasRoom: true, large });
  const needs = ladder.map((rung) => needKbps(rung, roles));
  expect(needs).toEqual([...needs].sort((a, b) => b - a));
});

test("one camera alone sends as before there were two", () => {
  expect(fitted(ALONE, { hasRoom: false, large: "room" })).toEqual(ALONE);
});

const shown = fc.record({ hasRoom: fc.boolean(), large: fc.constantFrom(...LOOKS) });

test("whatever is swapped, unplugged and plugged in: nothing more is given up for it", () => {
  fc.assert(
    fc.property(fc.nat(9), fc.array(shown, { maxLength: 12 }), (start, all) => {
      let policy = at(ALONE.ladder[Math.min(start, ALONE.ladder.length - 1)]!.step, ALONE);
      const before = STEPS.indexOf(rungOf(policy).step);
      for (const one of all) policy = fitted(policy, one);
      expect(policy.ladder[policy.at]).toBeDefined();
      expect(STEPS.indexOf(rungOf(policy).step)).toBeLessThanOrEqual(before);
      const back = fitted(policy, { hasRoom: false, large: "board" });
      expect(back.roles).toEqual(["board"]);
    }),
  );
});
