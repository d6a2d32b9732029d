import { beforeEach, describe, expect, test } from "vitest";
import { AIM_KEY, AimMemory } from "./aim-memory";
import { memoryStore, type Store } from "./choices";
import { lensOf, type Lens, turns } from "./lens";
import { silentLogger } from "./logger";
import { WHOLE } from "./region";
import { FakeTime, settle } from "./testing/fake-time";

const RANGE = { min: 100, max: 400, step: 1 };
let store: Store;
let time: FakeTime;
let taken: number[];
let answer: (taken: boolean) => void;
let failed: number;

/** It answers when the test says so. */
function camera(capabilities: object): MediaStreamTrack {
  return {
    getCapabilities: () => capabilities,
    getSettings: () => ({}),
    applyConstraints: ({ advanced }: { advanced: readonly { zoom: number }[] }) => {
      taken.push(advanced[0]!.zoom);
      return new Promise<void>((resolve, reject) => {
        answer = (isTaken) => (isTaken ? resolve() : reject(new DOMException("", "SecurityError")));
      });
    },
  } as unknown as MediaStreamTrack;
}

function lens(): Lens {
  return lensIn(camera({ zoom: RANGE }))!;
}

function lensIn(camera: MediaStreamTrack): Lens | null {
  const onFailed = () => (failed += 1);
  return lensOf({ camera, memory: new AimMemory(store), time, logger: silentLogger, onFailed });
}

beforeEach(() => {
  store = memoryStore();
  time = new FakeTime();
  taken = [];
  failed = 0;
});

test("of many wishes the last is carried out, ten a second at most", async () => {
  const one = lens();
  const there: number[] = [];
  const wish = (zoom: number) => one.turn({ zoom }, () => there.push(zoom));
  for (const zoom of [110, 120, 130]) wish(zoom);
  expect(taken).toEqual([110]);
  answer(true);
  await settle();
  wish(140);
  await time.pass(99);
  expect(taken).toEqual([110]);
  await time.pass(1);
  expect(taken).toEqual([110, 140]);
  answer(true);
  await settle();
  expect(there).toEqual([110, 140]);
  one.close();
});

test("where it is already it is not sent again", async () => {
  const one = lens();
  one.turn({ zoom: 110 }, () => undefined);
  answer(true);
  await time.pass(200);
  let isThere = false;
  one.turn({ zoom: 110 }, () => (isThere = true));
  expect([taken, isThere]).toEqual([[110], true]);
});

test("a camera that refuses is left alone from then on", async () => {
  const one = lens();
  one.turn({ zoom: 110 }, () => undefined);
  answer(false);
  await settle();
  one.turn({ zoom: 120 }, () => undefined);
  await time.pass(1000);
  expect([taken, failed]).toEqual([[110], 1]);
});

test("a camera that stands still has none", () => {
  expect(lensIn(camera({}))).toBeNull();
  expect(lensIn({} as MediaStreamTrack)).toBeNull();
});

test("a lens or a head alone will do", () => {
  expect(turns(camera({ zoom: RANGE }))).toBe(true);
  expect(turns(camera({ pan: RANGE, tilt: RANGE }))).toBe(true);
  expect(turns({} as MediaStreamTrack)).toBe(false);
});

test("one that was unplugged is not told to go back", async () => {
  const one = camera({ zoom: RANGE });
  const lost = lensIn(one)!;
  lost.turn({ zoom: 400 }, () => undefined);
  answer(true);
  await settle();
  Object.assign(one, { readyState: "ended" });
  lost.home();
  expect(taken).toEqual([400]);
});

describe("a head that a crash left turned away", () => {
  const RIGHT = { x: 1, y: 0, size: 1 };
  const PAN = { min: -360_000, max: 360_000, step: 3600 };
  let looks: { pan: number; tilt: number };

  function head(): MediaStreamTrack {
    return {
      getCapabilities: () => ({ pan: PAN, tilt: PAN }),
      getSettings: () => ({ deviceId: "head", ...looks }),
      applyConstraints: ({ advanced }: { advanced: readonly { pan: number; tilt: number }[] }) => {
        looks = advanced[0]!;
        return Promise.resolve();
      },
    } as unknown as MediaStreamTrack;
  }

  beforeEach(async () => {
    looks = { pan: 7200, tilt: -3600 };
    const before = lensIn(head())!;
    before.turn(before.aimAt(RIGHT).settings, () => undefined);
    await settle();
    expect(looks).toEqual({ pan: 7200 + 64 * 3600, tilt: -3600 });
  });

  test("goes back to where the class had aimed it", async () => {
    const after = lensIn(head())!;
    expect(after.aimAt(WHOLE).settings).toEqual({ pan: 7200, tilt: -3600 });
    expect(after.aimAt(RIGHT).settings).toEqual(looks);
    after.turn(after.aimAt(WHOLE).settings, () => undefined);
    await settle();
    expect(store.getItem(AIM_KEY)).toBeNull();
  });

  test("is where somebody has aimed it since", () => {
    looks = { pan: -3600, tilt: 0 };
    expect(lensIn(head())!.aimAt(WHOLE).settings).toEqual(looks);
  });

  test.each(["", "null", "7", '{"device":"head"}', "{"])("%s on the disk is no aim", (text) => {
    store.setItem(AIM_KEY, text);
    expect(lensIn(head())!.aimAt(WHOLE).settings).toEqual(looks);
  });

  test("turns on a full disk too", async () => {
    const fails = () => {
      throw new DOMException("", "QuotaExceededError");
    };
    store = { getItem: fails, setItem: fails, removeItem: fails };
    const one = lensIn(head())!;
    let isThere = false;
    one.turn(one.aimAt(RIGHT).settings, () => (isThere = true));
    await settle();
    expect([isThere, failed]).toEqual([true, 0]);
  });
});
