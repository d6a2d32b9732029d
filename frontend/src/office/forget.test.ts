import { expect, it } from "vitest";
import { forgetHelpers } from "./forget";
import { diskWith } from "../live/testing/fake-disk";

const page = (asks: boolean) =>
  ({ querySelector: () => (asks ? {} : null) }) as unknown as ParentNode;

it("forgets the names of every pairing, and nothing else", () => {
  const disk = diskWith({ "sio.helpers.1": "{}", "sio.helpers.22": "{}", "sio.keys": "on" });
  forgetHelpers(page(true), () => disk);
  expect(disk.all()).toEqual({ "sio.keys": "on" });
});

it("does nothing on another page, nor where there is no disk", () => {
  const disk = diskWith({ "sio.helpers.1": "{}" });
  forgetHelpers(page(false), () => disk);
  expect(disk.all()).toEqual({ "sio.helpers.1": "{}" });
  forgetHelpers(page(true), () => {
    throw new Error("no disk");
  });
});
