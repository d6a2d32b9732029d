import { expect, test } from "vitest";
import { type KeptPage, type Owner, PagesStore, type Row, staying, WITHIN_MS } from "./pages-store";
import { FakeTime } from "./testing/fake-time";

// What a disk keeps and deletes is told by a browser: tests/e2e/test_pages_kept.py.

const NOW = 1_795_000_000_000;
const OWNER: Owner = { side: "home", traject: 1, pairing: 7 };
const PAGE: KeptPage = {
  ...{ id: 1, photo: new Blob(["photo"]), made: null, corners: null, clear: true },
};

function row(id: number, at: number, owner: Partial<Owner> = {}): Row {
  return { ...PAGE, ...OWNER, ...owner, id, at };
}

test("a desk stays as a whole while its last page is recent", () => {
  const desk = [row(1, NOW - WITHIN_MS - 1), row(2, NOW - WITHIN_MS)];
  expect(staying(desk, OWNER, NOW)).toEqual(desk);
  expect(staying(desk, OWNER, NOW + 1)).toEqual([]);
});

test("nor does one stay whose moment is still to come, or is none", () => {
  const rows = [row(1, NOW + WITHIN_MS + 1), row(2, Number.NaN, { traject: 2 })];
  expect(staying(rows, OWNER, NOW)).toEqual([]);
});

test("pages of another pairing of this side go, whoever's they are; the other side's stay", () => {
  const rows = [
    row(1, NOW, { pairing: 6 }),
    row(2, NOW, { traject: 2, pairing: 6 }),
    row(3, NOW, { traject: 2 }),
    row(4, NOW, { side: "class", pairing: 6 }),
  ];
  expect(staying(rows, OWNER, NOW).map(({ id }) => id)).toEqual([3, 4]);
});

/** An IDBFactory that does as it is told. */
function factoryOf(open: () => unknown): IDBFactory {
  return { open } as unknown as IDBFactory;
}

function raise(name: string): never {
  throw new DOMException("", name);
}

function opened(transaction: () => unknown): unknown {
  const request = {
    result: { transaction },
    onsuccess: null as (() => void) | null,
    onerror: null,
  };
  queueMicrotask(() => request.onsuccess?.());
  return request;
}

const DISKS: [string, IDBFactory | null][] = [
  ["is missing", null],
  ["is forbidden", factoryOf(() => raise("SecurityError"))],
  ["does not answer", factoryOf(() => ({}))],
  ["breaks", factoryOf(() => opened(() => raise("InvalidStateError")))],
  [
    "is full",
    factoryOf(() =>
      opened(() => ({ objectStore: () => ({ put: () => raise("QuotaExceededError") }) })),
    ),
  ],
];

test.each(DISKS)("a disk that %s keeps nothing, and holds nothing up", async (_how, factory) => {
  const time = new FakeTime(NOW);
  const store = new PagesStore(factory, OWNER, time);
  void store.keep(PAGE);
  const found = store.bringBack();
  void store.drop([PAGE.id]);
  void store.empty();
  await time.pass(5000);
  expect(await found).toEqual([]);
});
