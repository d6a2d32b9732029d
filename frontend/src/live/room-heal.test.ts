/** What gets lost, sleeps or stands still in a lesson, and is mended without a press. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RELOAD_AFTER_MS } from "./ladder";
import { initial, type RoomEvent, transition } from "./room-state";
import { parseSignal } from "./signal";
import { Stage, testId } from "./testing/stage";

const MINUTE_MS = 60_000;
let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => {
  stage.close();
});

describe("an `adopt` that got lost while both sockets stayed open", () => {
  let lost = 0;

  const loseOne = () => {
    lost = 0;
    stage.server.lie = (_side, body) =>
      parseSignal(body).kind === "adopt" && lost++ === 0 ? [] : [body];
  };

  test("is asked for at the press", async () => {
    loseOne();
    await stage.meet();
    expect([lost, stage.phases]).toEqual([1, ["connecting", "live"]]);
    await stage.pass(8000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
    expect(stage.server.uses.size).toBe(1);
  });

  test("is said again in a lesson, and nothing is built for it", async () => {
    await stage.meet();
    stage.server.renewIce("1795083200:abc");
    loseOne();
    const before = stage.network.open().map(({ id }) => id);
    stage.network.allows = ({ id }) => !before.includes(id);
    await stage.pass(8000);
    expect([lost, stage.phases[0]]).toEqual([1, "interrupted"]);
    const beside = stage.network.open().map(({ id }) => id);
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
    for (const { id } of stage.network.open()) expect(beside).toContain(id);
  });
});

describe("in a lesson of the schedule nobody is given up before its end", () => {
  const LESSON_MS = 50 * MINUTE_MS;

  beforeEach(async () => {
    const starts = stage.time.now() - MINUTE_MS;
    const when = { starts_at: starts, ends_at: starts + LESSON_MS };
    const what = { subject: "Wiskunde", room: "B12", kind: "fixed", status: "on" } as const;
    stage.server.plan = {
      ...stage.server.plan,
      lessons: [{ id: "slot-1", link: "", half_day: false, ...when, ...what }],
    };
    await stage.meet();
  });

  test("a tablet that slept for half of it comes back without a press", async () => {
    stage.network.cut();
    stage.server.drop("home");
    await stage.skim(25 * MINUTE_MS);
    expect(stage.phases).toEqual(["interrupted", "interrupted"]);
    stage.network.mend();
    await stage.pass(15_000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("nor is a browser that crashed", async () => {
    stage.home.close();
    await stage.skim(20 * MINUTE_MS);
    const { room } = stage.klas;
    stage.home.reload();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.klas.room).toBe(room);
  });

  test("who all were away have time to mend the line before a page begins anew", async () => {
    const rooms = [stage.home.room, stage.klas.room];
    stage.network.cut();
    stage.server.stop();
    await stage.skim(20 * MINUTE_MS);
    stage.server.start();
    await stage.pass(RELOAD_AFTER_MS.class - 10_000);
    expect([stage.home.view.online, stage.klas.view.online]).toEqual([true, true]);
    stage.network.mend();
    await stage.pass(15_000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect([stage.home.room, stage.klas.room]).toEqual(rooms);
  });

  test("without a server either, and its return is waited for when the line is back first", async () => {
    stage.network.cut();
    stage.server.stop();
    await stage.skim(20 * MINUTE_MS);
    stage.network.mend();
    await stage.pass(30_000);
    expect(stage.phases).toEqual(["live", "live"]);
    stage.server.start();
    await stage.pass(15_000);
    expect(stage.home.view.online).toBe(true);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("but at its end it is over, for who is there and for who comes too late", async () => {
    stage.network.cut();
    stage.home.close();
    await stage.skim(LESSON_MS + 3 * MINUTE_MS);
    await stage.pass(15_000);
    expect([stage.klas.view.phase, stage.klas.media.live()]).toEqual(["lobby", []]);
    stage.network.mend();
    stage.home.reload();
    await stage.pass(3000);
    expect([stage.home.view.phase, stage.home.media.live()]).toEqual(["lobby", []]);
  });
});

describe("a new path is looked for at once", () => {
  const restarts = () => stage.network.open().reduce((sum, peer) => sum + peer.restarts, 0);

  beforeEach(async () => {
    await stage.meet();
  });

  test("on waking up, though the device's clock stood still in its sleep", async () => {
    stage.network.cut();
    stage.time.sleep(20 * MINUTE_MS);
    await stage.pass(300);
    expect(restarts()).toBeGreaterThan(0);
    stage.network.mend();
    await stage.pass(300);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("when somebody looks at a page whose line is stalled, and only then", async () => {
    stage.klas.room.visibilityChanged(false);
    stage.klas.room.visibilityChanged(true);
    await stage.pass(100);
    expect(restarts()).toBe(0);
    stage.network.cut();
    await stage.pass(700);
    stage.klas.room.visibilityChanged(true);
    await stage.pass(50);
    expect(restarts()).toBe(1);
  });
});

test("a call that is still being built is begun anew when the network changes, once a second", async () => {
  stage.network.cut();
  await stage.pass(100);
  stage.klas.room.press();
  stage.home.room.press();
  await stage.pass(1500);
  const restarts = () => stage.network.open().map((peer) => peer.restarts);
  expect([stage.phases, restarts()]).toEqual([
    ["connecting", "connecting"],
    [0, 0],
  ]);
  for (let i = 0; i < 8; i++) {
    stage.klas.room.networkChanged();
    await stage.pass(200);
  }
  expect(restarts()).toEqual([2, 0]);
  stage.network.mend();
  await stage.pass(1000);
  stage.home.room.networkChanged();
  await stage.pass(200);
  expect(stage.phases).toEqual(["live", "live"]);
});

describe("a line that only the class hears nothing over", () => {
  test("home keeps the call beside for a rung's time, and takes it up", () => {
    let now = 1_000_000;
    let state = initial("home", now, null);
    const happen = (event: RoomEvent) => {
      const next = transition(state, event, { now, newId: testId });
      state = next.state;
      return next.effects.map((effect) => effect.do);
    };
    const [page, call, fresh, connection] = [testId(), testId(), testId(), testId()];
    const ice = { servers: [], policy: "all", until: now } as const;
    const other = { there: true, entered: true, page, connection: null };
    const plan = {
      lessons: [],
      adhoc: true,
      auto_answer: false,
      keep_photos: false,
      see_classmates: false,
      missing: [],
    };
    const rest = { version: 2, now, ping_ms: 1, dead_ms: 1, seat_label: "", ice, plan, other };
    happen({ type: "server", message: { type: "welcome", seat: "yours", ...rest } });
    happen({ type: "press" });
    happen({ type: "server", message: { type: "entered", ice } });
    happen({ type: "offer", call, connection });
    happen({ type: "line", call, line: "flowing" });
    expect(happen({ type: "offer", call: fresh, connection: null })).toEqual(["open_call"]);
    now += 9000;
    expect(happen({ type: "tick" })).toEqual([]);
    const before = state;
    expect(happen({ type: "adopted", call: fresh, connection })).toContain("take_up");
    state = before;
    now += 2000;
    expect(happen({ type: "tick" })).toEqual(["close_call"]);
  });
});
