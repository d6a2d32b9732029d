import { describe, expect, test } from "vitest";
import {
  type Glance,
  LOOK_EVERY_MS,
  type Trouble,
  troubleOf,
  UNSEEN,
  watchedAfter,
} from "./camera-watch";
import { CameraWatcher } from "./camera-watcher";
import { brightnessIn } from "./peephole";
import { FakeTrack } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";

type See = (i: number) => Partial<Glance>;

function looks(count: number, see: See): Trouble | null {
  let watched = UNSEEN;
  for (let i = 0; i < count; i++) {
    const moving = { frames: 60 * i, print: i, lightest: 200, width: 1920, height: 1080 };
    watched = watchedAfter(watched, { at: i * LOOK_EVERY_MS, ...moving, ...see(i) });
  }
  return troubleOf(watched);
}

describe("a camera", () => {
  test.each<[string, See, Trouble | null]>([
    ["that moves", () => ({}), null],
    ["with a lens cap", () => ({ lightest: 16 }), "black"],
    ["in a dark room with one lamp", () => ({ lightest: 90 }), null],
    ["that gives no frame any more", (i) => ({ frames: i === 0 ? 0 : 30 }), "frozen"],
    ["that gives the same frame over and over", () => ({ print: 7 }), "frozen"],
    ["that never gave one", () => ({ frames: 0, width: 0, height: 0, lightest: null }), "frozen"],
    ["of one frame a second", (i) => ({ frames: 2 * i }), "slow"],
    ["of five frames a second", (i) => ({ frames: 10 * i }), null],
    ["on its side", () => ({ width: 1080, height: 1920 }), "upright"],
    ["on its side and black", () => ({ width: 1080, height: 1920, lightest: 0 }), "black"],
  ])("%s", (_name, see, trouble) => {
    expect(looks(5, see)).toBe(trouble);
  });

  test("is found out within six seconds, and not by one look", () => {
    const black = () => ({ lightest: 0 });
    const still = () => ({ print: 7 });
    expect([looks(2, black), looks(3, black)]).toEqual([null, "black"]);
    expect([looks(2, still), looks(3, still)]).toEqual([null, "frozen"]);
  });

  test("that is good again is good at the next look", () => {
    expect(looks(6, (i) => ({ lightest: i < 5 ? 0 : 120 }))).toBeNull();
    expect(looks(6, (i) => (i < 5 ? { print: 7 } : {}))).toBeNull();
  });
});

test("of what is looked at the trouble is told once, and gone with the track", async () => {
  const time = new FakeTime();
  let changes = 0;
  let closed = 0;
  const watcher = new CameraWatcher({
    time,
    open: () => ({
      look: () => ({
        at: time.now(),
        frames: time.now(),
        width: 16,
        height: 9,
        lightest: 0,
        print: time.now(),
      }),
      close: () => void (closed += 1),
    }),
    onChange: () => void (changes += 1),
  });
  watcher.watch({ board: new FakeTrack("video").asTrack(), room: null });
  await time.pass(20_000);
  expect([watcher.troubleOf("board"), watcher.troubleOf("room"), changes]).toEqual([
    "black",
    null,
    1,
  ]);
  watcher.watch({ board: null, room: null });
  expect([watcher.troubleOf("board"), closed]).toEqual([null, 1]);
  watcher.close();
});

test("a page that is not on the screen says nothing of its cameras", async () => {
  const time = new FakeTime();
  const watcher = new CameraWatcher({
    time,
    open: () => ({ look: () => null, close: () => undefined }),
    onChange: () => undefined,
  });
  watcher.watch({ board: new FakeTrack("video").asTrack(), room: null });
  await time.pass(20_000);
  expect(watcher.troubleOf("board")).toBeNull();
});

test("the lightest spot counts, and one other value is another picture", () => {
  const picture = new Uint8ClampedArray(4 * 64);
  expect(brightnessIn(picture).lightest).toBe(0);
  const spot = picture.slice();
  spot.set([255, 255, 255, 255], 40);
  expect(brightnessIn(spot).lightest).toBe(255);
  const other = picture.slice();
  other[41] = 1;
  expect(brightnessIn(other).print).not.toBe(brightnessIn(picture).print);
});
