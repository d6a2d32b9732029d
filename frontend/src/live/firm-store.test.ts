import { expect, test } from "vitest";
import { memoryStore } from "./choices";
import { firmStore } from "./firm-store";
import { FakeTime, settle } from "./testing/fake-time";
import { type Disk, memoryDisk } from "./trust-disk";

const KEYS = ["use", "choices"];

function stored(disk: Pick<Disk, "read" | "write">, quick = memoryStore(), time = new FakeTime()) {
  return firmStore({ quick, disk, keys: KEYS, time });
}

test("what was said just before a crash is there after it", async () => {
  const disk = memoryDisk();
  const before = await stored(disk);
  before.setItem("use", "first");
  before.setItem("use", "running");
  const after = await stored(disk);
  expect([after.getItem("use"), after.getItem("choices")]).toEqual(["running", null]);
});

test("what was removed stays away", async () => {
  const disk = memoryDisk();
  const before = await stored(disk);
  before.setItem("use", "running");
  before.removeItem("use");
  expect((await stored(disk)).getItem("use")).toBeNull();
});

test("what is said again and again is written once", async () => {
  let writes = 0;
  const disk = memoryDisk();
  const counting = {
    read: (name: string) => disk.read(name),
    write: (name: string, value: unknown) => {
      writes += 1;
      return disk.write(name, value);
    },
  };
  const store = await stored(counting);
  for (let i = 0; i < 10; i++) store.setItem("choices", "camera off");
  store.removeItem("choices");
  store.setItem("choices", "camera off");
  expect(writes).toBe(3);
});

test("what the quick store still knows is newer", async () => {
  const disk = memoryDisk();
  await disk.write("store.use", "old");
  const quick = memoryStore();
  quick.setItem("use", "new");
  expect((await stored(disk, quick)).getItem("use")).toBe("new");
});

test("a disk that hangs holds up the page for half a second at most", async () => {
  const time = new FakeTime();
  const hangs = { read: () => new Promise(() => undefined), write: () => Promise.resolve() };
  let isReady = false;
  void stored(hangs, memoryStore(), time).then(() => {
    isReady = true;
  });
  await time.pass(499);
  expect(isReady).toBe(false);
  await time.pass(2);
  expect(isReady).toBe(true);
});

test("a disk that refuses leaves the quick store as it is", async () => {
  const refuses = {
    read: () => Promise.reject(new Error()),
    write: () => Promise.reject(new Error()),
  };
  const store = await stored(refuses);
  store.setItem("use", "running");
  await settle();
  expect(store.getItem("use")).toBe("running");
});

test("a quick store that is full still throws, and the firm one has it", async () => {
  const disk = memoryDisk();
  const full = {
    ...memoryStore(),
    setItem: () => {
      throw new Error("full");
    },
  };
  const store = await stored(disk, full);
  expect(() => store.setItem("use", "running")).toThrow("full");
  expect(await disk.read("store.use")).toBe("running");
});
