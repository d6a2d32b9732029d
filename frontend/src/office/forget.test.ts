import { expect, it } from "vitest";
import type { Side } from "../live/view";
import { diskWith } from "../live/testing/fake-disk";
import { forgetHelpers, forgetPages } from "./forget";

/** One that tells the device of this side to forget; null: no device. */
const page = (side: Side | null) =>
  ({
    querySelector: () => (side === null ? null : { dataset: { forget: side } }),
  }) as unknown as ParentNode;

it("forgets the names of every pairing, and nothing else", () => {
  const disk = diskWith({ "sio.helpers.1": "{}", "sio.helpers.22": "{}", "sio.keys": "on" });
  forgetHelpers(page("class"), () => disk);
  expect(disk.all()).toEqual({ "sio.keys": "on" });
});

it("does nothing on another page, nor where there is no disk", () => {
  const disk = diskWith({ "sio.helpers.1": "{}" });
  for (const side of ["home", null] as const) forgetHelpers(page(side), () => disk);
  expect(disk.all()).toEqual({ "sio.helpers.1": "{}" });
  forgetHelpers(page("class"), () => {
    throw new Error("no disk");
  });
});

it("empties the desks of the side that is not paired, and of no other", () => {
  const wiped: Side[] = [];
  for (const side of ["home", null, "class"] as const)
    forgetPages(page(side), (which) => {
      wiped.push(which);
    });
  expect(wiped).toEqual(["home", "class"]);
});
