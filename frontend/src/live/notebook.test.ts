/** A pupil shows an exercise book in a lesson. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Governor } from "./governor";
import { Stage } from "./testing/stage";
import { frontAndRear } from "./testing/two-cameras";
import { asText } from "./text-first";

let stage: Stage;

/** What leaves the pupil's device as a picture. */
const sent = () => stage.sent().filter((name) => ["front", "rear"].includes(name));
const told = () => stage.klas.view.other;

beforeEach(async () => {
  stage = new Stage();
  await frontAndRear(stage);
  await stage.meet();
  await stage.pass(3000);
});

afterEach(() => {
  stage.close();
});

async function show(): Promise<void> {
  stage.home.room.notebook.show();
  await stage.pass(1500);
}

test("the rear camera takes the face's place, large and as text, and gives it back", async () => {
  expect([sent(), told()?.notebook]).toEqual([["front"], null]);
  await show();
  expect([sent(), stage.home.media.lit()]).toEqual([["rear"], ["rear"]]);
  expect(told()).toMatchObject({ notebook: 0, camera: "on" });
  expect(stage.home.media.sizes.at(-1)).toBe("1920x1080");
  const track = stage.home.media.given.at(-1);
  expect(track?.contentHint).toBe("text");
  stage.home.room.notebook.hide();
  await stage.pass(1500);
  expect([sent(), stage.home.media.lit(), told()?.notebook]).toEqual([["front"], ["front"], null]);
  expect(stage.home.media.given.at(-1)?.contentHint).toBe("motion");
});

test("it keeps its size on the way, and a face does not have to", async () => {
  const degradation = () =>
    stage.network
      .open()
      .flatMap(({ transceivers }) => transceivers.map(({ sender }) => sender))
      .find((sender) => ["front", "rear"].includes(sender.track?.getSettings().deviceId ?? ""))
      ?.getParameters() as RTCRtpSendParameters | undefined;
  expect(degradation()?.degradationPreference).toBe("balanced");
  await show();
  expect(degradation()?.degradationPreference).toBe("maintain-resolution");
  stage.home.room.notebook.hide();
  await stage.pass(1500);
  expect(degradation()?.degradationPreference).toBe("balanced");
});

test("each press turns it by a quarter, and the class is told", async () => {
  await show();
  for (const turned of [90, 180, 270, 0]) {
    stage.home.room.notebook.turn();
    await stage.pass(100);
    expect([stage.home.view.me.notebook, told()?.notebook]).toEqual([turned, turned]);
  }
});

test("without a rear camera the same one shows it, larger", async () => {
  stage.home.media.rear = null;
  await show();
  expect([sent(), told()?.notebook]).toEqual([["front"], 0]);
  expect(stage.home.media.sizes.at(-1)).toBe("1920x1080");
});

describe("with the camera off", () => {
  beforeEach(async () => {
    stage.home.room.setCamera(false);
    await stage.pass(500);
  });

  test("the book is shown alone, and the camera is off after it", async () => {
    const before = stage.home.media.given.length;
    await show();
    expect([sent(), told()?.notebook, told()?.camera]).toEqual([["rear"], 0, "on"]);
    stage.home.room.notebook.hide();
    await stage.pass(1500);
    expect([sent(), stage.home.media.lit(), told()?.camera]).toEqual([[], [], "off"]);
    expect(stage.home.media.given.slice(before).map(({ deviceId }) => deviceId)).toEqual(["rear"]);
  });

  test("a device of one camera opens none, and says why", async () => {
    stage.home.media.rear = null;
    const before = stage.home.media.given.length;
    await show();
    expect([sent(), stage.home.view.notebookNote]).toEqual([[], "no_rear"]);
    expect([stage.home.media.given.length, told()?.notebook]).toEqual([before, null]);
    await stage.pass(13_000);
    expect(stage.home.view.notebookNote).toBeNull();
  });
});

test.each([
  ["the camera key", () => stage.home.room.setCamera(false)],
  ["a pause", () => stage.home.room.pause("rest")],
  ["watching", () => stage.home.room.watchFirst(true)],
])("%s ends it", async (_name, act) => {
  await show();
  act();
  await stage.pass(1000);
  expect([sent(), stage.home.media.lit(), told()?.notebook]).toEqual([[], [], null]);
  stage.home.room.resume();
  stage.home.room.watchFirst(false);
  await stage.pass(1500);
  expect(sent()).not.toContain("rear");
});

test("two quick presses leave no camera open that was not asked for", async () => {
  stage.home.room.notebook.show();
  stage.home.room.notebook.hide();
  await stage.pass(1500);
  expect([sent(), stage.home.media.lit()]).toEqual([["front"], ["front"]]);
});

test("a rear camera that is refused gives the face back, with a word", async () => {
  stage.home.media.fails = { video: "NotReadableError" };
  stage.home.room.notebook.show();
  await stage.pass(1000);
  expect(stage.home.view.notebookNote).toBe("failed");
  stage.home.media.fails = {};
  stage.home.room.retryMedia();
  await stage.pass(1500);
  expect([sent(), told()?.notebook]).toEqual([["front"], null]);
});

test("it survives a reload of either page and a new connection", async () => {
  await show();
  stage.home.room.notebook.turn();
  stage.klas.reload();
  await stage.pass(5000);
  expect([sent(), told()?.notebook]).toEqual([["rear"], 90]);
  stage.home.reload();
  await stage.pass(5000);
  expect([sent(), told()?.notebook]).toEqual([["rear"], 90]);
  stage.home.room.leave();
  await stage.pass(1000);
  expect(stage.home.view.me.notebook).toBeNull();
});

test("a class has no exercise book", async () => {
  stage.klas.room.notebook.show();
  await stage.pass(500);
  expect(stage.klas.view.me.notebook).toBeNull();
});

test("text goes out with few frames and all its pixels, and gives way where a face does", () => {
  const whole = { framesPerS: 30, maxKbps: 1500, leastKbps: 150, scale: 1 };
  expect(asText(whole)).toEqual({ ...whole, framesPerS: 10 });
  const slow = { framesPerS: 10, maxKbps: 150, leastKbps: 50, scale: 2 };
  expect(asText(slow)).toEqual({ ...slow, framesPerS: 2, scale: 1 });
  expect(asText(null)).toBeNull();
});

test("the governor is told once", () => {
  const clock = { now: () => 0, logger: { info: () => 0, warn: () => 0 } as never };
  const none = { battery: () => null, photoKbps: () => null };
  const governor = new Governor({ role: "face", ...none, ...clock });
  expect([governor.showText(true), governor.showText(true), governor.showText(false)]).toEqual([
    true,
    false,
    true,
  ]);
});
