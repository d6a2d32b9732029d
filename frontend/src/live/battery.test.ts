import { expect, test } from "vitest";
import { batteryOf, isLow, percentOf } from "./battery";

async function levelOf(battery: object): Promise<number | null> {
  const level = batteryOf({ getBattery: () => Promise.resolve(battery) });
  expect(level()).toBeNull();
  await Promise.resolve();
  return level();
}

test("tells how full it is only while it runs down", async () => {
  expect(await levelOf({ charging: false, level: 0.4 })).toBe(0.4);
  expect(await levelOf({ charging: true, level: 0.4 })).toBeNull();
});

test("is unknown where the browser does not tell", async () => {
  expect(batteryOf({})()).toBeNull();
  const refused = batteryOf({ getBattery: () => Promise.reject(new Error("no")) });
  await Promise.resolve();
  expect(refused()).toBeNull();
});

test.each([
  [null, null, false],
  [1, 100, false],
  [0.62, 60, false],
  [0.23, 25, false],
  [0.22, 20, true],
  [0, 5, true],
] as const)("a level of %s is %s percent", (level, percent, low) => {
  expect(percentOf(level)).toBe(percent);
  expect(isLow(percentOf(level))).toBe(low);
});
