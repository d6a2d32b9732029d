import { expect, test } from "vitest";
import { FakeTime, settle } from "./testing/fake-time";
import { type Disk, pageDisk } from "./trust-disk";

/** An IDBFactory that does as it is told. */
function factoryOf(open: () => unknown): IDBFactory {
  return { open } as unknown as IDBFactory;
}

interface Request {
  readonly result: unknown;
  readonly error: Error | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

function request(result: unknown): Request {
  return { result, error: null, onsuccess: null, onerror: null };
}

function answered(result: unknown): Request {
  const made = request(result);
  queueMicrotask(() => made.onsuccess?.());
  return made;
}

/** A database in which `kept` stands under every name. */
function holding(kept: unknown): unknown {
  const store = { get: () => answered(kept), put: () => answered(undefined) };
  return { transaction: () => ({ objectStore: () => store }) };
}

function diskOf(factory: IDBFactory | null): { disk: Disk; time: FakeTime; lost: () => number } {
  const time = new FakeTime();
  let lost = 0;
  const disk = pageDisk(factory, time, () => {
    lost += 1;
  });
  return { disk, time, lost: () => lost };
}

/** What it says within five seconds: the value, or that it failed. */
async function said(time: FakeTime, read: Promise<unknown>): Promise<unknown> {
  const outcome = read.catch(() => "failed");
  await time.pass(5000);
  return outcome;
}

test("what stands there is read", async () => {
  const { disk, time, lost } = diskOf(factoryOf(() => answered(holding("kept"))));
  expect(await said(time, disk.read("a"))).toBe("kept");
  expect(lost()).toBe(0);
});

const FORBIDDEN: [string, IDBFactory | null][] = [
  ["missing", null],
  [
    "forbidden",
    factoryOf(() => {
      throw new DOMException("", "SecurityError");
    }),
  ],
];

test.each(FORBIDDEN)("a disk that is %s is memory", async (_how, factory) => {
  const { disk, lost } = diskOf(factory);
  await disk.write("a", 1);
  expect(await disk.read("a")).toBe(1);
  expect(await disk.keep("a", 2, (value) => value === 1)).toBe(1);
  expect(lost()).toBe(1);
});

test("one that does not answer is not an empty one", async () => {
  const { disk, time, lost } = diskOf(factoryOf(() => request(null)));
  expect(await said(time, disk.read("a"))).toBe("failed");
  expect(await said(time, disk.write("a", 1))).toBe("failed");
  expect(await said(time, disk.read("a"))).toBe("failed");
  expect(lost()).toBe(1);
});

test("nor is one that breaks", async () => {
  const broken = {
    transaction: () => {
      throw new DOMException("", "InvalidStateError");
    },
  };
  const { disk, time } = diskOf(factoryOf(() => answered(broken)));
  expect(await said(time, disk.write("a", 1))).toBe("failed");
  expect(await said(time, disk.read("a"))).toBe("failed");
});

test("one that opens late is read then", async () => {
  const opening = request(holding("kept"));
  const { disk, time } = diskOf(factoryOf(() => opening));
  expect(await said(time, disk.read("a"))).toBe("failed");
  opening.onsuccess?.();
  expect(await said(time, disk.read("a"))).toBe("kept");
});

test("one that fails to open is opened again", async () => {
  const failing = request(null);
  const requests = [() => failing, () => answered(holding("kept"))];
  const { disk, time } = diskOf(factoryOf(() => requests.shift()!()));
  failing.onerror?.();
  await settle();
  expect(await said(time, disk.read("a"))).toBe("kept");
});
