import { beforeEach, expect, test } from "vitest";
import { Rest } from "./rest";

let rest: Rest;
let now: number;

/** Somebody looks around, and rests so long; whether the encoder began anew by then. */
function restsFor(ms: number): boolean {
  rest.moved(now);
  now += ms;
  const isOver = rest.isOver(now);
  if (isOver) rest.grew();
  return isOver;
}

beforeEach(() => {
  rest = new Rest();
  now = 0;
});

test("who has not looked around rests", () => {
  expect(rest.isOver(now)).toBe(true);
});

test("a moment after the last wish it is over", () => {
  expect([restsFor(1400), restsFor(1500)]).toEqual([false, true]);
});

test("each time it was too soon it takes twice as long, up to twelve seconds", () => {
  const needed = [1500, 3000, 6000, 12_000, 12_000];
  expect(needed.map((ms) => [restsFor(ms - 1), restsFor(ms)])).toEqual(
    needed.map(() => [false, true]),
  );
});

test("where the encoder did not begin anew nothing was too soon", () => {
  for (let i = 0; i < 5; i++) {
    rest.moved(now);
    now += 5000;
  }
  expect(restsFor(1500)).toBe(true);
});

test("half a minute later it is forgotten", () => {
  restsFor(1500);
  restsFor(30_000);
  expect(restsFor(1500)).toBe(true);
});
