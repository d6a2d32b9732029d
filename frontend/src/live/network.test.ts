import { expect, test } from "vitest";
import { networkWatch } from "./network";

test("where the kind is told, only another kind counts", () => {
  const connection = { type: "wifi" };
  const changed = networkWatch(connection);
  expect(changed()).toBe(false);
  connection.type = "cellular";
  expect([changed(), changed()]).toEqual([true, false]);
  connection.type = "wifi";
  expect(changed()).toBe(true);
});

test("where it is not told, each change may be another network", () => {
  const changed = networkWatch({});
  expect([changed(), changed()]).toEqual([true, true]);
});
