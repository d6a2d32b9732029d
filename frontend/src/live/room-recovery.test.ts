import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FakePeer } from "./testing/fake-peer";
import { Stage } from "./testing/stage";

const MINUTE_MS = 60_000;

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
});

afterEach(() => {
  stage.close();
});

describe("reload", () => {
  test.each(["home", "klas"] as const)(
    "%s is back without a press, with all it had",
    async (who) => {
      stage.home.room.raiseHand();
      await stage.pass(50);
      stage.klas.room.answerHand();
      stage.home.room.sendChat("Eerste");
      await stage.pass(50);
      stage.klas.room.sendChat("Tweede");
      stage.klas.room.stay();
      await stage.pass(6000);
      const before = stage[who].view;
      stage[who].reload();
      expect(stage[who].view.phase).toBe("interrupted");
      await stage.pass(3000);
      expect(stage.phases).toEqual(["live", "live"]);
      const after = stage[who].view;
      expect(after.chat).toEqual(before.chat.map((line) => ({ ...line, delivery: "delivered" })));
      expect(after.hand).toMatchObject({ id: before.hand?.id, up: true, answered: true });
      expect(after.closing?.endsAt).toBe(before.closing?.endsAt);
      expect(after.startedAt).toBe(before.startedAt);
      expect(stage.network.open().length).toBe(2);
    },
  );

  test("of both at once", async () => {
    stage.home.reload();
    stage.klas.reload();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.server.uses.size).toBe(1);
  });

  test("keeps the camera off that was off, and the pause", async () => {
    stage.home.room.setCamera(false);
    stage.home.room.pause("care");
    await stage.pass(100);
    stage.home.reload();
    await stage.pass(3000);
    expect(stage.home.view.me).toMatchObject({ camera: "off", paused: "care" });
    expect(stage.home.media.live()).toEqual([]);
    expect(stage.klas.view.other).toMatchObject({ camera: "off", paused: "care" });
  });

  test("after more than a quarter of an hour does not come back, and shows nobody", async () => {
    stage.home.close();
    await stage.skim(16 * MINUTE_MS);
    stage.home.reload();
    await stage.pass(1000);
    expect(stage.home.view.phase).toBe("lobby");
    expect(stage.home.media.live()).toEqual([]);
    expect(stage.klas.view.ended).toBeNull();
    expect(stage.klas.view.phase).toBe("lobby");
  });

  test("after leaving does not come back", async () => {
    stage.home.room.leave();
    await stage.pass(500);
    stage.home.reload();
    await stage.pass(1000);
    expect(stage.home.view.phase).toBe("lobby");
  });

  test("a crash of the browser loses no use", async () => {
    await stage.skim(2 * MINUTE_MS + 4000);
    stage.server.uses.clear();
    stage.klas.close();
    stage.home.close();
    await stage.skim(20 * MINUTE_MS);
    stage.home.reload();
    await stage.pass(1000);
    const [use] = stage.server.uses.values();
    const lengthMs = (use?.stoppedAt ?? 0) - (use?.startedAt ?? 0);
    expect(Math.round(lengthMs / MINUTE_MS)).toBe(2);
  });
});

/** What builds or mends a line; not what only repeats whose it is. */
function descriptions({ server }: Stage): readonly string[] {
  return server.signals.filter((body) => body.includes("description"));
}

function keyFrames(peer: FakePeer): number {
  return peer.transceivers[1]?.sender.keyFrames ?? 0;
}

describe("the server", () => {
  test("may restart: not one description, not one frame", async () => {
    await stage.pass(1000);
    const signals = descriptions(stage);
    const peers = stage.network.open();
    stage.server.stop();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.online).toBe(false);
    stage.home.room.sendChat("Zonder server");
    await stage.pass(50);
    expect(stage.klas.view.chat.map(({ text }) => text)).toEqual(["Zonder server"]);
    stage.server.start();
    await stage.pass(8000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.online).toBe(true);
    expect(stage.network.open()).toEqual(peers);
    expect(descriptions(stage)).toEqual(signals);
  });

  test("may stay away for less than ten minutes", async () => {
    stage.server.stop();
    await stage.skim(9 * MINUTE_MS);
    expect(stage.phases).toEqual(["live", "live"]);
    await stage.skim(2 * MINUTE_MS);
    expect(stage.network.open()).toEqual([]);
    expect([stage.home.view.ended, stage.klas.view.ended]).toContain("no_server");
  });

  test("in trouble, does not end the lesson", async () => {
    stage.server.refuses = "core.storage_away";
    stage.server.stop();
    stage.server.start();
    await stage.pass(15_000);
    expect(stage.phases).toEqual(["live", "live"]);
    stage.server.refuses = null;
    await stage.pass(15_000);
    stage.home.reload();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("in trouble, lets who crashed meanwhile come back without a press", async () => {
    stage.server.refuses = "core.storage_away";
    stage.home.reload();
    await stage.pass(15_000);
    expect(stage.home.view.phase).toBe("interrupted");
    stage.server.refuses = null;
    await stage.pass(15_000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("in trouble, lets in who pressed meanwhile without another press", async () => {
    stage.home.room.leave();
    await stage.pass(1000);
    stage.server.refuses = "core.storage_away";
    stage.home.room.press();
    await stage.pass(2000);
    expect(stage.home.view.notice?.code).toBe("core.storage_away");
    stage.server.refuses = null;
    stage.klas.room.press();
    await stage.pass(12_000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.notice).toBeNull();
  });

  test("that finds the right ended when we come back, ends it", async () => {
    stage.server.stop();
    stage.server.refuses = "lessons.right_ended";
    stage.server.start();
    await stage.pass(3000);
    expect(stage.sent().filter((name) => name !== "drawn")).toEqual([]);
    expect(stage.phases).toEqual(["ended", "ended"]);
  });

  test("notes afterwards what it could not note before", async () => {
    await stage.pass(MINUTE_MS);
    stage.server.stop();
    stage.server.uses.clear();
    stage.home.room.leave();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["ended", "ended"]);
    stage.server.start();
    await stage.pass(10_000);
    expect(stage.server.uses.size).toBe(1);
  });
});

describe("the line", () => {
  test("that is cut is interrupted within a second, looked for, and mended by itself", async () => {
    stage.network.cut();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["interrupted", "interrupted"]);
    await stage.pass(4000);
    const [a] = stage.network.open();
    expect(a?.restarts).toBeGreaterThan(0);
    stage.network.mend();
    await stage.pass(300);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
  });

  test("that flows again gets whole pictures, at once and twice more", async () => {
    stage.network.cut();
    await stage.pass(3000);
    stage.network.mend();
    const before = stage.network.open().map(keyFrames);
    await stage.pass(1500);
    const bursts = stage.network.open().map((peer, i) => keyFrames(peer) - (before[i] ?? 0));
    expect(bursts).toEqual([3, 3]);
  });

  test("that was quiet for a blink is left alone", async () => {
    stage.network.cut();
    await stage.pass(400);
    stage.network.mend();
    await stage.pass(1000);
    expect(stage.network.open().map((peer) => peer.restarts)).toEqual([0, 0]);
  });

  test("is looked for at once when the network is another one", async () => {
    stage.home.room.networkChanged();
    await stage.pass(100);
    expect(stage.network.open().some((peer) => peer.restarts > 0)).toBe(true);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("to a device with another address is mended as soon as its socket is another one", async () => {
    const before = stage.server.signals.length;
    stage.network.cut();
    stage.server.readdress("class");
    await stage.pass(1600);
    expect(stage.server.signals.length).toBeGreaterThan(before);
    stage.network.mend();
    await stage.pass(300);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("takes new credentials for its next restart, and goes on", async () => {
    stage.server.renewIce("1795083200:abc");
    await stage.pass(100);
    for (const { configuration, restarts } of stage.network.open()) {
      expect(configuration?.iceServers?.[0]?.username).toBe("1795083200:abc");
      expect(configuration?.bundlePolicy).toBe("max-bundle");
      expect(restarts).toBe(0);
    }
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("a hand and a line written in the cut arrive once, over the server", async () => {
    stage.network.cut();
    await stage.pass(1000);
    stage.home.room.raiseHand();
    stage.home.room.sendChat("Ik hoor niets");
    await stage.pass(500);
    expect(stage.klas.view.hand).toMatchObject({ up: true });
    expect(stage.klas.view.chat.length).toBe(1);
    stage.network.mend();
    await stage.pass(3000);
    expect(stage.klas.view.chat.length).toBe(1);
  });

  test("that nothing passes arrives when one of both paths is back", async () => {
    stage.network.cut();
    stage.server.stop();
    await stage.pass(1000);
    stage.home.room.sendChat("Hallo?");
    await stage.pass(5000);
    expect(stage.home.view.chat).toMatchObject([{ delivery: "sending" }]);
    stage.network.mend();
    await stage.pass(1500);
    expect(stage.klas.view.chat.length).toBe(1);
    expect(stage.home.view.chat).toMatchObject([{ delivery: "delivered" }]);
  });

  test("that the browser gives up is looked for every two seconds all the same", async () => {
    const before = stage.network.open();
    stage.network.cut();
    await stage.pass(16_000);
    stage.network.fail();
    const restarts = before[0]?.restarts ?? Infinity;
    await stage.pass(60_000);
    expect(before[0]?.restarts).toBeGreaterThan(restarts + 25);
    stage.network.mend();
    await stage.pass(2500);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
  });

  test("that only home's browser gives up is asked for anew", async () => {
    stage.network.open()[1]?.become("failed");
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
  });

  test("that never comes back ends after a quarter of an hour", async () => {
    stage.network.cut();
    await stage.skim(14 * MINUTE_MS);
    expect(stage.phases).toEqual(["interrupted", "interrupted"]);
    await stage.skim(2 * MINUTE_MS);
    expect([stage.home.view.ended, stage.klas.view.ended]).toContain("other_gone");
  });

  test("is still whole after a socket was lost on one side", async () => {
    stage.server.drop("home");
    await stage.pass(2000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
    stage.network.cut();
    await stage.pass(4000);
    stage.network.mend();
    await stage.pass(500);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("an offer that was lost on the way is made again", async () => {
    stage.server.isLosing = true;
    stage.network.cut();
    await stage.pass(4000);
    stage.server.isLosing = false;
    stage.network.mend();
    await stage.pass(5000);
    stage.network.cut();
    await stage.pass(4000);
    stage.network.mend();
    await stage.pass(500);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().every((peer) => peer.signalingState === "stable")).toBe(true);
  });
});
