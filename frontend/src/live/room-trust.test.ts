import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DescriptionSignal, parseSignal, type Signal } from "./signal";
import { keyOf, signatureOf } from "./testing/fake-trust";
import { type Device, Stage, testId } from "./testing/stage";
import { descriptionText } from "./trust-proof";
import type { Side } from "./view";

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => {
  stage.close();
});

/** What the server makes of the descriptions of one side. */
function twists(side: Side, change: (signal: Signal) => object): void {
  stage.server.lie = (from, body) => {
    const signal = parseSignal(body);
    if (from !== side || signal.kind !== "description") return [body];
    return [JSON.stringify({ ...signal, ...change(signal) })];
  };
}

function nothingIsConnected(): void {
  expect(stage.phases).not.toContain("live");
  const connected = stage.network.open().filter((peer) => peer.connectionState === "connected");
  for (const peer of connected) expect(peer.partner).toBeNull();
}

async function confirmBoth(): Promise<void> {
  for (const { room } of [stage.home, stage.klas]) room.confirmOther();
  await stage.pass(10);
}

/** The device is wiped, and paired anew. */
function wipe(device: Device): void {
  device.secret += " again";
  device.disk.write("pins.home.traject-1", []).catch(() => undefined);
  device.disk.write("pins.class.traject-1", []).catch(() => undefined);
  device.reload();
}

describe("the first lesson", () => {
  beforeEach(async () => {
    await stage.meet();
  });

  test("begins at once, and asks both to compare the same three symbols", () => {
    expect(stage.phases).toEqual(["live", "live"]);
    const [home, klas] = [stage.home.view.trust, stage.klas.view.trust];
    expect(home).toMatchObject({ standing: "met", asks: true, unproven: false });
    expect(klas).toMatchObject({ standing: "met", asks: true, unproven: false });
    expect(home.symbols).toHaveLength(3);
    expect(klas.symbols).toEqual(home.symbols);
  });

  test("who has confirmed is not asked again, not even after a reload", async () => {
    await confirmBoth();
    for (const device of [stage.home, stage.klas]) {
      expect(device.view.trust).toMatchObject({ standing: "confirmed", asks: false });
      device.reload();
      await stage.pass(3000);
      expect(stage.phases).toEqual(["live", "live"]);
      expect(device.view.trust).toMatchObject({ standing: "confirmed", asks: false });
      expect(device.view.trust.symbols).toEqual(
        (device === stage.home ? stage.klas : stage.home).view.trust.symbols,
      );
    }
  });

  test("later is asked again at the next load", async () => {
    stage.home.room.compareLater();
    expect(stage.home.view.trust).toMatchObject({ standing: "met", asks: false });
    stage.home.reload();
    await stage.pass(3000);
    expect(stage.home.view.trust).toMatchObject({ standing: "met", asks: true });
  });

  test("a no ends the line, and keeps it off until it is taken back", async () => {
    stage.home.room.refuseOther();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["ended", "ended"]);
    expect(stage.home.view.trust).toMatchObject({ standing: "refused", asks: false });
    stage.home.room.press();
    stage.klas.room.press();
    await stage.pass(20_000);
    nothingIsConnected();
    expect(stage.home.view.trust.standing).toBe("refused");
    stage.home.room.reconsiderOther();
    expect(stage.home.view.trust).toMatchObject({ standing: "changed", asks: true });
    await stage.pass(20_000);
    nothingIsConnected();
    stage.home.room.confirmOther();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
  });
});

describe("another device", () => {
  beforeEach(async () => {
    await stage.meet();
    await confirmBoth();
  });

  test.each(["home", "klas"] as const)("%s is paired anew: asked first", async (name) => {
    const [changed, stays] = name === "home" ? [stage.home, stage.klas] : [stage.klas, stage.home];
    wipe(changed);
    await stage.pass(3000);
    for (const { room, view } of [stage.home, stage.klas]) if (view.press === "enter") room.press();
    await stage.pass(3000);
    nothingIsConnected();
    expect(stays.view.trust).toMatchObject({ standing: "changed", asks: true });
    expect(changed.view.trust.symbols).toEqual(stays.view.trust.symbols);
    stays.room.confirmOther();
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stays.view.trust).toMatchObject({ standing: "confirmed", asks: false });
    expect(changed.view.trust).toMatchObject({ standing: "met", asks: true });
  });

  test("the one before is still known", async () => {
    const first = stage.home.secret;
    stage.home.secret = "home second";
    stage.home.reload();
    await stage.pass(3000);
    stage.klas.room.confirmOther();
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
    stage.home.secret = first;
    stage.home.reload();
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.klas.view.trust.standing).toBe("confirmed");
  });
});

describe("a server that lies", () => {
  const PROOF = { key: keyOf("liar"), signature: "A".repeat(86) };
  const sdpOf = (signal: Signal) => (signal.kind === "description" ? signal.description : null);

  const LIES: [string, Side, (signal: Signal) => object][] = [
    ["takes the proof off an offer", "class", () => ({ proof: undefined })],
    ["takes the proof off an answer", "home", () => ({ proof: undefined })],
    ["breaks the proof", "class", () => ({ proof: { key: 7 } })],
    ["puts a key of its own", "class", () => ({ proof: PROOF })],
    [
      "puts another fingerprint in an offer",
      "class",
      (signal) => ({
        description: {
          ...sdpOf(signal),
          sdp: sdpOf(signal)?.sdp.replace(/[0-9a-f]{2}$/i, "ee"),
        },
      }),
    ],
    [
      "adds a line to an answer",
      "home",
      (signal) => ({
        description: { ...sdpOf(signal), sdp: `${sdpOf(signal)?.sdp}\r\na=inactive` },
      }),
    ],
    ["gives it another call", "class", () => ({ call: "ca11ca11-4444-4a6b-9c3d-2f4e5a6b7c8d" })],
    ["gives it another number", "class", () => ({ offer: 9 })],
  ];

  test.each(LIES)("%s: nothing is connected, and the screen says so", async (_what, side, lie) => {
    twists(side, lie);
    await stage.meet();
    await stage.pass(5000);
    nothingIsConnected();
    const victim = side === "class" ? stage.home : stage.klas;
    expect(victim.view.trust).toMatchObject({ unproven: true, asks: false });
  });

  test("to a line that runs it can do nothing with it", async () => {
    await stage.meet();
    const peers = stage.network.open();
    const offer = stage.server.signals.find((body) => body.includes('"offer"'))!;
    const forged = { ...(JSON.parse(offer) as object), proof: PROOF };
    stage.server.lie = (_side, body) => [body, JSON.stringify(forged)];
    stage.klas.room.networkChanged();
    await stage.pass(3000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open()).toEqual(peers);
  });

  test("an offer of an earlier page is refused", async () => {
    await stage.meet();
    await confirmBoth();
    const old = stage.server.signals.find((body) => body.includes('"type":"offer"'))!;
    stage.home.reload();
    await stage.pass(100);
    const to = (body: string) => (JSON.parse(body) as { to: string }).to;
    stage.server.lie = (side, body) =>
      side === "class" && body.includes("description")
        ? [JSON.stringify({ ...(JSON.parse(old) as object), to: to(body) })]
        : [body];
    stage.klas.reload();
    await stage.pass(10_000);
    nothingIsConnected();
    expect(stage.home.view.trust.unproven).toBe(true);
  });

  test("once it is honest again, the line comes by itself", async () => {
    twists("class", () => ({ proof: undefined }));
    await stage.meet();
    await stage.pass(5000);
    nothingIsConnected();
    stage.server.lie = (_side, body) => [body];
    await stage.pass(20_000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.trust.unproven).toBe(false);
  });

  test("a flood and what is too big are dropped, and the line lives", async () => {
    const big = { call: "x", sdp: "y".repeat(1_000_000) };
    stage.server.lie = (side, body) =>
      side === "class" ? [JSON.stringify(big), ...Array<string>(50).fill(body)] : [body];
    await stage.meet();
    await stage.pass(1000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("keeping the symbols back connects no changed device", async () => {
    await stage.meet();
    await confirmBoth();
    stage.server.lie = (_side, body) => (body.includes('"compare"') ? [] : [body]);
    wipe(stage.klas);
    await stage.pass(3000);
    stage.klas.room.press();
    await stage.pass(5000);
    nothingIsConnected();
    expect(stage.home.view.trust).toMatchObject({ standing: "changed", asks: false });
    stage.home.room.confirmOther();
    await stage.pass(5000);
    nothingIsConnected();
  });
});

describe("a server that lies from the first meeting on", () => {
  const LIAR = keyOf("liar");

  /** Signs what builds the line with a key of its own, and does `rest` with all else. */
  function stepsIn(rest: (signal: Signal, body: string) => readonly string[]): void {
    stage.server.lie = (side, body) => {
      const signal = parseSignal(body);
      if (signal.kind !== "description") return rest(signal, body);
      const liar = { room: "traject-1", side, page: stage.server.pageOf(side), key: LIAR };
      const signature = signatureOf(LIAR, descriptionText(liar, signal)!);
      return [JSON.stringify({ ...signal, proof: { key: LIAR, signature } })];
    };
  }

  const trusts = () => [stage.home.view.trust, stage.klas.view.trust];

  test("and keeps the symbols back is seen on both screens", async () => {
    stepsIn((signal, body) => (signal.kind === "compare" ? [] : [body]));
    await stage.meet();
    expect(stage.phases).toEqual(["live", "live"]);
    await stage.pass(5000);
    for (const trust of trusts()) expect(trust).toMatchObject({ asks: false, missing: false });
    await stage.pass(6000);
    for (const trust of trusts()) {
      expect(trust).toMatchObject({ standing: "met", symbols: null, asks: false, missing: true });
    }
  });

  test("also if it pauses the line now and then", async () => {
    stepsIn((signal, body) => (signal.kind === "compare" ? [] : [body]));
    await stage.meet();
    for (let i = 0; i < 3; i++) {
      stage.network.cut();
      await stage.pass(2000);
      stage.network.mend();
      await stage.pass(2000);
    }
    for (const trust of trusts()) expect(trust.missing).toBe(true);
  });
});

describe("a disk that does not answer", () => {
  const PLACE = "pins.home.traject-1";
  const kept = () => stage.home.disk.read(PLACE);
  let answers: () => void;

  /** Home is loaded anew, and its disk says nothing of whom it met. */
  function goesSilent(): void {
    const { disk } = stage.home;
    const read = disk.read.bind(disk);
    disk.read = (name) => (name === PLACE ? Promise.reject(new Error("slow")) : read(name));
    answers = () => {
      disk.read = read;
    };
    stage.home.reload();
  }

  beforeEach(async () => {
    await stage.meet();
    await confirmBoth();
  });

  test("brings nobody in unasked, and loses nobody", async () => {
    const before = await kept();
    stage.klas.secret = "liar";
    stage.klas.reload();
    goesSilent();
    await stage.pass(5000);
    nothingIsConnected();
    expect(stage.home.view.trust).toMatchObject({ standing: "changed", asks: true });
    answers();
    await stage.pass(20_000);
    nothingIsConnected();
    expect(stage.home.view.trust.standing).toBe("changed");
    expect(await kept()).toEqual(before);
  });

  test("is read once it answers, and the line comes by itself", async () => {
    goesSilent();
    await stage.pass(5000);
    expect(stage.home.view.trust.standing).toBe("changed");
    answers();
    await stage.pass(20_000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.home.view.trust).toMatchObject({ standing: "confirmed", asks: false });
  });

  test("what people said meanwhile is kept beside what stood there", async () => {
    goesSilent();
    stage.klas.secret = "second class";
    stage.klas.reload();
    await stage.pass(5000);
    stage.home.room.confirmOther();
    await stage.pass(5000);
    answers();
    await stage.pass(3000);
    const [second, first] = [keyOf("second class"), keyOf("class Klasset")];
    expect(await kept()).toEqual([second, first].map((key) => ({ key, state: "confirmed" })));
  });
});

describe("a class that stands open for days", () => {
  const hasSymbols = () => stage.klas.view.trust.symbols !== null;

  async function loadsOfHome(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      stage.home.reload();
      await stage.pass(1500);
    }
  }

  test("can still confirm a tablet that is paired anew", async () => {
    await stage.meet();
    await confirmBoth();
    await loadsOfHome(20);
    expect(hasSymbols()).toBe(true);
    wipe(stage.home);
    await stage.pass(2000);
    if (stage.home.view.press === "enter") stage.home.room.press();
    await stage.pass(3000);
    expect(stage.klas.view.trust).toMatchObject({ standing: "changed", asks: true });
    stage.klas.room.confirmOther();
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("compares with somebody whom nobody confirmed sixteen times, and later again", async () => {
    await stage.pass(500);
    await loadsOfHome(15);
    expect(hasSymbols()).toBe(true);
    await loadsOfHome(1);
    expect(hasSymbols()).toBe(false);
    await stage.skim(3_600_000);
    await loadsOfHome(1);
    expect(hasSymbols()).toBe(true);
  });
});

describe("what was asked is asked as long as the line runs", () => {
  beforeEach(async () => {
    await stage.meet();
  });

  async function isAsked(): Promise<void> {
    await stage.pass(3000);
    expect(stage.home.view.trust).toMatchObject({ standing: "met", asks: true });
  }

  function signalled(signal: object): void {
    stage.server.tell("home", { type: "signal", body: JSON.stringify(signal) });
  }

  test("whatever false steps come in", async () => {
    const step = { step: "reveal", value: "A".repeat(43) };
    signalled({ to: stage.server.pageOf("home"), compare: step });
    await isAsked();
  });

  test("whoever else is said to sit there", async () => {
    const [page, key] = [testId(), keyOf("liar")];
    const offer = stage.server.signals.findLast((body) => body.includes('"type":"offer"'))!;
    const forged = parseSignal(offer) as DescriptionSignal;
    const liar = { room: "traject-1", side: "class", page, key } as const;
    const signature = signatureOf(key, descriptionText(liar, forged)!);
    stage.server.tell("home", {
      type: "other",
      there: true,
      entered: true,
      page,
      connection: null,
    });
    signalled({ ...forged, proof: { key, signature } });
    await isAsked();
  });
});

test("a step towards the symbols that gets lost is said again", async () => {
  let lost = 0;
  stage.server.lie = (_side, body) => {
    const isLost = parseSignal(body).kind === "compare" && lost < 4;
    lost += isLost ? 1 : 0;
    return isLost ? [] : [body];
  };
  await stage.meet();
  await stage.pass(9000);
  for (const device of [stage.home, stage.klas]) {
    expect(device.view.trust).toMatchObject({ asks: true, missing: false });
    expect(device.view.trust.symbols).toHaveLength(3);
  }
});

test("a device without a key connects to nobody, and nothing breaks", async () => {
  stage.home.secret = "";
  stage.home.reload();
  await stage.meet();
  await stage.pass(5000);
  nothingIsConnected();
  expect(stage.home.view.trust.unproven).toBe(true);
});
