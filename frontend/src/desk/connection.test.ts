import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLogger } from "../live/logger";
import { FakeTime } from "../live/testing/fake-time";
import { Connection } from "./connection";

class Socket {
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

let time: FakeTime;
let sockets: Socket[];
let heard: string[];
let connection: Connection;

beforeEach(() => {
  time = new FakeTime();
  sockets = [];
  heard = [];
  connection = new Connection({
    open: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    time,
    logger: silentLogger,
    listener: {
      onSaid: ({ type }) => heard.push(type),
      onDown: () => heard.push("down"),
      onRefused: () => heard.push("refused"),
    },
  });
  connection.connect();
});
afterEach(() => connection.close());

function say(body: object): void {
  sockets.at(-1)?.onmessage?.({ data: JSON.stringify(body) });
}

const OPEN = { type: "question", until: 2, now: 1 };

test.each([1006, 1011, 1012, 4408])("it comes back after %i", async (code) => {
  say(OPEN);
  sockets[0]!.onclose?.({ code });
  await time.pass(2500);
  say(OPEN);
  expect([heard, sockets.length]).toEqual([["question", "down", "question"], 2]);
});

test.each([4401, 4404])("it does not after %i", async (code) => {
  sockets[0]!.onclose?.({ code });
  await time.pass(60_000);
  expect([heard, sockets.length]).toEqual([["refused"], 1]);
});

test("a question that is closed stays closed", async () => {
  say({ type: "closed", why: "home" });
  sockets[0]!.onclose?.({ code: 1000 });
  await time.pass(60_000);
  expect([heard, sockets.length]).toEqual([["closed"], 1]);
});

test("a server that says nothing for 25 s is left, and looked for anew", async () => {
  say(OPEN);
  await time.pass(24_000);
  say(OPEN);
  await time.pass(24_000);
  expect(sockets).toHaveLength(1);
  await time.pass(4000);
  expect([sockets.length, sockets[0]!.isClosed]).toEqual([2, true]);
});

test("what is no message is passed over", () => {
  sockets[0]!.onmessage?.({ data: "{oops" });
  say(OPEN);
  expect(heard).toEqual(["question"]);
});
