import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ServerClock } from "./clock";
import { silentLogger } from "./logger";
import type { Welcome } from "./protocol";
import { Socket } from "./socket";
import { FakeSocket } from "./testing/fake-socket";
import { FakeTime } from "./testing/fake-time";

const GOLDEN = resolve(import.meta.dirname, "../../../tests/protocol");
const WELCOME = JSON.parse(readFileSync(`${GOLDEN}/down_welcome.json`, "utf8")) as Welcome;
const PAGE = "0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d";

let time: FakeTime;
let clock: ServerClock;
let opened: FakeSocket[];
let events: string[];
let socket: Socket;

beforeEach(() => {
  time = new FakeTime();
  clock = new ServerClock(time);
  opened = [];
  events = [];
  socket = new Socket({
    open: () => {
      opened.push(new FakeSocket());
      return last().asWebSocket();
    },
    page: PAGE,
    time,
    clock,
    random: () => 0,
    logger: silentLogger,
    listener: {
      onWelcome: () => events.push("welcome"),
      onMessage: (message) => events.push(message.type),
      onDown: () => events.push("down"),
      onRefused: (why) => events.push(`refused ${why}`),
    },
  });
});

function last(): FakeSocket {
  return opened.at(-1)!;
}

function welcome(): void {
  last().accept();
  last().say(WELCOME);
}

function connect(): void {
  socket.connect();
  welcome();
}

test("the browser speaks first, and is welcomed", () => {
  connect();
  expect(last().said).toEqual([
    { type: "hello", version: 2, page: PAGE },
    { type: "ping", n: 1 },
  ]);
  expect(events).toEqual(["welcome"]);
  expect(clock.now()).toBe(WELCOME.now);
});

test("nothing is sent or heard before the welcome", () => {
  socket.connect();
  last().accept();
  last().say({ type: "left" });
  expect(socket.send({ type: "leave" })).toBe(false);
  expect(events).toEqual([]);
});

test("a message that cannot be read is passed over", () => {
  connect();
  last().sayText("{");
  last().say({ type: "hologram" });
  last().say({ type: "left" });
  expect(events).toEqual(["welcome", "left"]);
});

test("a message that is too big does not go out, so that the line stays open", () => {
  connect();
  expect(socket.send({ type: "talk", body: "x".repeat(16 * 1024) })).toBe(false);
  expect(socket.send({ type: "leave" })).toBe(true);
});

test("pings as often as the server asked, and learns its clock from the answer", async () => {
  connect();
  await time.pass(10_000);
  const pings = last().said.filter((message) => message.type === "ping");
  expect(pings.length).toBeGreaterThanOrEqual(2);
  await time.pass(40);
  last().say({ type: "pong", n: pings.length, now: 2_000_000_000_000 });
  expect(clock.now()).toBe(2_000_000_000_020);
});

describe("comes back", () => {
  test("at once, then slower and slower, for as long as the page is open", async () => {
    connect();
    last().end(1006);
    expect(events).toEqual(["welcome", "down"]);
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      const before = opened.length;
      const start = time.now();
      while (opened.length === before) await time.pass(100);
      waits.push(time.now() - start);
      last().end(1006);
    }
    expect(waits).toEqual([100, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(events).toEqual(["welcome", "down"]);
  });

  test("with the same page, and counts anew after a good connection", async () => {
    connect();
    last().end(1012);
    await time.pass(1);
    welcome();
    expect(last().said[0]).toEqual({ type: "hello", version: 2, page: PAGE });
    await time.pass(11_000);
    last().end(1012);
    await time.pass(1);
    expect(opened.length).toBe(3);
  });

  test("after the silence that the server named", async () => {
    connect();
    await time.pass(29_000);
    expect(opened.length).toBe(1);
    await time.pass(6_100);
    expect(opened.length).toBe(2);
    expect(opened[0]?.closed).toBe(true);
  });

  test("from a connection that never opens", async () => {
    socket.connect();
    await time.pass(11_000);
    expect(opened.length).toBeGreaterThan(1);
  });

  test("ten seconds after a flood", async () => {
    connect();
    last().end(4429);
    await time.pass(9_999);
    expect(opened.length).toBe(1);
    await time.pass(1);
    expect(opened.length).toBe(2);
  });

  test("once after a message that was too big", async () => {
    connect();
    last().end(1009);
    await time.pass(1);
    welcome();
    last().end(1009);
    await time.pass(60_000);
    expect([opened.length, events.at(-1)]).toEqual([2, "refused version"]);
  });

  test("at once when the network is back", async () => {
    connect();
    for (let i = 0; i < 5; i++) {
      last().end(1006);
      await time.pass(5000);
    }
    last().end(1006);
    const before = opened.length;
    socket.wake();
    expect(opened.length).toBe(before + 1);
  });
});

test("a line that does not answer after a network change is given up within two seconds", async () => {
  connect();
  socket.wake();
  await time.pass(1999);
  expect(events).toEqual(["welcome"]);
  await time.pass(2);
  expect([events, opened.length]).toEqual([["welcome", "down"], 2]);
});

test("one that is slow to open is left to open when the network changes", async () => {
  socket.connect();
  await time.pass(500);
  socket.wake();
  await time.pass(2500);
  socket.wake();
  welcome();
  await time.pass(5000);
  expect([events, opened.length]).toEqual([["welcome"], 1]);
});

test("one that is opened over a network that is gone is begun anew after five seconds", async () => {
  socket.connect();
  await time.pass(4000);
  socket.wake();
  await time.pass(999);
  expect(opened.length).toBe(1);
  await time.pass(2);
  expect(opened.length).toBe(2);
});

test("one that is doubted since the lesson stalls is given up sooner, and never before its welcome", async () => {
  socket.connect();
  last().accept();
  socket.doubt();
  await time.pass(1000);
  last().say(WELCOME);
  socket.doubt();
  await time.pass(699);
  expect(events).toEqual(["welcome"]);
  await time.pass(2);
  expect([events, opened.length]).toEqual([["welcome", "down"], 2]);
});

test("who was asked because of the network has had that time already when the lesson stalls", async () => {
  connect();
  socket.wake();
  await time.pass(600);
  socket.doubt();
  await time.pass(99);
  expect(events).toEqual(["welcome"]);
  await time.pass(2);
  expect([events, opened.length]).toEqual([["welcome", "down"], 2]);
});

test("one that was given up like that is opened anew at once, however often", async () => {
  connect();
  for (let i = 0; i < 4; i++) {
    socket.doubt();
    await time.pass(701);
    expect(opened.length).toBe(i + 2);
    welcome();
  }
});

test("a question that was answered no longer counts", async () => {
  connect();
  socket.wake();
  await time.pass(600);
  last().say({ type: "pong", n: 2, now: 1 });
  socket.doubt();
  await time.pass(699);
  expect(opened.length).toBe(1);
});

test("a line that does answer stays", async () => {
  connect();
  socket.wake();
  last().say({ type: "pong", n: 2, now: 1 });
  await time.pass(4000);
  expect([events, opened.length]).toEqual([["welcome"], 1]);
});

test.each([
  [4400, "version"],
  [4401, "unpaired"],
  [4403, "right_ended"],
  [4404, "no_line"],
  [4409, "taken"],
  [1000, "done"],
])("close code %i is the last", async (code, why) => {
  connect();
  last().end(code);
  socket.wake();
  await time.pass(60_000);
  expect([opened.length, events]).toEqual([1, ["welcome", `refused ${why}`]]);
});

test("a press comes back after another device had the seat", () => {
  connect();
  last().end(4409);
  socket.connect();
  welcome();
  expect(events).toEqual(["welcome", "refused taken", "welcome"]);
});

test("closing ends everything", async () => {
  connect();
  socket.close();
  await time.pass(120_000);
  expect([opened.length, last().closed, events]).toEqual([1, true, ["welcome"]]);
});

test("nothing is sent on a line that the browser is closing", () => {
  connect();
  last().readyState = 2;
  expect(socket.send({ type: "leave" })).toBe(false);
  expect(last().said.map(({ type }) => type)).not.toContain("leave");
});
