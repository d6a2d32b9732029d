import { beforeEach, describe, expect, test } from "vitest";
import { memoryStore, type Store } from "./choices";
import type { Up } from "./protocol";
import { FakeTime } from "./testing/fake-time";
import { UseJournal } from "./use";

const A = "c0ffee00-0001-4a6b-9c3d-2f4e5a6b7c8d";
const B = "c0ffee00-0002-4a6b-9c3d-2f4e5a6b7c8d";
const START = 1_795_000_000_000;

let time: FakeTime;
let store: Store;
let sent: Up[];
let online: boolean;
let journal: UseJournal;

function load(): UseJournal {
  return new UseJournal({
    store,
    key: "sio.use",
    time,
    now: () => time.now(),
    send: (message) => {
      if (online) sent.push(message);
      return online;
    },
  });
}

function use(connection: string, startedAfter: number, stoppedAfter: number): Up {
  const moments = { started_at: START + startedAfter, stopped_at: START + stoppedAfter };
  return { type: "use", connection, ...moments };
}

beforeEach(() => {
  time = new FakeTime(START);
  store = memoryStore();
  sent = [];
  online = true;
  journal = load();
});

test("use is reported soon after the start, every half minute, and at the end", async () => {
  journal.begin(A, START);
  await time.pass(1000);
  journal.noted(A, START + 1000);
  await time.pass(29_000);
  journal.noted(A, START + 30_000);
  await time.pass(12_000);
  journal.stop();
  expect(sent).toEqual([use(A, 0, 1000), use(A, 0, 30_000), use(A, 0, 42_000)]);
});

test("the first second is for the picture, not for us", async () => {
  journal.begin(A, START);
  await time.pass(999);
  expect(sent).toEqual([]);
});

test("what lasted less than a second is reported once", async () => {
  journal.begin(A, START);
  await time.pass(400);
  journal.stop();
  await time.pass(5000);
  expect(sent).toEqual([use(A, 0, 400)]);
});

test("what is noted is forgotten, once it is over", async () => {
  journal.begin(A, START);
  journal.noted(A, START);
  await time.pass(5000);
  expect(store.getItem("sio.use")).not.toBeNull();
  journal.stop();
  journal.noted(A, START + 4999);
  expect(store.getItem("sio.use")).not.toBeNull();
  journal.report();
  journal.noted(A, START + 5000);
  expect(store.getItem("sio.use")).toBeNull();
});

test("a later moment noted by the other side is as good", () => {
  journal.begin(A, START);
  journal.stop();
  journal.noted(A, START + 90_000);
  expect(store.getItem("sio.use")).toBeNull();
});

test("without an answer it is reported again", async () => {
  journal.begin(A, START);
  journal.stop();
  await time.pass(60_000);
  expect(sent.filter((m) => m.type === "use").length).toBeGreaterThanOrEqual(3);
});

describe("a crash", () => {
  test("loses at most five seconds, and is reported at the next welcome", async () => {
    journal.begin(A, START);
    await time.pass(64_000);
    journal.close();
    sent = [];
    await time.pass(3_600_000);
    const next = load();
    next.report();
    next.stop();
    expect(sent).toEqual([use(A, 0, 60_000), use(A, 0, 60_000)]);
  });

  test("is a connection to come back to, until it is stopped", async () => {
    journal.begin(A, START);
    await time.pass(6000);
    const next = load();
    expect(next.running()).toMatchObject({
      connection: A,
      startedAt: START,
      aliveAt: START + 5000,
    });
    next.begin(A, START + 9_999_999);
    next.stop();
    expect(load().running()).toBeNull();
  });
});

test("while the line is down no use is counted", async () => {
  journal.begin(A, START);
  await time.pass(10_000);
  journal.pause();
  await time.pass(60_000);
  journal.stop();
  expect(sent.at(-1)).toEqual(use(A, 0, 10_000));
});

test("a connection that the server will never note is given up, trouble is not", () => {
  journal.begin(A, START);
  journal.stop();
  journal.refused("core.storage_away");
  expect(store.getItem("sio.use")).not.toBeNull();
  journal.report();
  journal.refused("lessons.use_refused");
  expect(store.getItem("sio.use")).toBeNull();
});

test("several connections are reported one after the other", () => {
  online = false;
  journal.begin(A, START);
  journal.stop();
  journal.begin(B, START);
  journal.stop();
  online = true;
  journal.report();
  expect(sent).toEqual([use(A, 0, 0)]);
  journal.noted(A, START);
  expect(sent).toEqual([use(A, 0, 0), use(B, 0, 0)]);
});

test("two windows of one side do not write over each other", () => {
  online = false;
  const other = load();
  journal.begin(A, START);
  other.begin(B, START);
  journal.stop();
  other.stop();
  const known = JSON.parse(store.getItem("sio.use") ?? "[]") as { connection: string }[];
  expect(known.map(({ connection }) => connection)).toEqual([A, B]);
});

test.each(["", "nonsense", "7", '[{"connection":7}]', "[null]"])(
  "what it cannot read on disk (%s) is nothing",
  (text) => {
    store.setItem("sio.use", text);
    expect(load().running()).toBeNull();
    journal.begin(A, START);
    expect(load().running()?.connection).toBe(A);
  },
);

test("a full disk stops no report", () => {
  store = {
    ...memoryStore(),
    setItem: () => {
      throw new DOMException("", "QuotaExceededError");
    },
  };
  journal = load();
  journal.begin(A, START);
  journal.stop();
  expect(sent).toEqual([use(A, 0, 0)]);
});
