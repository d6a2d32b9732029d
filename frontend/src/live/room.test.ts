import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Stage } from "./testing/stage";

const MINUTE_MS = 60_000;

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => {
  stage.close();
});

describe("meeting", () => {
  test("one press on each side, and both see and hear each other", async () => {
    await stage.pass(100);
    expect(stage.phases).toEqual(["lobby", "lobby"]);
    stage.klas.room.press();
    await stage.pass(100);
    expect(stage.phases).toEqual(["called", "waiting"]);
    stage.home.room.press();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    for (const { view } of [stage.home, stage.klas]) {
      expect(view.me).toMatchObject({ sees: true, hears: true, camera: "on", microphone: "on" });
      expect(view.other).toEqual({ ...view.me, looks: view.side === "home" ? null : "board" });
    }
  });

  test("two presses at once", async () => {
    await stage.pass(100);
    stage.klas.room.press();
    stage.home.room.press();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
  });

  test("the camera opens when the server lets in, not with the class, and in one call", async () => {
    await stage.pass(100);
    stage.home.room.press();
    expect(stage.home.media.asked).toEqual([]);
    await stage.pass(20);
    expect(stage.phases).toEqual(["waiting", "called"]);
    expect(stage.home.media.asked).toEqual(["audio+video"]);
  });

  test("what is written before the channel opens arrives", async () => {
    stage.network.cut();
    await stage.pass(100);
    stage.klas.room.press();
    stage.home.room.press();
    await stage.pass(300);
    expect(stage.phases).toEqual(["connecting", "connecting"]);
    expect(stage.home.room.sendChat("Dag klas!")).toBe(true);
    expect(stage.home.view.chat).toMatchObject([{ mine: true, delivery: "sending" }]);
    await stage.pass(100);
    expect(stage.klas.view.chat).toMatchObject([{ text: "Dag klas!", side: "home", mine: false }]);
    expect(stage.home.view.chat).toMatchObject([{ mine: true, delivery: "delivered" }]);
  });

  test("who changes their mind is out again, and the camera goes off", async () => {
    await stage.pass(100);
    stage.home.room.press();
    await stage.pass(100);
    expect(stage.home.media.live()).toEqual(["audio", "video"]);
    stage.home.room.leave();
    await stage.pass(100);
    expect(stage.phases).toEqual(["lobby", "lobby"]);
    expect(stage.home.media.live()).toEqual([]);
  });

  test("a refusal by the server is told with its code", async () => {
    stage.server.refuses = "lessons.not_now";
    await stage.pass(100);
    stage.home.room.press();
    await stage.pass(100);
    expect(stage.home.view.phase).toBe("lobby");
    expect(stage.home.view.notice).toEqual({ code: "lessons.not_now", message: "Nee." });
    expect(stage.home.media.asked).toEqual([]);
  });

  test("the class answers by itself in a lesson, if it may", async () => {
    await stage.pass(100);
    const now = stage.home.room.now();
    const lesson = {
      id: "slot-1",
      starts_at: now - MINUTE_MS,
      ends_at: now + 40 * MINUTE_MS,
      subject: "Wiskunde",
      room: "B12",
      kind: "fixed",
      status: "on",
      link: "",
      half_day: false,
    } as const;
    stage.server.changePlan({ auto_answer: true, lessons: [lesson] });
    stage.home.room.press();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["live", "live"]);
    stage.klas.room.leave();
    await stage.pass(1000);
    stage.home.room.press();
    await stage.pass(5000);
    expect(stage.phases).toEqual(["waiting", "called"]);
  });
});

describe("in the lesson", () => {
  beforeEach(async () => {
    await stage.meet();
  });

  test("a hand stays until somebody in class answers it, and the pupil sees that", async () => {
    stage.home.room.raiseHand();
    await stage.pass(10);
    expect(stage.klas.view.hand).toMatchObject({ up: true, answered: false });
    expect(stage.home.view.hand).toMatchObject({ answered: false, delivered: true });
    stage.klas.room.answerHand();
    await stage.pass(10);
    expect(stage.home.view.hand).toMatchObject({ up: true, answered: true });
    stage.home.room.lowerHand();
    await stage.pass(10);
    expect([stage.home.view.hand, stage.klas.view.hand]).toEqual([null, null]);
  });

  test("a class has no hand to raise, and a pupil none to answer", async () => {
    stage.klas.room.raiseHand();
    await stage.pass(10);
    expect([stage.home.view.hand, stage.klas.view.hand]).toEqual([null, null]);
    stage.home.room.raiseHand();
    stage.home.room.answerHand();
    await stage.pass(10);
    expect(stage.home.view.hand).toMatchObject({ answered: false });
  });

  test("a pupil who watches first is not seen or heard, and the class knows", async () => {
    stage.home.room.watchFirst(true);
    await stage.pass(3000);
    expect(stage.home.media.live()).toEqual([]);
    expect(stage.klas.view.other).toMatchObject({
      watching: true,
      camera: "off",
      microphone: "off",
      sees: true,
      hears: true,
    });
    expect(stage.klas.view.me).toMatchObject({ sees: false, hears: false });
    stage.home.room.watchFirst(false);
    await stage.pass(2000);
    expect(stage.klas.view.me).toMatchObject({ sees: true, hears: true });
  });

  test("a pause says why, hides both, and ends", async () => {
    stage.home.room.pause("rest");
    await stage.pass(3000);
    expect(stage.klas.view.other).toMatchObject({ paused: "rest", sees: false, hears: false });
    expect(stage.home.media.live()).toEqual([]);
    stage.home.room.resume();
    await stage.pass(2000);
    expect(stage.klas.view.other).toMatchObject({ paused: null, sees: true, hears: true });
  });

  test("a reason that is the other side's is no reason", () => {
    stage.home.room.pause("class");
    expect(stage.home.view.me.paused).toBeNull();
  });

  test("camera and microphone go off one by one, without a new offer", async () => {
    const before = stage.server.signals.length;
    stage.home.room.setCamera(false);
    await stage.pass(2000);
    expect(stage.home.media.live()).toEqual(["audio"]);
    expect(stage.klas.view.me).toMatchObject({ sees: false, hears: true });
    stage.home.room.setMicrophone(false);
    await stage.pass(3000);
    expect(stage.klas.view.me).toMatchObject({ sees: false, hears: false });
    expect(stage.klas.view.other).toMatchObject({ camera: "off", microphone: "off" });
    expect(stage.server.signals.length).toBe(before);
  });

  test("a muted loudspeaker and a blocked one are told to the other side", async () => {
    stage.klas.room.setSpeaker(false);
    await stage.pass(10);
    expect(stage.home.view.other).toMatchObject({ speaker: false, hears: false });
    stage.klas.room.setSpeaker(true);
    stage.klas.room.reportSound(true);
    await stage.pass(10);
    expect(stage.klas.view.soundBlocked).toBe(true);
    expect(stage.home.view.other).toMatchObject({ speaker: true, hears: false });
  });

  test("leaving ends it on both sides, and nothing of it remains", async () => {
    stage.home.room.raiseHand();
    stage.home.room.sendChat("Tot morgen");
    await stage.pass(10);
    stage.home.room.leave();
    await stage.pass(400);
    expect(stage.phases).toEqual(["ended", "ended"]);
    expect([stage.home.view.ended, stage.klas.view.ended]).toEqual(["left", "other_left"]);
    expect(stage.sent()).toEqual(["drawn", "drawn"]);
    expect([stage.home.media.live(), stage.klas.media.live()]).toEqual([[], []]);
    for (const { view } of [stage.home, stage.klas]) {
      expect([view.hand, view.chat, view.other]).toEqual([null, [], null]);
    }
    expect(stage.home.store.getItem("sio.home.choices")).toBeNull();
  });

  test("who left may come back by a press, into an empty lesson", async () => {
    stage.home.room.sendChat("Een");
    stage.home.room.leave();
    await stage.pass(1000);
    stage.home.room.press();
    stage.klas.room.press();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    stage.home.room.sendChat("Twee");
    await stage.pass(100);
    expect(stage.klas.view.chat.map(({ text }) => text)).toEqual(["Twee"]);
  });

  test("the class sees the end coming, and may stay on", async () => {
    await stage.skim(48 * MINUTE_MS);
    expect(stage.home.view.closing?.warn).toBe(true);
    stage.klas.room.stay();
    await stage.pass(100);
    expect(stage.home.view.closing?.warn).toBe(false);
    const left = (stage.home.view.closing?.endsAt ?? 0) - stage.home.room.now();
    expect(Math.round(left / MINUTE_MS)).toBe(17);
    await stage.skim(19 * MINUTE_MS);
    expect([stage.home.view.ended, stage.klas.view.ended]).toContain("over");
    expect(stage.sent()).toEqual([]);
  });

  test("use is noted, from both sides as one", async () => {
    await stage.pass(2 * MINUTE_MS);
    stage.home.room.leave();
    await stage.pass(1000);
    const uses = [...stage.server.uses.values()];
    expect(uses.length).toBe(1);
    const [use] = uses;
    expect(Math.round(((use?.stoppedAt ?? 0) - (use?.startedAt ?? 0)) / 1000)).toBe(121);
    expect(stage.home.store.getItem("sio.home.use")).toBeNull();
  });
});

describe("rights", () => {
  test("a revoked device ends both peer connections within a second", async () => {
    await stage.meet();
    stage.server.revoke("home");
    await stage.pass(999);
    expect(stage.network.open()).toEqual([]);
    expect(stage.phases).toEqual(["blocked", "ended"]);
    expect(stage.home.view.block).toEqual({ code: "unpaired", missing: [] });
    expect([stage.home.media.live(), stage.klas.media.live()]).toEqual([[], []]);
    expect(stage.server.uses.size).toBe(1);
  });

  test("also if only the other side's socket is up", async () => {
    await stage.meet();
    stage.server.isAway = true;
    stage.server.drop("home");
    await stage.pass(1000);
    stage.server.isAway = false;
    stage.server.revoke("class");
    await stage.pass(999);
    expect(stage.network.open()).toEqual([]);
    expect(stage.home.view.ended).toBe("revoked");
  });

  test("what is missing blocks the button, until it is there", async () => {
    stage.server.plan = { ...stage.server.plan, missing: ["agreement.home"] };
    await stage.pass(100);
    expect(stage.home.view.block).toEqual({ code: "missing", missing: ["agreement.home"] });
    stage.home.room.press();
    await stage.pass(100);
    expect(stage.home.view.phase).toBe("blocked");
    stage.server.changePlan({ missing: [] });
    await stage.pass(100);
    expect([stage.home.view.phase, stage.home.view.press]).toEqual(["lobby", "enter"]);
  });
});

describe("another device of the same side", () => {
  test("takes over by a press, and gets hand and chat; the first one is out", async () => {
    await stage.meet();
    stage.home.room.raiseHand();
    stage.home.room.sendChat("Eerste");
    await stage.pass(100);
    const bed = stage.another("home", "Ziekenhuis");
    await stage.pass(100);
    expect([bed.view.phase, bed.view.seatLabel]).toEqual(["taken", "Tablet"]);
    bed.room.take();
    await stage.pass(1000);
    expect(bed.view.phase).toBe("called");
    expect([stage.home.view.phase, stage.klas.view.phase]).toEqual(["taken", "interrupted"]);
    expect(stage.home.media.live()).toEqual([]);
    bed.room.press();
    await stage.pass(2000);
    expect(stage.klas.view.trust).toMatchObject({ standing: "changed", asks: true });
    stage.klas.room.confirmOther();
    await stage.pass(3000);
    expect([bed.view.phase, stage.klas.view.phase]).toEqual(["live", "live"]);
    expect(bed.view.hand).toMatchObject({ up: true });
    expect(bed.view.chat.map(({ text }) => text)).toEqual(["Eerste"]);
    expect(stage.network.open().length).toBe(2);
  });

  test("gives the seat back by a press", async () => {
    await stage.pass(100);
    const bed = stage.another("home", "Ziekenhuis");
    await stage.pass(100);
    bed.room.take();
    await stage.pass(1000);
    expect(stage.home.view.phase).toBe("taken");
    stage.home.room.take();
    await stage.pass(1000);
    expect([stage.home.view.phase, bed.view.phase]).toEqual(["lobby", "taken"]);
  });
});
