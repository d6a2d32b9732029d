import { expect, test } from "vitest";
import { NO_WIDTH, type Width, widthAfter } from "./mates";

/** After so many seconds each, on a line that is whole (w) or not (n). */
function after(width: Width, from: number, seconds: string): Width {
  return Array.from(seconds).reduce(
    (one, c, i) => widthAfter(one, c === "w", 1000 * (from + i)),
    width,
  );
}

test("the others come four seconds after the line is whole, and go at once when it is not", () => {
  expect(after(NO_WIDTH, 0, "wwww").isWide).toBe(false);
  const wide = after(NO_WIDTH, 0, "wwwww");
  expect(wide.isWide).toBe(true);
  expect(after(wide, 5, "n").isWide).toBe(false);
});

test("a second that is not whole begins the wait anew", () => {
  expect(after(NO_WIDTH, 0, "wwwnwwww").isWide).toBe(false);
});

test("given up once, they come back later, and later each time that it was too much", () => {
  const once = after(after(NO_WIDTH, 0, "wwwww"), 5, "n");
  const waits = (width: Width): number => {
    let seconds = 0;
    let now = after(width, 1000, "w");
    for (; !now.isWide; seconds += 1) now = after(now, 1001 + seconds, "w");
    return seconds;
  };
  expect([once.mistakes, waits(once)]).toEqual([1, 60]);
  const twice = after(after(once, 100, "w".repeat(70)), 170, "n");
  expect([twice.mistakes, waits(twice)]).toEqual([2, 120]);
  const held = after(after(once, 100, "w".repeat(200)), 300, "n");
  expect([held.mistakes, waits(held)]).toEqual([0, 30]);
});
