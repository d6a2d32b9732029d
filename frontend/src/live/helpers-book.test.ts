import { expect, test } from "vitest";
import { onDay, withChild, NOBODY } from "./helpers";
import { HelpersBook, wipe } from "./helpers-book";
import { diskWith } from "./testing/fake-disk";

const LIST = onDay(withChild(NOBODY, "Lina", "1")!, "2026-11-27");

test("what was kept is there after a reload", () => {
  const disk = diskWith();
  expect(new HelpersBook(disk, 7).keep(LIST)).toBe(true);
  expect(new HelpersBook(disk, 7).helpers).toEqual(LIST);
});

test("another pairing finds nothing, and wipes what was there", () => {
  const disk = diskWith({ "sio.keys": "on" });
  new HelpersBook(disk, 7).keep(LIST);
  expect(new HelpersBook(disk, 8).helpers).toEqual(NOBODY);
  expect(disk.all()).toEqual({ "sio.keys": "on" });
});

test("a device that is unpaired forgets at once", () => {
  const disk = diskWith();
  const book = new HelpersBook(disk, 7);
  book.keep(LIST);
  book.wipe();
  expect([book.helpers, disk.all()]).toEqual([NOBODY, {}]);
});

test.each([
  ["{"],
  ["null"],
  ["[]"],
  ['{"children": 3}'],
  ['{"children": [{"id": "", "name": ""}]}'],
])("what cannot be read (%s) is nobody", (text) => {
  expect(new HelpersBook(diskWith({ "sio.helpers.7": text }), 7).helpers).toEqual(NOBODY);
});

test("jobs of whom is not there are dropped", () => {
  const torn = { ...LIST, jobs: { buddy: "nobody", nothing: "1" }, absent: ["nobody"] };
  const disk = diskWith({ "sio.helpers.7": JSON.stringify(torn) });
  expect(new HelpersBook(disk, 7).helpers).toEqual({ ...LIST, jobs: {}, absent: [] });
});

test("a full disk keeps nothing and breaks nothing", () => {
  const disk = diskWith();
  disk.fill();
  const book = new HelpersBook(disk, 7);
  expect(book.keep(LIST)).toBe(false);
  expect(book.helpers).toEqual(LIST);
});

test("a disk that may not be read is left alone", () => {
  const broken = {
    ...diskWith(),
    get length(): number {
      throw new Error("forbidden");
    },
  };
  expect(() => wipe(broken, "")).not.toThrow();
});
