import { expect, test } from "vitest";
import { PerCall } from "./per-call";

test("each call has its own, and the last one said counts", () => {
  const offers = new PerCall<number>();
  offers.set("one", 1);
  offers.set("two", 5);
  offers.set("one", 2);
  expect([offers.get("one"), offers.get("two"), offers.get("three")]).toEqual([2, 5, undefined]);
});

test("a flood of calls takes no memory, and pushes out those that are not spoken of", () => {
  const offers = new PerCall<number>();
  offers.set("old", 0);
  offers.set("ours", 0);
  for (let n = 0; n < 10_000; n++) {
    offers.set(`call ${n}`, n);
    if (n % 100 === 0) offers.set("ours", n);
  }
  expect([offers.get("old"), offers.get("ours")]).toEqual([undefined, 9900]);
  expect(offers.get("call 9999")).toBe(9999);
});
