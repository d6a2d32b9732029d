/** From the class's camera to the pupil's screen. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Stage } from "./testing/stage";

/** More than the slowest board bears, less than the photo. */
const LOST = 0.28;

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
});

afterEach(() => {
  stage.close();
});

const shown = () => stage.home.view.boardPhoto;
const taken = () => stage.klas.stills.length;

async function toPhoto(): Promise<void> {
  stage.network.lostShare = LOST;
  await stage.pass(24_000);
}

test("a good line needs none", async () => {
  await stage.pass(30_000);
  expect([shown(), taken()]).toEqual([null, 0]);
});

test("a weak line shows the board as a photo, and a new one every ten seconds", async () => {
  await toPhoto();
  const first = shown();
  const before = taken();
  expect(first).toMatch(/^blob:/);
  expect(stage.klas.view.boardPhoto).toBe(null);
  await stage.pass(30_000);
  expect(taken() - before).toBe(3);
  expect(shown()).not.toBe(first);
  expect([...stage.home.photos]).toEqual([shown()]);
  expect(stage.home.stills).toEqual([]);
});

describe("the photo goes", () => {
  beforeEach(async () => {
    await toPhoto();
    expect(shown()).not.toBe(null);
  });

  test.each<[string, () => void]>([
    ["with the camera off", () => stage.klas.room.setCamera(false)],
    ["in the class's pause", () => stage.klas.room.pause("class")],
    ["with the class only watching", () => stage.klas.room.watchFirst(true)],
    ["at the end", () => stage.klas.room.leave()],
  ])("%s, and no other is taken", async (_when, act) => {
    act();
    const before = taken();
    await stage.pass(30_000);
    expect([shown(), stage.home.photos.size, taken()]).toEqual([null, 0, before]);
  });

  test("when the line bears the picture again", async () => {
    stage.network.lostShare = 0.01;
    await stage.pass(45_000);
    const before = taken();
    await stage.pass(20_000);
    expect([shown(), stage.home.photos.size, taken()]).toEqual([null, 0, before]);
  });

  test("and comes back with the camera, never an old one", async () => {
    const old = shown();
    stage.klas.room.setCamera(false);
    await stage.pass(1000);
    stage.klas.room.setCamera(true);
    await stage.pass(100);
    expect(shown()).toBe(null);
    await stage.pass(10_000);
    expect(shown()).not.toBe(null);
    expect(shown()).not.toBe(old);
  });
});

test("a page that is loaded anew gets the next one", async () => {
  await toPhoto();
  stage.home.reload();
  await stage.pass(1000);
  expect(shown()).toBe(null);
  await stage.pass(15_000);
  expect(shown()).not.toBe(null);
});

describe("a photo that comes before the word that it will", () => {
  /** Home does not hear of the class's step; its counters are read as `decoded` says. */
  async function unheard(decoded: () => number): Promise<void> {
    await stage.pass(3000);
    for (const peer of stage.network.open()) {
      const talk = peer.channels.get(0)!;
      const hear = talk.onmessage;
      talk.onmessage = (event) => {
        if (!String(event.data).includes('"step"')) hear?.(event);
      };
      const read = peer.getStats.bind(peer);
      peer.getStats = async () => {
        const report = await read();
        const video = { id: "V", type: "inbound-rtp", kind: "video", framesDecoded: decoded() };
        return new Map([...report, ["V", video]]);
      };
    }
    await toPhoto();
  }

  test("is shown while the picture stands still, and goes when it moves", async () => {
    let frames = 7;
    await unheard(() => frames);
    expect(shown()).not.toBe(null);
    frames += 1;
    await stage.pass(1000);
    expect([shown(), stage.home.photos.size]).toEqual([null, 0]);
  });

  test("is not shown over a picture that moves", async () => {
    let frames = 7;
    await unheard(() => (frames += 1));
    expect(taken()).toBeGreaterThan(0);
    expect(shown()).toBe(null);
  });
});
