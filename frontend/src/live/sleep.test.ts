import { expect, test } from "vitest";
import { SleepWatch } from "./sleep";
import { FakeTime } from "./testing/fake-time";

function watch() {
  const time = new FakeTime();
  const woke: number[] = [];
  const sleep = new SleepWatch(time, () => woke.push(time.now()));
  return { time, woke, sleep };
}

test("a device whose own clock stood still is known to have slept within a quarter of a second", async () => {
  const { time, woke } = watch();
  await time.pass(1000);
  time.sleep(60_000);
  await time.pass(250);
  expect(woke.length).toBe(1);
  await time.pass(10_000);
  expect(woke.length).toBe(1);
});

test("a page that was frozen while its clock went on has slept too", async () => {
  const { time, woke } = watch();
  await time.skim(20_000);
  expect(woke).toEqual([]);
  time.freeze(60_000);
  await time.pass(250);
  expect(woke.length).toBe(1);
});

test("who looks at the page asks at once", () => {
  const { time, woke, sleep } = watch();
  time.sleep(60_000);
  sleep.look();
  expect(woke.length).toBe(1);
});

test("a clock that is set back, or corrected a little, is no sleep", async () => {
  const { time, woke } = watch();
  time.sleep(-3_600_000);
  await time.pass(1000);
  time.sleep(2000);
  await time.pass(1000);
  expect(woke).toEqual([]);
});

test("nothing is looked at once it is over", async () => {
  const { time, woke, sleep } = watch();
  sleep.stop();
  time.sleep(60_000);
  await time.pass(1000);
  expect(woke).toEqual([]);
});
