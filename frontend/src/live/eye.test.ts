import { beforeEach, describe, expect, test } from "vitest";
import { memoryStore, type Store } from "./choices";
import { Eye, type EyeOptions } from "./eye";
import { silentLogger } from "./logger";
import { WHOLE, WITHIN } from "./region";
import type { SteerWord } from "./steering";
import { FakeCroppers } from "./testing/fake-cropper";
import { FakeTrack } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";

const CORNER = { x: 0.75, y: 0.75, size: 0.25 };
const TOP = { x: 0.25, y: 0, size: 0.5 };

let time: FakeTime;
let croppers: FakeCroppers;
let store: Store;
let said: SteerWord[];
let changes: number;
let room: string;
let camera: FakeTrack;
let eye: Eye;

function load(change: Partial<EyeOptions> = {}): Eye {
  return new Eye({
    newCropper: croppers.create,
    isFramed: false,
    store,
    key: "k",
    room: () => room,
    time,
    logger: silentLogger,
    say: (word) => said.push(word),
    onChange: () => (changes += 1),
    ...change,
  });
}

const sent = () => eye.sent(camera.asTrack())?.getSettings().deviceId;
const look = (n: number, region = CORNER) => eye.hear({ type: "look", n, ...region });
const told = () => said.at(-1);

beforeEach(() => {
  time = new FakeTime();
  croppers = new FakeCroppers();
  store = memoryStore();
  said = [];
  changes = 0;
  room = "B12";
  camera = new FakeTrack("video", "board");
  eye = load();
});

describe("what leaves", () => {
  test("of the whole the camera's own picture, at no cost", () => {
    expect([sent(), croppers.made.length]).toEqual(["board", 0]);
    expect(told()).toEqual({
      ...{ type: "view", n: 0, ...WHOLE },
      ...{ reach: WITHIN, by: "crop", locked: false, spots: [] },
    });
  });

  test("a part of it, and the whole again", async () => {
    sent();
    await time.pass(50);
    look(1);
    expect([sent(), croppers.open.length, changes > 0]).toEqual(["part of board", 1, true]);
    expect(told()).toMatchObject({ n: 1, ...CORNER });
    await time.pass(50);
    look(2, WHOLE);
    expect(told()).toMatchObject({ n: 2, ...WHOLE });
    // Until nobody looks around any more: the camera's own would have the encoder begin anew at once.
    expect([sent(), croppers.open[0]?.asked]).toEqual(["part of board", [CORNER, WHOLE]]);
    changes = 0;
    await time.pass(30_000);
    expect([sent(), croppers.open.length, changes]).toEqual(["board", 0, 1]);
    expect(told()).toMatchObject({ n: 2, ...WHOLE });
  });

  test("who looks again meanwhile has the same cutter", async () => {
    sent();
    look(1);
    look(2, WHOLE);
    await time.pass(29_000);
    look(3);
    await time.pass(60_000);
    expect([sent(), croppers.made.length, told()]).toMatchObject(["part of board", 1, CORNER]);
  });

  test("of one that draws the camera's own at once", () => {
    croppers.areCheap = false;
    sent();
    look(1);
    look(2, WHOLE);
    expect([sent(), croppers.open.length]).toEqual(["board", 0]);
  });

  test("in a pause the camera's own at once", () => {
    sent();
    look(1);
    look(2, WHOLE);
    eye.rest(true);
    expect([sent(), croppers.open.length]).toEqual(["board", 0]);
  });

  test("of a camera that came to give more pixels than are sent never all", () => {
    expect(sent()).toBe("board");
    camera.getSettings = () => ({ deviceId: "board", width: 3840, height: 2160 });
    expect([sent(), sent(), croppers.made.length]).toEqual(["part of board", "part of board", 1]);
  });

  test("for a photo, what the lesson had of it, before the camera gives more; then its own", () => {
    expect(sent()).toBe("board");
    changes = 0;
    eye.keepSize(true);
    expect([changes, sent(), croppers.open[0]?.asked]).toEqual([1, "part of board", [WHOLE]]);
    camera.getSettings = () => ({ deviceId: "board", width: 3840, height: 2160 });
    expect([sent(), croppers.made.length]).toEqual(["part of board", 1]);
    camera.getSettings = () => ({ deviceId: "board", width: 1920, height: 1080 });
    eye.keepSize(false);
    expect([changes, sent(), croppers.open.length]).toEqual([2, "board", 0]);
  });

  test("nor is a way to cut tried again where there is none", () => {
    croppers.isMissing = true;
    sent();
    camera.getSettings = () => ({ deviceId: "board", width: 3840, height: 2160 });
    expect([sent(), sent(), eye.view]).toEqual(["board", "board", null]);
  });

  test("of a camera with more pixels than are sent never all", () => {
    camera.getSettings = () => ({ deviceId: "board", width: 3840, height: 2160 });
    expect(sent()).toBe("part of board");
    expect(croppers.open[0]?.asked).toEqual([WHOLE]);
  });

  test("nothing of a camera that is off; the same part when it is back", () => {
    sent();
    look(1);
    expect(eye.sent(null)).toBeNull();
    expect([croppers.open.length, eye.view]).toEqual([0, null]);
    expect(sent()).toBe("part of board");
    expect(croppers.open[0]?.asked).toEqual([CORNER]);
  });

  test("of another camera the same part", () => {
    sent();
    look(1);
    camera = new FakeTrack("video", "other");
    expect(sent()).toBe("part of other");
    expect(croppers.made.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test.each([
    { x: -1, y: 0.5, size: 0.5 },
    { x: NaN, y: 0, size: 0.5 },
    { ...WHOLE, size: 9 },
  ])("%o: never outside its picture", (region) => {
    sent();
    look(1, region);
    const { x, y, size } = eye.view!.wanted;
    expect([x >= 0, y >= 0, x + size <= 1, y + size <= 1]).toEqual([true, true, true, true]);
  });

  test("a browser that cannot cut sends all, and says so", async () => {
    croppers.isMissing = true;
    sent();
    await time.pass(50);
    look(1);
    expect([sent(), eye.view]).toEqual(["board", null]);
    await time.pass(50);
    expect(told()).toMatchObject({ by: "none", ...WHOLE });
  });

  test("a cutter that breaks gives way to the camera's own picture", async () => {
    sent();
    look(1);
    croppers.open[0]?.onFailed();
    expect([sent(), eye.view]).toEqual(["board", null]);
    await time.pass(50);
    expect(told()).toMatchObject({ by: "none", ...WHOLE });
  });
});

describe("what is told", () => {
  test("a part is shown once a picture of it has left", () => {
    sent();
    croppers.isHeld = true;
    look(1);
    expect([eye.view?.wanted, eye.view?.shown]).toEqual([CORNER, WHOLE]);
    croppers.open[0]?.frame();
    expect(eye.view?.shown).toEqual(CORNER);
  });

  test("of a thousand wishes a second at most twenty are answered, the last among them", async () => {
    sent();
    await time.pass(50);
    said = [];
    for (let n = 1; n <= 1000; n++) {
      look(n, { x: n / 2000, y: 0, size: 0.5 });
      await time.pass(1);
    }
    await time.pass(100);
    expect(said.length).toBeLessThanOrEqual(22);
    expect(told()).toMatchObject({ n: 1000, x: 0.5 });
  });

  test("a wish that changes nothing is answered too", async () => {
    sent();
    await time.pass(50);
    look(7, WHOLE);
    expect(told()).toMatchObject({ n: 7, ...WHOLE });
  });

  test("a new page is told all", () => {
    sent();
    look(3);
    expect(eye.introduction()).toEqual([
      { type: "view", n: 3, ...CORNER, reach: WITHIN, by: "crop", locked: false, spots: [] },
    ]);
  });
});

describe("locked", () => {
  test("the pupil changes nothing, and is answered", async () => {
    sent();
    look(1);
    eye.lock(true);
    await time.pass(50);
    look(2, TOP);
    eye.hear({ type: "spot", n: 3, name: "board", keep: true });
    await time.pass(50);
    expect(eye.view).toMatchObject({ wanted: CORNER, locked: true, spots: [] });
    expect(told()).toMatchObject({ n: 3, ...CORNER, locked: true });
    eye.lock(false);
    look(4, TOP);
    expect(eye.view?.wanted).toEqual(TOP);
  });

  test("the class still does", () => {
    sent();
    eye.lock(true);
    eye.look(TOP);
    expect(eye.view).toMatchObject({ shown: TOP, locked: true });
  });

  test("also after a crash, and not in the next lesson", () => {
    eye.lock(true);
    eye = load();
    eye.recall();
    sent();
    expect(eye.view?.locked).toBe(true);
    eye.forget();
    eye = load();
    eye.recall();
    sent();
    expect(eye.view?.locked).toBe(false);
  });

  test("on a full disk as long as the page", () => {
    const fails = () => {
      throw new DOMException("", "QuotaExceededError");
    };
    eye = load({ store: { getItem: fails, setItem: fails, removeItem: fails } });
    eye.recall();
    sent();
    eye.lock(true);
    expect(eye.view?.locked).toBe(true);
    eye.forget();
  });
});

describe("places", () => {
  test("kept by the pupil, gone to by the class, and the other way round", () => {
    sent();
    look(1);
    eye.hear({ type: "spot", n: 2, name: "board", keep: true });
    eye.look(TOP);
    eye.keep("teacher");
    eye.goTo("board");
    expect(eye.view).toMatchObject({ shown: CORNER, spots: ["board", "teacher"] });
    eye.hear({ type: "spot", n: 3, name: "teacher", keep: false });
    expect(eye.view?.shown).toEqual(TOP);
  });

  test("one that nobody kept changes nothing", () => {
    sent();
    look(1);
    eye.hear({ type: "spot", n: 2, name: "class", keep: false });
    expect(eye.view?.shown).toEqual(CORNER);
  });

  test("each room has its own", async () => {
    sent();
    eye.keep("board");
    await time.pass(100);
    room = "B13";
    sent();
    expect(told()).toMatchObject({ spots: [] });
  });
});

test("the next lesson begins with the whole", () => {
  sent();
  look(5);
  eye.forget();
  expect([sent(), eye.introduction()[0]]).toMatchObject(["board", { n: 0, ...WHOLE }]);
});

test("a page that closes leaves nothing open", () => {
  sent();
  look(1);
  eye.close();
  expect(croppers.open).toEqual([]);
});

describe("a camera that turns", () => {
  const able = { zoom: { min: 100, max: 400, step: 1 } };
  let zooms: number[];
  let refuses: boolean;

  beforeEach(() => {
    [zooms, refuses] = [[], false];
    Object.assign(camera, {
      getCapabilities: () => able,
      applyConstraints: ({ advanced }: { advanced: readonly { zoom: number }[] }) => {
        if (refuses) return Promise.reject(new DOMException("", "NotAllowedError"));
        zooms.push(advanced[0]!.zoom);
        return Promise.resolve();
      },
    });
  });

  test("does as much as it can, and the rest is cut", async () => {
    sent();
    await time.pass(200);
    look(1, { x: 0.375, y: 0.375, size: 0.25 });
    await time.pass(200);
    expect([sent(), zooms]).toEqual(["board", [100, 400]]);
    expect(told()).toMatchObject({ by: "camera", n: 1, size: 0.25 });
    expect(eye.view?.shown).toEqual(WHOLE);
    look(2, { x: 0.4375, y: 0.4375, size: 0.125 });
    await time.pass(200);
    expect([sent(), zooms]).toEqual(["part of board", [100, 400]]);
    expect(eye.view?.shown.size).toBe(0.5);
  });

  test("is as the class had aimed it once it is not the board's any more", async () => {
    sent();
    await time.pass(200);
    look(1, { x: 0.375, y: 0.375, size: 0.25 });
    await time.pass(200);
    const next = new FakeTrack("video", "next").asTrack();
    expect(eye.sent(next)?.getSettings().deviceId).toBe("part of next");
    await time.pass(200);
    expect(zooms).toEqual([100, 400, 100]);
  });

  test("stands still beside other lines of this device, which have the same one", async () => {
    eye = load({ isFramed: true });
    const middle = { x: 0.375, y: 0.375, size: 0.25 };
    sent();
    await time.pass(200);
    look(1, middle);
    await time.pass(200);
    expect([sent(), zooms]).toEqual(["part of board", []]);
    expect(told()).toMatchObject({ by: "crop", n: 1, ...middle });
  });

  test("that refuses is cut instead", async () => {
    sent();
    await time.pass(200);
    refuses = true;
    const middle = { x: 0.375, y: 0.375, size: 0.25 };
    look(1, middle);
    await time.pass(200);
    expect([sent(), eye.view?.by, eye.view?.shown]).toEqual(["part of board", "crop", middle]);
  });
});

describe("a head without a lens", () => {
  const PAN = { min: -64 * 3600, max: 64 * 3600, step: 1 };
  const TILT = { min: 0, max: 19 * 3600, step: 1 };
  const BESIDE = { x: 0.5, y: -0.25, size: 1 };
  let looks: { readonly pan: number; readonly tilt: number };

  beforeEach(() => {
    looks = { pan: 0, tilt: 0 };
    Object.assign(camera, {
      getCapabilities: () => ({ pan: PAN, tilt: TILT }),
      getSettings: () => ({ deviceId: "board", ...looks }),
      applyConstraints: ({ advanced }: { advanced: readonly (typeof looks)[] }) => {
        looks = advanced[0]!;
        return Promise.resolve();
      },
    });
  });

  test("turns to what is beside the picture, and says how far it can", async () => {
    sent();
    await time.pass(200);
    expect(told()).toMatchObject({
      by: "camera",
      reach: { left: -1, top: -0.5, right: 2, bottom: 1 },
    });
    look(1, BESIDE);
    await time.pass(200);
    expect(looks).toEqual({ pan: 32 * 3600, tilt: 9.5 * 3600 });
    expect(told()).toMatchObject({ n: 1, ...BESIDE });
    expect([sent(), eye.view?.shown]).toEqual(["board", WHOLE]);
  });

  test("stands still for a part of its picture, which is cut", async () => {
    sent();
    await time.pass(200);
    look(1);
    await time.pass(200);
    expect([sent(), looks]).toEqual(["part of board", { pan: 0, tilt: 0 }]);
    expect(eye.view?.shown).toEqual(CORNER);
  });

  test("is turned as far as it goes, and no further", async () => {
    sent();
    await time.pass(200);
    look(1, { x: 8, y: 0.5, size: 0.5 });
    await time.pass(200);
    expect(looks).toEqual({ pan: 64 * 3600, tilt: 0 });
    expect(eye.view?.wanted).toEqual({ x: 1.5, y: 0.5, size: 0.5 });
    expect(eye.view?.shown).toEqual({ x: 0.5, y: 0.5, size: 0.5 });
  });

  test("goes back in a pause, at the end of the lesson, and when it does not turn any more", async () => {
    const turns = async (act: () => void) => {
      act();
      await time.pass(200);
      return looks.pan / 3600;
    };
    sent();
    await time.pass(200);
    expect(await turns(() => look(1, BESIDE))).toBe(32);
    expect(await turns(() => eye.rest(true))).toBe(0);
    expect(await turns(() => eye.rest(false))).toBe(32);
    expect(await turns(() => eye.forget())).toBe(0);
    look(1, BESIDE);
    await time.pass(200);
    const refuses = () => Promise.reject(new DOMException("", "NotAllowedError"));
    Object.assign(camera, { applyConstraints: refuses });
    look(2, { ...BESIDE, x: 0.6 });
    await time.pass(200);
    expect(eye.view).toMatchObject({ by: "crop", wanted: WHOLE, reach: WITHIN });
  });

  test("goes back where nothing can be cut any more, and is not steered", async () => {
    sent();
    look(1, { ...BESIDE, size: 0.5 });
    await time.pass(200);
    expect(looks.tilt).toBeGreaterThan(0);
    croppers.open[0]?.onFailed();
    await time.pass(200);
    expect([sent(), looks, eye.view]).toEqual(["board", { pan: 0, tilt: 0 }, null]);
    expect(told()).toMatchObject({ by: "none", ...WHOLE });
  });

  test("beside another camera's picture there is nothing", async () => {
    sent();
    look(1, BESIDE);
    await time.pass(200);
    camera = new FakeTrack("video", "other");
    expect([sent(), eye.view?.wanted]).toEqual(["other", WHOLE]);
  });

  test("a place beside the picture is kept", async () => {
    sent();
    look(1, BESIDE);
    eye.keep("teacher");
    look(2, WHOLE);
    eye = load();
    sent();
    eye.goTo("teacher");
    await time.pass(200);
    expect(eye.view?.wanted).toEqual(BESIDE);
  });
});
