import { expect, test } from "vitest";
import { ServerClock } from "./clock";
import { FakeTime } from "./testing/fake-time";

test("a device that is ten minutes fast gets the server's time", () => {
  const time = new FakeTime(2_000_600_000);
  const clock = new ServerClock(time);
  clock.reset(2_000_000_000);
  expect(clock.now()).toBe(2_000_000_000);
});

test("the answer with the shortest round trip is believed", async () => {
  const time = new FakeTime(0);
  const clock = new ServerClock(time);
  clock.reset(50_000);
  await time.pass(1000);
  clock.sample(51_010, time.now() - 20);
  expect(clock.now()).toBe(51_020);
  clock.sample(99_000, time.now() - 800);
  expect(clock.now()).toBe(51_020);
  clock.sample(51_018, time.now() - 2);
  expect(clock.now()).toBe(51_019);
});

test("an old sample gives way to a slower one", async () => {
  const time = new FakeTime(0);
  const clock = new ServerClock(time);
  clock.sample(1000, -10);
  await time.pass(6 * 60_000);
  clock.sample(500_000, time.now() - 400);
  expect(clock.now()).toBe(500_200);
});
