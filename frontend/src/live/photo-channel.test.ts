import { beforeEach, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { PhotoChannel } from "./photo-channel";
import { PIECE_BYTES } from "./photo-wire";
import { FakeTime } from "./testing/fake-time";

class Channel {
  readyState: RTCDataChannelState = "open";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = "blob";
  onmessage: ((event: MessageEvent) => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  readonly sent: (string | number)[] = [];

  send(message: string | Uint8Array): void {
    this.sent.push(typeof message === "string" ? "head" : message.length);
  }

  hear(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent);
  }
}

let time: FakeTime;
let channel: Channel;
let photos: number[];
let warned: unknown[];
let end: PhotoChannel;

/** A piece in 600 ms. */
const KBPS = (8 * PIECE_BYTES) / 600;
const jpeg = new Uint8Array(2 * PIECE_BYTES + 1);

beforeEach(() => {
  time = new FakeTime();
  channel = new Channel();
  photos = [];
  warned = [];
  end = new PhotoChannel({
    channel: channel as unknown as RTCDataChannel,
    time,
    logger: { ...silentLogger, warn: (event, fields) => warned.push([event, fields]) },
    onPhoto: ({ size }) => photos.push(size),
  });
});

test("a piece now and then, so that the sound goes between", async () => {
  end.send(jpeg, KBPS);
  await time.pass(1);
  expect(channel.sent).toEqual(["head", PIECE_BYTES]);
  expect(end.isFree).toBe(false);
  await time.pass(600);
  expect(channel.sent).toEqual(["head", PIECE_BYTES, PIECE_BYTES]);
  await time.pass(600);
  expect(channel.sent.slice(1)).toEqual([PIECE_BYTES, PIECE_BYTES, 1]);
  expect(end.leftAt).toBe(time.now() - 1);
  expect(end.isFree).toBe(true);
});

test("waits while the line has not taken what it was given", async () => {
  end.send(jpeg, KBPS);
  await time.pass(1);
  channel.bufferedAmount = PIECE_BYTES + 1;
  await time.pass(5000);
  expect(channel.sent.length).toBe(2);
  channel.bufferedAmount = 0;
  channel.onbufferedamountlow?.();
  expect(channel.sent.length).toBe(3);
  channel.onbufferedamountlow?.();
  expect(channel.sent.length).toBe(3);
});

test("stops in the middle, and begins another one whole", async () => {
  end.send(jpeg, KBPS);
  await time.pass(1);
  end.stop();
  await time.pass(5000);
  channel.onbufferedamountlow?.();
  expect(channel.sent).toEqual(["head", PIECE_BYTES]);
  end.send(Uint8Array.of(1), KBPS);
  await time.pass(1);
  expect(channel.sent.slice(2)).toEqual(["head", 1]);
});

test("sends nothing over a channel that is not open", async () => {
  channel.readyState = "connecting";
  end.send(jpeg, KBPS);
  expect(channel.sent).toEqual([]);
  channel.readyState = "open";
  end.send(jpeg, KBPS);
  channel.readyState = "closed";
  await time.pass(5000);
  expect(channel.sent).toEqual(["head"]);
});

test("gives what came in whole; the rest is dropped, and told without its content", () => {
  channel.hear("geheim");
  channel.hear('{"id":1,"bytes":3,"chunks":1}');
  channel.hear(new ArrayBuffer(3));
  expect(photos).toEqual([3]);
  expect(warned).toEqual([["photo.dropped", { code: "protocol.malformed" }]]);
  expect(channel.binaryType).toBe("arraybuffer");
});
