import { beforeEach, expect, test } from "vitest";
import { cutOf, FrameCropper } from "./cropper";
import type { Cut, Frame, FrameTools } from "./frame-tools";
import { silentLogger } from "./logger";
import { type Region, WHOLE } from "./region";
import { FakeTrack } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

const CORNER: Region = { x: 0.875, y: 0.875, size: 0.125 };

class FakeFrame implements Frame {
  readonly displayWidth = 3840;
  readonly displayHeight = 2160;
  readonly visibleRect = { x: 0, y: 0, width: 3840, height: 2160 };
  isOpen = true;

  constructor(
    readonly timestamp: number,
    readonly rotation = 0,
    readonly cut: Cut | null = null,
  ) {}

  close(): void {
    this.isOpen = false;
  }
}

let time: FakeTime;
let frames: FakeFrame[];
let sent: FakeFrame[];
let give: (frame: FakeFrame | null) => void;
let breaks: boolean;
let failed: number;
let track: FakeTrack;
/** While it is true a copy is not done; then `copied` does it. */
let isSlow: boolean;
let copied: () => void;
let copies: FakeFrame[];

const tools: FrameTools<FakeFrame> = {
  read: () => ({
    next: () => new Promise((resolve) => (give = resolve)),
    cancel: () => give(null),
  }),
  newTrack: () => ({
    track: track.asTrack(),
    write: (frame) => {
      sent.push(frame);
      return Promise.resolve();
    },
  }),
  cut: (_frame, init) => {
    if (breaks) throw new TypeError();
    return new FakeFrame(init.timestamp, 0, init);
  },
  copy: async (_frame, init) => {
    if (breaks) throw new DOMException("", "NotSupportedError");
    if (isSlow) await new Promise<void>((resolve) => (copied = resolve));
    const copy = new FakeFrame(init.timestamp, 0, init);
    copies.push(copy);
    return copy;
  },
};

function cropper(): FrameCropper<FakeFrame> {
  const camera = new FakeTrack("video").asTrack();
  const onFailed = () => (failed += 1);
  return new FrameCropper({ camera, tools, time, logger: silentLogger, onFailed });
}

async function picture(timestamp: number): Promise<void> {
  const frame = new FakeFrame(timestamp);
  frames.push(frame);
  give(frame);
  await settle();
}

const rects = () => sent.map(({ cut }) => cut?.visibleRect.x);

beforeEach(() => {
  time = new FakeTime();
  [frames, sent, copies] = [[], [], []];
  [breaks, isSlow, failed] = [false, false, 0];
  track = new FakeTrack("video", "part");
});

test("each picture leaves with the part that is looked at", async () => {
  const one = cropper();
  await picture(0);
  await time.pass(10);
  let shown = 0;
  one.show(CORNER, () => (shown += 1));
  expect([rects(), shown]).toEqual([[0], 0]);
  await picture(33_000);
  await picture(66_000);
  expect([rects(), shown]).toEqual([[0, 3360, 3360], 1]);
  expect(sent.at(-1)?.cut).toEqual({
    timestamp: 66_000,
    visibleRect: { x: 3360, y: 1890, width: 480, height: 270 },
    displayWidth: 480,
    displayHeight: 270,
  });
});

test("a thousand wishes a second cost nothing: the last is in the next picture", async () => {
  const one = cropper();
  await picture(0);
  const shown: number[] = [];
  for (let i = 0; i < 1000; i++) {
    one.show({ x: i / 2000, y: 0, size: 0.5 }, () => shown.push(i));
  }
  await picture(33_000);
  expect([sent.length, shown]).toEqual([2, [999]]);
});

const widths = () => sent.map(({ cut }) => cut?.displayWidth);

test("what moves has half the size until nobody looks around any more", async () => {
  const one = cropper();
  await picture(0);
  one.show({ x: 0, y: 0, size: 0.5 }, () => undefined);
  await picture(33_000);
  await time.pass(1400);
  one.show({ x: 0.1, y: 0, size: 0.5 }, () => undefined);
  await time.pass(1400);
  await picture(2_800_000);
  await time.pass(100);
  await picture(2_900_000);
  expect(widths()).toEqual([1920, 960, 960, 960, 1920]);
});

test("a small part has all of its pixels while it moves", async () => {
  const one = cropper();
  await picture(0);
  for (const size of [0.25, 0.125]) {
    one.show({ x: 0, y: 0, size }, () => undefined);
    await time.pass(1500);
  }
  await picture(3_000_000);
  expect(widths()).toEqual([1920, 960, 480, 480]);
});

test("a camera of one picture a second is not waited for", async () => {
  const one = cropper();
  await picture(5_000_000);
  await time.pass(400);
  let shown = 0;
  one.show(CORNER, () => (shown += 1));
  await time.pass(0);
  expect([rects(), shown]).toEqual([[0, 3360], 1]);
  // After the last picture of the camera, and before its next; its own memory, so its own time.
  expect(sent.at(-1)?.timestamp).toBe(5_400_000);
  expect(sent.at(-1)).toBe(copies[0]);
});

test("a large part is copied only where the camera's next picture does not come", async () => {
  const one = cropper();
  await picture(0);
  one.show({ x: 0.1, y: 0.1, size: 0.8 }, () => undefined);
  await time.pass(66);
  await picture(66_000);
  expect([sent.length, copies.length]).toEqual([2, 0]);
  one.show(WHOLE, () => undefined);
  await time.pass(100);
  expect(copies.map(({ cut }) => cut?.visibleRect.width)).toEqual([3840]);
});

test("the camera's next picture goes before a copy that is not done", async () => {
  const one = cropper();
  await picture(0);
  isSlow = true;
  let shown = 0;
  one.show(CORNER, () => (shown += 1));
  await time.pass(20);
  await picture(33_000);
  copied();
  await settle();
  expect([rects(), shown]).toEqual([[0, 3360], 1]);
  expect(copies[0]?.isOpen).toBe(false);
});

test("wishes that follow fast are copied one after the other", async () => {
  const one = cropper();
  await picture(0);
  await time.pass(20);
  for (let i = 0; i < 40; i++) {
    one.show({ x: i / 100, y: 0, size: 0.5 }, () => undefined);
    await time.pass(1);
  }
  // At 20, 40 and 60 ms.
  expect(copies.length).toBe(3);
});

test("a copy is sent though there is a newer wish, which has the next one", async () => {
  const one = cropper();
  await picture(0);
  await time.pass(20);
  isSlow = true;
  const shown: number[] = [];
  for (const i of [1, 2, 3]) {
    one.show({ x: i / 10, y: 0, size: 0.5 }, () => shown.push(i));
    await time.pass(30);
  }
  expect(shown).toEqual([]);
  copied();
  await settle();
  expect(shown).toEqual([1]);
  await time.pass(20);
  copied();
  await settle();
  expect([shown, copies.map(({ cut }) => cut?.visibleRect.x)]).toEqual([
    [1, 3],
    [384, 1152],
  ]);
});

test("what a camera took before a copy may be left out, so nothing is said by it", async () => {
  const one = cropper();
  await picture(0);
  await time.pass(20);
  one.show(CORNER, () => undefined);
  await time.pass(0);
  let shown = 0;
  one.show({ x: 0, y: 0, size: 0.5 }, () => (shown += 1));
  await time.pass(10);
  await picture(33_000);
  expect([sent.length, copies.length, shown]).toEqual([3, 1, 0]);
  await time.pass(10);
  expect([sent.length, copies.length, shown]).toEqual([4, 2, 1]);
});

test("the same part again is shown already", async () => {
  const one = cropper();
  await picture(0);
  one.show(CORNER, () => undefined);
  await time.pass(20);
  let shown = 0;
  one.show(CORNER, () => (shown += 1));
  await time.pass(100);
  expect([shown, copies.length]).toEqual([1, 1]);
});

test("what cannot be copied waits for the camera's next picture, and is not tried again", async () => {
  const one = cropper();
  await picture(0);
  breaks = true;
  one.show(CORNER, () => undefined);
  await time.pass(20);
  breaks = false;
  await picture(66_000);
  one.show({ ...CORNER, x: 0 }, () => undefined);
  await time.pass(100);
  expect([rects(), copies.length, failed]).toEqual([[0, 3360], 0, 0]);
});

test("a camera's pictures are given back", async () => {
  const one = cropper();
  await picture(0);
  await picture(33_000);
  expect(frames.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  one.close();
  await settle();
  expect(frames.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  expect(track.readyState).toBe("ended");
});

test("what cannot be cut is said, once, and it is closed", async () => {
  cropper();
  breaks = true;
  await picture(0);
  expect([failed, track.readyState]).toEqual([1, "ended"]);
});

test("who closes it hears of no failure", async () => {
  const one = cropper();
  one.close();
  await settle();
  expect(failed).toBe(0);
});

test("of a frame on its side the pixels are those before it is turned", () => {
  const corner = cutOf(new FakeFrame(0, 90), CORNER, 7.4);
  expect(corner).toEqual({
    timestamp: 7,
    visibleRect: { x: 3360, y: 0, width: 480, height: 270 },
  });
  expect(cutOf(new FakeFrame(0), WHOLE, 0)).toMatchObject({ displayWidth: 1920 });
});
