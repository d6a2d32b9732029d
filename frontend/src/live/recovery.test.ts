import { describe, expect, test } from "vitest";
import { flowed, healthy, type Health, hurried, Recovery, waited } from "./recovery";
import { FakeTime } from "./testing/fake-time";

const PATIENCE_MS = 1500;
const WATCH_MS = 100;

/** What the policy asks for, and when, if nothing comes in from 0 on. */
function silence(untilMs: number, from: Health = healthy(0)): [number, string][] {
  const acts: [number, string][] = [];
  let health = from;
  for (let now = 0; now <= untilMs; now += 50) {
    const step = waited(health, now, PATIENCE_MS);
    health = step.health;
    for (const act of step.acts) acts.push([now, act]);
  }
  return acts;
}

test("half a second of silence is a stall; a new path is looked for from 1.5 s on, every 2 s", () => {
  expect(silence(6000)).toEqual([
    [500, "stalled"],
    [1500, "restart"],
    [3500, "restart"],
    [5500, "restart"],
  ]);
});

test("a page that beats once a second is not called stalled for that", () => {
  const slow = flowed({ ...healthy(-1000), lastFlowAt: -1000 }, 0, true).health;
  expect(silence(1400, slow)).toEqual([]);
  expect(silence(1600, slow)).toEqual([
    [1500, "stalled"],
    [1500, "restart"],
  ]);
});

test("what comes in after a stall is told once", () => {
  const stalled = waited(healthy(0), 600, PATIENCE_MS).health;
  const back = flowed(stalled, 700, false);
  expect(back.acts).toEqual(["flowing"]);
  expect(flowed(back.health, 800, true).acts).toEqual([]);
});

test("who wakes up looks for a new path at the first look", () => {
  const asleep = waited(healthy(0), 8 * 60 * 60_000, PATIENCE_MS);
  expect(asleep.acts).toEqual(["stalled", "restart", "keep"]);
});

test("another network is no reason to wait", () => {
  const step = hurried(healthy(0), 10);
  expect(step.acts).toEqual(["restart"]);
  expect(step.health.isStalled).toBe(false);
});

test("what was looked for with the old network's addresses is looked for again soon", () => {
  expect(silence(4000, hurried(healthy(0), 0).health)).toEqual([
    [500, "stalled"],
    [700, "restart"],
    [2700, "restart"],
  ]);
});

test("but not if it flows by then", () => {
  const flows = flowed(hurried(healthy(0), 0).health, 300, true).health;
  expect(silence(1700, flows)).toEqual([[800, "stalled"]]);
});

test("the silent paths are kept alive from 10 s on, every 12 s, counted anew after each silence", () => {
  const keeps = (from: Health) => silence(45_000, from).filter(([, act]) => act === "keep");
  const at = [10_000, 22_000, 34_000].map((ms) => [ms, "keep"]);
  expect(keeps(healthy(0))).toEqual(at);
  const silent = waited(healthy(0), 34_000, PATIENCE_MS).health;
  expect(silent.keeps).toBe(3);
  expect(keeps(flowed(silent, 0, false).health)).toEqual(at);
});

describe("the driver", () => {
  function drive(bytes: () => number | null | Promise<number>) {
    const time = new FakeTime(0);
    const did: string[] = [];
    const note = (what: string) => () => void did.push(`${time.now()} ${what}`);
    const recovery = new Recovery({
      peer: {
        bytesReceived: () => Promise.resolve(bytes()),
        restartIce: note("restart"),
        keepPaths: () => void did.push(`${time.now()} keep`),
        keyFrame: note("whole picture"),
      },
      time,
      patienceMs: PATIENCE_MS,
      onStalled: note("stalled"),
      onFlowing: note("flowing"),
    });
    recovery.start();
    return { time, did, recovery };
  }

  test("does not look at the counters while the beat is heard", async () => {
    let looks = 0;
    const { time, did, recovery } = drive(() => {
      looks += 1;
      return 0;
    });
    for (let i = 0; i < 20; i++) {
      await time.pass(250);
      recovery.beat();
    }
    expect([looks, did]).toEqual([0, []]);
  });

  test("without beats, growing bytes are enough", async () => {
    let bytes = 0;
    const { time, did } = drive(() => (bytes += 100));
    await time.pass(10_000);
    expect(did).toEqual([]);
  });

  test("asks for whole pictures at once, after a quarter and after a whole second", async () => {
    let bytes: number | null = 0;
    const { time, did } = drive(() => bytes);
    await time.pass(2000);
    bytes = 500;
    await time.pass(2000);
    const back = did.findIndex((line) => line.endsWith("flowing"));
    expect(did.slice(0, 2)).toEqual(["500 stalled", "1500 restart"]);
    expect(did.slice(back - 1, back + 3).map((line) => line.replace(/^\d+ /, ""))).toEqual([
      "whole picture",
      "flowing",
      "whole picture",
      "stalled",
    ]);
  });

  test("keeps its clock at every silence, not only at the first of a call", async () => {
    let bytes = 0;
    const { time, did, recovery } = drive(() => bytes);
    const flow = async (ms: number) => {
      const end = time.now() + ms;
      while (time.now() < end) {
        bytes += 1000;
        await time.pass(250);
        recovery.beat();
      }
    };
    const firstOf = (act: string, from: number) => {
      const acts = did.map((line) => line.split(" "));
      const first = acts.find(([at, what]) => what === act && Number(at) > from);
      return Number(first?.[0]) - from;
    };
    await flow(2000);
    await time.pass(2000);
    await flow(10_000);
    await time.pass(3000);
    for (const from of [2000, 14_000]) {
      expect(firstOf("stalled", from)).toBeLessThanOrEqual(500 + WATCH_MS);
      expect(firstOf("restart", from)).toBeLessThanOrEqual(1500 + WATCH_MS);
    }
  });

  test("counters that were read before a beat say nothing about the silence after it", async () => {
    let answer: (bytes: number) => void = () => undefined;
    const slow = new Promise<number>((resolve) => {
      answer = resolve;
    });
    const counts = [slow, 2000];
    const { time, did, recovery } = drive(() => counts.shift() ?? 2000);
    await time.pass(400);
    recovery.beat();
    answer(1000);
    await time.pass(2000);
    expect(did.slice(0, 2)).toEqual(["1000 stalled", "1900 restart"]);
  });

  test("a beat ends a stall at once", async () => {
    const { time, did, recovery } = drive(() => null);
    await time.pass(700);
    recovery.beat();
    expect(did.slice(-2)).toEqual(["700 whole picture", "700 flowing"]);
  });

  test("a returned socket hurries only what is stalled", async () => {
    const { time, did, recovery } = drive(() => 0);
    recovery.signallingBack();
    expect(did).toEqual([]);
    await time.pass(700);
    recovery.signallingBack();
    expect(did.at(-1)).toBe("700 restart");
  });

  test("a line that flows is restarted by hints at most once in five seconds", async () => {
    let bytes = 0;
    const { time, did, recovery } = drive(() => (bytes += 100));
    for (let i = 0; i < 20; i++) {
      recovery.networkChanged();
      await time.pass(500);
    }
    expect(did).toEqual(["0 restart", "5000 restart"]);
  });

  test("one that stands still, by each of them", async () => {
    const { time, did, recovery } = drive(() => 0);
    recovery.networkChanged();
    await time.pass(600);
    recovery.networkChanged();
    expect(did.filter((line) => line.endsWith("restart")).length).toBe(2);
  });

  test("closing ends everything", async () => {
    const { time, did, recovery } = drive(() => 0);
    recovery.close();
    await time.pass(5000);
    expect(did).toEqual([]);
  });

  test("closing ends it too while a beat or a look is on its way", async () => {
    let looks = 0;
    const { time, did, recovery } = drive(() => {
      looks += 1;
      return 0;
    });
    await time.pass(700);
    recovery.close();
    const before = [looks, ...did];
    recovery.beat();
    recovery.networkChanged();
    await time.pass(5000);
    expect([looks, ...did]).toEqual(before);
  });
});
