import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GuestDesk } from "./guest-desk";
import { memoryStore } from "./choices";
import { FakeGuests } from "./testing/fake-guests";
import { newStream } from "./testing/fake-media";
import { FakeTime } from "./testing/fake-time";
import { Stage, testId } from "./testing/stage";

describe("before what shows the guest is here", () => {
  let stage: Stage;
  let guests: FakeGuests;
  let isLost: { home: boolean; class: boolean };

  beforeEach(async () => {
    isLost = { home: false, class: false };
    stage = new Stage();
    stage.fetchTile = (side) =>
      isLost[side] ? Promise.reject(new Error("no network")) : Promise.resolve();
    guests = new FakeGuests(stage.server, stage.time, testId);
    await stage.meet();
  });

  afterEach(() => stage.close());

  async function ask(): Promise<void> {
    stage.home.room.guest.invite();
    await stage.pass(100);
    stage.klas.room.guest.admit();
    await stage.pass(1000);
  }

  test("a yes waits for it, and is said once it has come", async () => {
    isLost.class = true;
    await ask();
    expect(guests.standing).toMatchObject({ asked_by: "home", let_in: false });
    expect(stage.klas.view.guest).toMatchObject({ stage: "asked", saidYes: true });
    isLost.class = false;
    await stage.pass(6000);
    expect(guests.standing.let_in).toBe(true);
    expect(stage.klas.view.guest).toMatchObject({ stage: "inside", hasTile: true });
  });

  test("a yes that waits can be taken back", async () => {
    isLost.class = true;
    await ask();
    stage.klas.room.guest.dismiss();
    isLost.class = false;
    await stage.pass(6000);
    expect([guests.standing.visit, stage.klas.view.guest]).toEqual([null, null]);
  });

  test("a yes that waits ends with the lesson", async () => {
    isLost.class = true;
    await ask();
    stage.klas.room.leave();
    await stage.pass(1000);
    isLost.class = false;
    stage.klas.room.press();
    stage.home.room.press();
    await stage.pass(6000);
    expect(guests.standing.let_in).toBe(false);
  });

  test("who asked is told that the guest is inside, without a tile until it comes", async () => {
    isLost.home = true;
    await ask();
    expect(stage.home.view.guest).toMatchObject({ stage: "inside", hasTile: false });
    isLost.home = false;
    await stage.pass(6000);
    expect(stage.home.view.guest).toMatchObject({ stage: "inside", hasTile: true });
  });
});

test("a line that could not be fetched is tried again", async () => {
  const time = new FakeTime();
  const tracks = { audio: null, video: null };
  const situation = { isOpen: true, isOnline: true, may: true, tracks, step: "whole" } as const;
  let tries = 0;
  const desk = new GuestDesk({
    side: "home",
    store: memoryStore(),
    key: "sio.home",
    send: () => true,
    prepare: () => Promise.resolve(),
    newLine: () => {
      tries += 1;
      return Promise.reject(new Error("no network"));
    },
    newStream,
    time,
    onChange: () => undefined,
  });
  desk.fit(situation);
  desk.told({ type: "guest", visit: testId(), name: "Carla", asked_by: "home", let_in: true });
  desk.show(true);
  await time.pass(10);
  desk.fit(situation);
  await time.pass(10);
  expect(tries).toBe(2);
  desk.close();
});
