/** Photos of several lines with one camera: who lets go of it, in which order, and that all come back. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneOnCamera, type Neighbours, Others } from "./camera-alone";
import { type Aside, CameraAside } from "./camera-aside";
import type { TakeFull } from "./files";
import { Held } from "./held";
import { silentLogger } from "./logger";
import { FakeCroppers } from "./testing/fake-cropper";
import { FakeDevices, FakeTrack, newStream } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";

const PHOTO = new Blob(["photo"]);

/** One line of the page, with the class's camera open. */
class Line {
  readonly croppers = new FakeCroppers();
  readonly held: Held;
  readonly aside: CameraAside;
  /** Does not open again. */
  fails: "NotReadableError" | "never" | null = null;

  constructor(time: FakeTime, camera: FakeDevices) {
    this.held = new Held(time, {
      onChange: () => undefined,
      onSilent: () => undefined,
      newStream: (track) => newStream([track]),
    });
    this.aside = new CameraAside({
      ...{ held: this.held, newCropper: this.croppers.create, time, logger: silentLogger },
      source: {
        devices: { getUserMedia: (wanted) => this.open(camera, wanted) },
        isSecure: true,
      },
      reopen: () => this.held.drop(),
      onChange: () => undefined,
    });
  }

  get shows(): string | undefined {
    return this.held.track?.getSettings().deviceId;
  }

  private open(camera: FakeDevices, wanted: MediaStreamConstraints = {}): Promise<MediaStream> {
    if (this.fails === "never") return new Promise(() => undefined);
    if (this.fails !== null) return Promise.reject(new DOMException("", this.fails));
    return camera.getUserMedia(wanted);
  }
}

let time: FakeTime;
let camera: FakeDevices;
let lines: Line[];
let last: Promise<void>;
let isAllowed: boolean;
let isTurn: boolean;

/** How many lines have the camera open now. */
const open = () => camera.lit().length;

function neighboursOf(line: Line): Neighbours {
  return {
    lines: () => lines.filter((one) => one !== line).map(({ aside }) => aside),
    turn: async () => {
      if (!isTurn) return null;
      const before = last;
      let done: () => void = () => undefined;
      last = new Promise((resolve) => (done = resolve));
      await before;
      return done;
    },
    isAllowed: () => Promise.resolve(isAllowed),
  };
}

/** As a photo is taken: alone if another line has the camera too. */
function photoOf(line: Line, seen: number[], mends = (): void => undefined): Promise<Blob | null> {
  const takeFull: TakeFull = async (track, _maxBytes, _keepSize, others) => {
    if (others?.hold(track) === true) others.stepAside(track);
    await Promise.resolve();
    seen.push(open());
    mends();
    void others?.comeBack();
    return PHOTO;
  };
  const { aside, held } = line;
  const board = () => held.track;
  const take = aloneOnCamera({
    ...{ takeFull, neighbours: neighboursOf(line), aside, board, logger: silentLogger },
  });
  return take(new FakeTrack("video").asTrack(), 1000);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  time = new FakeTime();
  camera = new FakeDevices();
  lines = [];
  last = Promise.resolve();
  isAllowed = isTurn = true;
  for (let i = 0; i < 3; i++) {
    const line = new Line(time, camera);
    const stream = await camera.getUserMedia({ video: { width: { ideal: 1920 } } });
    const [track] = stream.getVideoTracks();
    if (track !== undefined) line.held.keep(track);
    lines.push(line);
  }
});

afterEach(() => {
  vi.useRealTimers();
});

const line = (number: number): Line => {
  const one = lines[number];
  if (one === undefined) throw new Error(`no line ${String(number)}`);
  return one;
};
const shown = () => lines.map(({ shows }) => shows);
const USUAL = ["video-1", "video-1", "video-1"];

test("the others let go while it takes its photo, and have their own picture again", async () => {
  const seen: number[] = [];
  let meanwhile: typeof USUAL | (string | undefined)[] = [];
  expect(await photoOf(line(0), seen, () => (meanwhile = shown()))).toBe(PHOTO);
  expect([seen, meanwhile]).toEqual([[1], ["video-1", "part of video-1", "part of video-1"]]);
  await vi.advanceTimersByTimeAsync(0);
  expect([open(), shown()]).toEqual([3, USUAL]);
});

test("two at once: the second waits until all have their own again, and takes its own", async () => {
  const seen: number[] = [];
  const photos = await Promise.all([photoOf(line(0), seen), photoOf(line(1), seen)]);
  expect([photos, seen]).toEqual([
    [PHOTO, PHOTO],
    [1, 1],
  ]);
  await vi.advanceTimersByTimeAsync(0);
  expect([open(), shown()]).toEqual([3, USUAL]);
});

test("who has it alone, or shares it with nobody, is not held up", async () => {
  const seen: number[] = [];
  line(1).held.drop();
  line(2).held.drop();
  expect(await photoOf(line(0), seen)).toBe(PHOTO);
  expect([seen, open()]).toEqual([[1], 1]);
  await last;
});

test("one that never comes back holds up nobody for long", async () => {
  const seen: number[] = [];
  line(1).fails = "never";
  expect(await photoOf(line(0), seen)).toBe(PHOTO);
  const next = photoOf(line(2), seen);
  await vi.advanceTimersByTimeAsync(5000);
  expect([await next, seen]).toEqual([PHOTO, [1, 1]]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([line(0).shows, line(2).shows]).toEqual(["video-1", "video-1"]);
});

test("one whose camera does not open again is without, and the others go on", async () => {
  const seen: number[] = [];
  line(1).fails = "NotReadableError";
  expect(await photoOf(line(0), seen)).toBe(PHOTO);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toEqual(["video-1", undefined, "video-1"]);
  expect(await photoOf(line(2), seen)).toBe(PHOTO);
});

test("a frame that is gone is passed by", () => {
  const gone: Aside = {
    holds: () => {
      throw new Error("gone");
    },
    step: () => {
      throw new Error("gone");
    },
  };
  const others = new Others([gone, line(1).aside], silentLogger);
  const track = line(0).held.track;
  if (track === null) throw new Error("no track");
  expect(others.hold(track)).toBe(true);
  others.stepAside(track);
  expect(shown()).toEqual(["video-1", "part of video-1", "video-1"]);
});

test("nobody lets go where that would ask a person, or out of turn: the photo is of what there is", async () => {
  const seen: number[] = [];
  isAllowed = false;
  expect(await photoOf(line(0), seen)).toBe(PHOTO);
  isAllowed = true;
  isTurn = false;
  expect(await photoOf(line(0), seen)).toBe(PHOTO);
  expect([seen, shown()]).toEqual([[3, 3], USUAL]);
});

test("a line that is itself away takes its own camera first", async () => {
  const seen: number[] = [];
  const film = line(0).held.track;
  if (film === null) throw new Error("no track");
  line(1).aside.step(film);
  expect([line(1).shows, open()]).toEqual(["part of video-1", 2]);
  expect(await photoOf(line(1), seen)).toBe(PHOTO);
  await vi.advanceTimersByTimeAsync(0);
  expect([seen, open(), shown()]).toEqual([[1], 3, USUAL]);
});
