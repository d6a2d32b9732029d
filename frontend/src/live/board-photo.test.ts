import { beforeEach, describe, expect, test } from "vitest";
import { BoardPhoto, type PhotoLine } from "./board-photo";
import { silentLogger } from "./logger";
import { FakeTrack } from "./testing/fake-media";
import { FakeTime, settle } from "./testing/fake-time";

class FakeLine implements PhotoLine {
  isFree = true;
  leftAt: number | null = null;
  stops = 0;
  readonly sent: number[] = [];

  readonly kbps: number[] = [];

  send({ length }: Uint8Array<ArrayBuffer>, kbps: number): void {
    this.sent.push(length);
    this.kbps.push(Math.round(kbps));
  }

  stop(): void {
    this.stops += 1;
  }
}

let time: FakeTime;
let line: FakeLine;
let board: FakeTrack;
let taken: string[];
let answer: (still: Blob | null) => void;
let isSlow: boolean;

function made(): BoardPhoto {
  const takeStill = (track: MediaStreamTrack) => {
    taken.push(String(track.getSettings().deviceId));
    const still = new Blob([new Uint8Array(5)]);
    return isSlow ? new Promise<Blob | null>((go) => (answer = go)) : Promise.resolve(still);
  };
  return new BoardPhoto({ takeStill, time, logger: silentLogger });
}

async function seconds(count: number, look: () => void): Promise<void> {
  for (let s = 0; s < count; s++) {
    look();
    await time.pass(1000);
  }
}

beforeEach(() => {
  time = new FakeTime();
  line = new FakeLine();
  board = new FakeTrack("video", "board");
  taken = [];
  isSlow = false;
});

test("at once, and then every ten seconds", async () => {
  const photo = made();
  photo.look(board.asTrack(), line);
  await settle();
  expect(line.sent).toEqual([5]);
  await seconds(10, () => photo.look(board.asTrack(), line));
  expect(line.sent.length).toBe(1);
  await seconds(20, () => photo.look(board.asTrack(), line));
  expect(line.sent.length).toBe(3);
});

describe("none", () => {
  test.each<[string, (track: FakeTrack) => void]>([
    ["of a camera that the browser holds back", (track) => track.mute()],
    ["of a camera that is hidden", (track) => (track.enabled = false)],
    ["of a camera that is gone", (track) => track.unplug()],
  ])("%s", async (_what, hide) => {
    hide(board);
    const photo = made();
    await seconds(12, () => photo.look(board.asTrack(), line));
    expect(taken).toEqual([]);
  });

  test("without a track or a line", async () => {
    const photo = made();
    await seconds(12, () => photo.look(null, line));
    await seconds(12, () => photo.look(board.asTrack(), null));
    expect(taken).toEqual([]);
  });

  test("while the one before is still on its way", async () => {
    const photo = made();
    photo.look(board.asTrack(), line);
    line.isFree = false;
    await seconds(30, () => photo.look(board.asTrack(), line));
    expect(taken.length).toBe(1);
    line.isFree = true;
    await seconds(1, () => photo.look(board.asTrack(), line));
    expect(taken.length).toBe(2);
  });
});

describe("a still that was being taken is not sent", () => {
  test.each<[string, (photo: BoardPhoto) => void]>([
    ["when the picture is back, or the camera off", (photo) => photo.look(null, line)],
    ["when the camera is held back", () => board.mute()],
    ["over another call", (photo) => photo.look(board.asTrack(), new FakeLine())],
    ["when the lesson is over", (photo) => photo.stop()],
  ])("%s", async (_what, happen) => {
    isSlow = true;
    const photo = made();
    photo.look(board.asTrack(), line);
    const first = answer;
    happen(photo);
    first(new Blob([new Uint8Array(5)]));
    await settle();
    expect(line.sent).toEqual([]);
  });

  test("and what was half sent stops", () => {
    const photo = made();
    photo.look(board.asTrack(), line);
    photo.look(null, line);
    photo.look(null, line);
    expect(line.stops).toBe(1);
  });
});

test("a camera that gives no still is asked again ten seconds later", async () => {
  isSlow = true;
  const photo = made();
  photo.look(board.asTrack(), line);
  answer(null);
  await seconds(12, () => photo.look(board.asTrack(), line));
  expect(line.sent).toEqual([]);
  expect(taken.length).toBe(2);
});

describe("how fast a photo leaves", () => {
  test("is unknown while none is taken, nothing until the first has left, then its rate", async () => {
    const photo = made();
    const look = () => photo.look(board.asTrack(), line);
    expect(photo.kbps).toBe(null);
    await seconds(1, look);
    line.isFree = false;
    await seconds(3, look);
    expect(photo.kbps).toBe(0);
    line.isFree = true;
    // Nobody looked for more than a second.
    line.leftAt = time.now() - 1500;
    look();
    expect(photo.kbps).toBeCloseTo((8 * 5) / 2500);
    photo.look(null, null);
    expect(photo.kbps).toBe(null);
  });

  test("is unknown when the camera gives no still", async () => {
    isSlow = true;
    const photo = made();
    photo.look(board.asTrack(), line);
    answer(null);
    await settle();
    expect(photo.kbps).toBe(null);
  });
});
