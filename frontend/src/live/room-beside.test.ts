import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LADDER, RELOAD_AFTER_MS } from "./ladder";
import { COOL_AFTER_MS } from "./room-beside";
import { initial, type RoomEvent, type RoomState, transition } from "./room-state";
import type { FakePeer } from "./testing/fake-peer";
import { Stage, testId } from "./testing/stage";

const MINUTE_MS = 60_000;
const REPLACE_AFTER_MS = LADDER[0]?.afterMs ?? 0;
let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => {
  stage.close();
});

const connected = () =>
  stage.network.open().filter(({ connectionState }) => connectionState === "connected").length;

const keyFrames = () =>
  stage.network.open().map(({ transceivers }) => transceivers[1]?.sender.keyFrames ?? 0);

const signals = (word: string) => stage.server.signals.filter((body) => body.includes(word)).length;

describe("in the lobby", () => {
  beforeEach(async () => {
    await stage.pass(500);
  });

  test("the line is up, and carries nobody's picture or sound", () => {
    expect(stage.phases).toEqual(["lobby", "lobby"]);
    expect(connected()).toBe(2);
    expect(stage.sent()).toEqual(["drawn", "drawn"]);
    for (const { media, room } of [stage.home, stage.klas]) {
      expect(media.asked).toEqual([]);
      expect(room.remoteStream.getTracks()).toEqual([]);
    }
  });

  test("who waits shows itself to nobody yet", async () => {
    stage.klas.room.press();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["called", "waiting"]);
    expect(stage.klas.media.live()).toEqual(["audio", "video"]);
    expect(stage.sent()).toEqual(["drawn", "drawn"]);
    expect(stage.home.room.remoteStream.getTracks()).toEqual([]);
  });

  test("the second press switches tracks and builds nothing", async () => {
    const before = [signals("description"), stage.network.open()];
    const whole = keyFrames();
    stage.klas.room.press();
    await stage.pass(1000);
    stage.home.room.press();
    await stage.pass(100);
    expect(stage.phases).toEqual(["live", "live"]);
    expect([signals("description"), stage.network.open()]).toEqual(before);
    expect(stage.sent()).toEqual(["audio-1", "audio-1", "video-1", "video-1"]);
    expect(keyFrames().every((count, i) => count > (whole[i] ?? Infinity))).toBe(true);
    expect(stage.home.room.remoteStream.getTracks().length).toBe(2);
  });

  test("words and hands work over it from the first moment", async () => {
    stage.klas.room.press();
    stage.home.room.press();
    await stage.pass(30);
    stage.home.room.raiseHand();
    await stage.pass(20);
    expect(stage.klas.view.hand).toMatchObject({ up: true });
  });

  test("it cools when nobody is near, and warms on a touch at either side", async () => {
    await stage.skim(COOL_AFTER_MS + 5000);
    expect(stage.network.open()).toEqual([]);
    for (const { room } of [stage.home, stage.klas]) {
      room.touched();
      await stage.pass(1000);
      expect(connected()).toBe(2);
      await stage.skim(COOL_AFTER_MS + 5000);
      expect(stage.network.open()).toEqual([]);
    }
  });

  test.each(["home", "klas"] as const)(
    "it stays warm while %s is touched, however often",
    async (who) => {
      const before = signals("description");
      for (let s = 0; s < 14 * 60; s += 30) {
        await stage.skim(30_000);
        stage[who].room.touched();
        await stage.pass(200);
        expect(connected()).toBe(2);
      }
      expect(signals("description")).toBe(before);
      expect(signals("near")).toBeLessThan(20);
    },
  );

  test("a press on a cold line still comes to a lesson", async () => {
    await stage.skim(COOL_AFTER_MS + 5000);
    await stage.meet();
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("a lesson that is about to begin warms it", async () => {
    await stage.skim(COOL_AFTER_MS + 5000);
    const starts = stage.home.room.now() + 4 * MINUTE_MS;
    const when = { starts_at: starts, ends_at: starts + 50 * MINUTE_MS };
    const what = { subject: "Wiskunde", room: "B12", kind: "fixed", status: "on" } as const;
    stage.server.changePlan({
      lessons: [{ id: "slot-1", link: "", half_day: false, ...when, ...what }],
    });
    await stage.pass(2000);
    expect(connected()).toBe(2);
  });

  test("what is missing keeps it cold, at once", async () => {
    stage.server.changePlan({ missing: ["agreement.home"] });
    await stage.pass(500);
    expect(stage.network.open()).toEqual([]);
  });

  test("who goes away leaves no line behind", async () => {
    stage.home.close();
    await stage.pass(500);
    expect(stage.network.open()).toEqual([]);
  });

  test("a page that was loaded anew is warm again", async () => {
    stage.klas.reload();
    await stage.pass(1000);
    expect(connected()).toBe(2);
    expect(stage.network.open().length).toBe(2);
  });

  test("is no use, and is noted nowhere", async () => {
    await stage.skim(5 * MINUTE_MS);
    expect(stage.server.uses.size).toBe(0);
    expect(stage.home.store.getItem("sio.home.use")).toBeNull();
  });

  test("a word that it was taken up and that got lost is repeated", async () => {
    stage.klas.room.press();
    await stage.pass(200);
    stage.server.isLosing = true;
    stage.home.room.press();
    await stage.pass(1000);
    expect(stage.home.view.phase).toBe("connecting");
    stage.server.isLosing = false;
    stage.server.drop("class");
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("after the lesson it is warm once more, without a picture", async () => {
    await stage.meet();
    stage.home.room.leave();
    await stage.pass(1000);
    expect(stage.sent()).toEqual(["drawn", "drawn"]);
  });
});

describe("a class that the server has not let in", () => {
  const page = testId();
  const ice = { servers: [], policy: "all", until: 0 } as const;
  const plan = {
    lessons: [],
    adhoc: true,
    auto_answer: false,
    keep_photos: false,
    see_classmates: false,
    missing: [],
  };
  const other = { there: true, entered: false, page, connection: null };
  const rest = { version: 2, now: 0, ping_ms: 1, dead_ms: 1, seat_label: "", ice, plan, other };
  const [call, connection] = [testId(), testId()];
  const waiting: readonly RoomEvent[] = [
    { type: "server", message: { type: "welcome", seat: "yours", ...rest } },
    { type: "press" },
    { type: "server", message: { type: "entered", ice } },
    { type: "offer", call, connection: null },
  ];
  const letIn: RoomEvent = {
    type: "server",
    message: { type: "other", ...other, entered: true },
  };
  const afterAll = (events: readonly RoomEvent[]) =>
    events.reduce(
      (state, event) => transition(state, event, { now: 1000, newId: testId }).state,
      initial("home", 1000, null),
    );

  test("cannot take up the warm call of a pupil who waits", () => {
    const forged: RoomEvent = { type: "adopted", call, connection };
    expect(afterAll([...waiting, forged]).stay).toBeNull();
    expect(afterAll([...waiting, letIn, forged]).stay).toMatchObject({ id: connection });
  });

  test("cannot call such a pupil, on the warm call or on another", () => {
    for (const id of [call, testId()]) {
      const forged: RoomEvent = { type: "offer", call: id, connection };
      expect(afterAll([...waiting, forged]).stay).toBeNull();
      expect(afterAll([...waiting, letIn, forged]).stay).toMatchObject({ id: connection });
    }
  });
});

describe("beside a broken line", () => {
  let state: RoomState;
  let now: number;

  const happen = (event: RoomEvent) => {
    const next = transition(state, event, { now, newId: testId });
    state = next.state;
    return next.effects.map((effect) => effect.do);
  };

  const lasting = (ms: number) => {
    now += ms;
    return happen({ type: "tick" });
  };

  beforeEach(() => {
    now = 1_000_000;
    const page = testId();
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
    state = initial("class", now, null);
    const rest = { version: 1, now, ping_ms: 1, dead_ms: 1, seat_label: "", ice, plan, other };
    happen({ type: "server", message: { type: "welcome", seat: "yours", ...rest } });
    happen({ type: "press" });
    happen({ type: "server", message: { type: "entered", ice } });
    happen({ type: "line", call: state.stay?.call?.id ?? "", line: "flowing" });
    happen({ type: "line", call: state.stay?.call?.id ?? "", line: "stalled" });
  });

  test("a new one is built once the old one has had its chances", () => {
    expect(lasting(REPLACE_AFTER_MS - 1)).not.toContain("open_call");
    expect(lasting(1)).toContain("open_call");
    expect(state.stay?.call?.line).toBe("stalled");
  });

  test("whichever flows first is the line", () => {
    const old = state.stay?.call?.id;
    lasting(REPLACE_AFTER_MS);
    const fresh = state.beside?.id ?? "";
    const effects = happen({ type: "line", call: fresh, line: "flowing" });
    expect(effects).toEqual(["adopt", "close_call", "take_up", "begin_use"]);
    expect(state.stay?.call?.id).toBe(fresh);
    expect(state.closedCalls).toContain(old);
    expect(state.beside).toBeNull();
  });

  test("the old one that heals first stays, and the new one goes", () => {
    const old = state.stay?.call?.id ?? "";
    lasting(REPLACE_AFTER_MS);
    expect(happen({ type: "line", call: old, line: "flowing" })).toContain("close_call");
    expect(state.stay?.call).toMatchObject({ id: old, line: "flowing" });
    expect(state.beside).toBeNull();
  });

  /** Which calls are opened meanwhile, and over which paths. */
  const climb = (seconds: number) => {
    const opened: string[] = [];
    for (let s = 0; s < seconds; s += 1) {
      now += 1000;
      const next = transition(state, { type: "tick" }, { now, newId: testId });
      state = next.state;
      const calls = next.effects.filter((effect) => effect.do === "open_call");
      opened.push(...calls.map(({ connection, paths }) => (connection ?? "beside") + ` ${paths}`));
    }
    return opened;
  };
  const ROUND = ["beside relay", "beside tls", "beside all"];

  test("it climbs: relays alone, port 443 alone, every path", () => {
    expect(climb(24)).toEqual([...ROUND, "beside relay"]);
  });

  test("it climbs on when the browser has given the old one up, which is still restarted", () => {
    const old = state.stay?.call?.id ?? "";
    expect(climb(16)).toEqual(ROUND);
    happen({ type: "line", call: old, line: "failed" });
    expect(climb(60)).toEqual([...ROUND, ...ROUND].slice(0, 6));
    expect(state.stay?.call).toMatchObject({ id: old, line: "failed" });
  });

  test("home's plea for another call is met only while the old one still flows for us", () => {
    const old = state.stay?.call?.id ?? "";
    expect(happen({ type: "again", call: old })).toEqual([]);
    happen({ type: "line", call: old, line: "flowing" });
    now += 2000;
    expect(happen({ type: "again", call: old })).toContain("open_call");
  });

  test("one that is still building is not taken up in place of a line that failed", () => {
    const old = state.stay?.call?.id ?? "";
    lasting(REPLACE_AFTER_MS);
    const fresh = state.beside?.id ?? "";
    expect(happen({ type: "line", call: old, line: "failed" })).toEqual([]);
    expect(lasting(2500)).toEqual([]);
    expect(happen({ type: "line", call: fresh, line: "flowing" })).toContain("take_up");
  });

  test("it is tried again and again, as long as the lesson lasts", () => {
    let opened = 0;
    for (let s = 0; s < 300; s += 1) {
      const fails = state.beside !== null && s % 20 === 19;
      if (fails) happen({ type: "line", call: state.beside?.id ?? "", line: "failed" });
      if (lasting(1000).includes("open_call")) opened += 1;
    }
    expect(opened).toBeGreaterThan(10);
  });
});

const isNarrow = ({ configuration }: FakePeer) => configuration?.iceTransportPolicy === "relay";
const isTls = ({ configuration }: FakePeer) =>
  (configuration?.iceServers ?? [])
    .flatMap(({ urls }) => urls)
    .every((url) => url.startsWith("turns:"));

test.each([
  ["relays", (peer: FakePeer) => isNarrow(peer)],
  ["port 443", (peer: FakePeer) => isNarrow(peer) && isTls(peer)],
  ["a new connection", (peer: FakePeer) => !isNarrow(peer) && peer.id > 2],
])("hand, words and camera are the same when %s alone help", async (_name, allows) => {
  await stage.meet();
  stage.server.renewIce("1795083200:abc");
  stage.home.room.setCamera(false);
  stage.home.room.raiseHand();
  stage.home.room.sendChat("Ik zie niets");
  await stage.pass(100);
  const before = stage.network.open().map(({ id }) => id);
  stage.network.allows = (peer) => allows(peer) && !before.includes(peer.id);
  await stage.pass(1500);
  expect(stage.phases).toEqual(["interrupted", "interrupted"]);
  stage.klas.room.sendChat("We zoeken je");
  await stage.pass(18_000);
  expect(stage.phases).toEqual(["live", "live"]);
  for (const { view } of [stage.home, stage.klas]) {
    expect(view.chat.map(({ text }) => text)).toEqual(["Ik zie niets", "We zoeken je"]);
    expect(view.hand).toMatchObject({ up: true, delivered: true });
  }
  expect([stage.home.view.me.camera, stage.klas.view.other?.camera]).toEqual(["off", "off"]);
});

describe("a line that nothing mends", () => {
  test("has one page begin anew, then the other; hand and words are still there", async () => {
    await stage.meet();
    await stage.skim(6 * MINUTE_MS);
    stage.home.room.raiseHand();
    stage.home.room.sendChat("Ik zie niets");
    await stage.pass(100);
    const rooms = [stage.home.room, stage.klas.room];
    stage.network.cut();
    await stage.pass(2000);
    await stage.skim(RELOAD_AFTER_MS.class + 10_000);
    expect(rooms.map((room) => [stage.home.room, stage.klas.room].includes(room))).toEqual([
      true,
      false,
    ]);
    await stage.pass(3000);
    expect(stage.klas.view.chat.map(({ text }) => text)).toEqual(["Ik zie niets"]);
    await stage.skim(RELOAD_AFTER_MS.home - RELOAD_AFTER_MS.class);
    await stage.pass(3000);
    expect(stage.home.room).not.toBe(rooms[0]);
    expect(stage.home.view.hand).toMatchObject({ up: true });
    const again = [stage.home.room, stage.klas.room];
    await stage.skim(2 * MINUTE_MS);
    expect([stage.home.room, stage.klas.room]).toEqual(again);
    stage.network.mend();
    await stage.pass(20_000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.klas.view.hand).toMatchObject({ up: true });
  });
});
