import { beforeEach, expect, test } from "vitest";
import { lensOf, type Lens } from "./lens";
import { silentLogger } from "./logger";
import { FakeTime, settle } from "./testing/fake-time";

const RANGE = { min: 100, max: 400, step: 1 };
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
  const onFailed = () => (failed += 1);
  return lensOf({ camera: camera({ zoom: RANGE }), time, logger: silentLogger, onFailed })!;
}

beforeEach(() => {
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
  const options = { time, logger: silentLogger, onFailed: () => undefined };
  expect(lensOf({ camera: camera({}), ...options })).toBeNull();
  expect(lensOf({ camera: {} as MediaStreamTrack, ...options })).toBeNull();
});
