import { beforeEach, describe, expect, test } from "vitest";
import { Governor, type Senders } from "./governor";
import { silentLogger } from "./logger";
import type { Picture } from "./policy";
import type { Encoding } from "./sending";
import type { Shape } from "./shape";

const CODECS = ["VP8", "AV1", "VP9"].map((name) => ({ mimeType: `video/${name}`, clockRate: 1 }));

class FakeSender {
  parameters = { encodings: [{ priority: "high" } as Encoding], codecs: CODECS };
  sets = 0;
  fails = false;

  getParameters(): unknown {
    return this.parameters;
  }

  setParameters(parameters: unknown): Promise<void> {
    if (this.fails) return Promise.reject(new DOMException("", "InvalidStateError"));
    this.parameters = parameters as FakeSender["parameters"];
    this.sets += 1;
    return Promise.resolve();
  }

  get encoding(): Encoding | undefined {
    return this.parameters.encodings[0];
  }
}

/** What the browser counts, one second after the other. */
class Line {
  now = 0;
  available = 4_000_000;
  encodeS = 0.01;
  freezeS = 0;
  flows = true;
  battery: number | null = null;
  readonly sound = new FakeSender();
  readonly picture = new FakeSender();
  readonly room = new FakeSender();
  senders = this.newSenders();
  readonly governor: Governor;
  hears = true;
  /** Every other second it tells no estimate. */
  isShy = false;
  photoKbps: number | null = null;
  lost = 0;
  roundTripS = 0.02;
  cameraFramesPerS = 15;
  readonly shapes: Shape[] = [];
  readonly holds: number[] = [];
  asksPerS = 0;
  /** What a file of ours takes beside sound and picture. */
  fileKbps = 0;
  private fileBytes = 0;
  private reports = 0;
  private frames = 0;
  private bytes = 0;
  private encoded = 0;
  private frozen = 0;
  private asks = 0;

  constructor(role: Picture) {
    const battery = () => this.battery;
    const photoKbps = () => this.photoKbps;
    const clock = { now: () => this.now, logger: silentLogger };
    this.governor = new Governor({ role, battery, photoKbps, ...clock });
  }

  /** Those of another call, with the same counters. */
  newSenders(): Senders {
    const by = { audio: this.sound, video: this.picture, room: this.room };
    const reshape = (shape: Shape) => Promise.resolve(void this.shapes.push(shape));
    const holdSound = (ms: number) => void this.holds.push(ms);
    return { sender: (kind) => by[kind] as unknown as RTCRtpSender, reshape, holdSound };
  }

  async seconds(count: number): Promise<void> {
    for (let s = 0; s < count; s++) {
      this.now += 1000;
      const isOn = this.picture.encoding?.active !== false;
      const frames = isOn ? Math.min(15, this.picture.encoding?.maxFramerate ?? 15) : 0;
      this.frames += frames;
      this.encoded += frames * this.encodeS;
      this.bytes += this.available / 10;
      this.fileBytes += this.fileKbps * 125;
      this.frozen += this.freezeS;
      await this.governor.look(this.report(), this.senders, this.flows);
    }
  }

  private heardSound(): object {
    const seconds = this.now / 1000;
    this.asks += this.asksPerS;
    return { packetsReceived: 50 * seconds, totalSamplesReceived: this.now, nackCount: this.asks };
  }

  private report(): RTCStatsReport {
    const video = { kind: "video", framesEncoded: this.frames, totalEncodeTime: this.encoded };
    if (this.hears) this.reports += 1;
    const heard = {
      timestamp: this.reports,
      fractionLost: this.lost,
      roundTripTime: this.roundTripS,
    };
    const isSilent = this.isShy && this.now % 2000 === 0;
    const estimate = isSilent ? {} : { availableOutgoingBitrate: this.available };
    const bytesSent = this.bytes + this.fileBytes;
    const pair = { ...estimate, bytesSent, currentRoundTripTime: this.roundTripS };
    return new Map<string, unknown>([
      ["T", { id: "T", type: "transport", selectedCandidatePairId: "P" }],
      ["P", { id: "P", type: "candidate-pair", ...pair }],
      [
        "O",
        { id: "O", type: "outbound-rtp", packetsSent: this.now, bytesSent: this.bytes, ...video },
      ],
      ["R", { id: "R", type: "remote-inbound-rtp", ...heard }],
      [
        "M",
        { id: "M", type: "media-source", kind: "video", framesPerSecond: this.cameraFramesPerS },
      ],
      ["A", { id: "A", type: "inbound-rtp", kind: "audio", ...this.heardSound() }],
      ["I", { id: "I", type: "inbound-rtp", kind: "video", totalFreezesDuration: this.frozen }],
    ]);
  }
}

describe("the class", () => {
  let line: Line;

  beforeEach(() => {
    line = new Line("board");
  });

  test("sends all on a good line, in the best codec, and sets it once", async () => {
    await line.seconds(30);
    expect(line.governor.mine).toEqual({ step: "whole", frozen: false });
    expect(line.picture.encoding).toMatchObject({
      ...{ active: true, maxFramerate: 30, maxBitrate: 2_500_000, scaleResolutionDownBy: 1 },
      ...{ codec: { mimeType: "video/AV1" }, priority: "high" },
    });
    expect(line.sound.encoding?.maxBitrate).toBe(32_000);
    expect([line.sound.sets, line.picture.sets]).toEqual([1, 1]);
  });

  test("gives a call beside all it will need, so that nothing changes at the press", async () => {
    await line.governor.warm(line.senders);
    expect(line.picture.encoding).toMatchObject({ codec: { mimeType: "video/AV1" } });
    line.governor.anotherCall();
    await line.seconds(2);
    expect([line.sound.sets, line.picture.sets]).toEqual([1, 1]);
  });

  test("music goes in stereo while the line is good, and as a voice when it is not", async () => {
    line.governor.music = { mine: true, theirs: true };
    await line.seconds(2);
    expect(line.sound.encoding?.maxBitrate).toBe(128_000);
    const music = { isLong: false, isTwice: false, hasPicture: true, isStereo: true };
    expect(line.shapes.at(-1)).toEqual({ ...music, hearsStereo: true });
    line.available = 50_000;
    await line.seconds(20);
    expect(line.sound.encoding?.maxBitrate).toBe(16_000);
    expect(line.shapes.at(-1)?.isStereo).toBe(undefined);
    line.available = 4_000_000;
    await line.seconds(200);
    expect(line.sound.encoding?.maxBitrate).toBe(128_000);
    line.governor.music = { mine: false, theirs: false };
    await line.seconds(2);
    expect(line.shapes.at(-1)).toEqual({ isLong: false, isTwice: true, hasPicture: true });
  });

  test("goes down to the photo on a narrow line: sound on, picture off", async () => {
    line.available = 50_000;
    await line.seconds(20);
    expect(line.governor.mine.step).toBe("photo");
    expect(line.picture.encoding?.active).toBe(false);
    expect(line.sound.encoding).toMatchObject({ active: true, maxBitrate: 16_000 });
    expect(line.shapes.at(-1)).toEqual({ isLong: true, isTwice: false, hasPicture: false });
  });

  test("hears theirs later while much of it is lost, and at once when it was well", async () => {
    await line.seconds(10);
    expect(line.holds).not.toContain(180);
    line.asksPerS = 10;
    await line.seconds(10);
    expect(line.holds.at(-1)).toBe(180);
    line.governor.told({ step: "photo", frozen: false });
    await line.seconds(1);
    expect(line.holds.at(-1)).toBe(340);
    line.asksPerS = 0;
    await line.seconds(50);
    expect(line.holds.at(-1)).toBe(0);
  });

  test("lets what the picture left in the line go before the first photo does", async () => {
    line.available = 50_000;
    while (line.governor.mine.step !== "photo") await line.seconds(1);
    await line.seconds(2);
    expect(line.governor.givesPhotos).toBe(false);
    await line.seconds(1);
    expect(line.governor.givesPhotos).toBe(true);
  });

  test("stays at the photo as long as a photo leaves slowly", async () => {
    line.available = 50_000;
    await line.seconds(20);
    line.available = 4_000_000;
    line.photoKbps = 75;
    await line.seconds(60);
    expect(line.governor.mine.step).toBe("photo");
    line.photoKbps = 88;
    await line.seconds(20);
    expect(line.governor.mine.step).toBe("board_slowest");
  });

  test("goes down as soon when it is told no estimate every other second", async () => {
    line.available = 50_000;
    line.isShy = true;
    await line.seconds(20);
    expect(line.governor.mine.step).toBe("photo");
  });

  test("believes no estimate before a picture has shown it how wide it must be", async () => {
    line.available = 50_000;
    await line.seconds(4);
    expect(line.governor.mine.step).toBe("whole");
  });

  test("takes another codec when it can't keep up, and fewer frames when none is left", async () => {
    line.encodeS = 0.06;
    await line.seconds(12);
    expect(line.picture.encoding?.codec?.mimeType).toBe("video/VP9");
    await line.seconds(11);
    expect(line.picture.encoding?.codec?.mimeType).toBe("video/VP8");
    await line.seconds(20);
    expect(line.picture.encoding?.maxFramerate).toBe(5);
  });

  test("tries again what the browser refused", async () => {
    line.picture.fails = true;
    await line.seconds(2);
    line.picture.fails = false;
    await line.seconds(1);
    expect(line.picture.encoding?.maxFramerate).toBe(30);
  });

  test("another call is given what this one was; another connection begins anew", async () => {
    line.available = 50_000;
    await line.seconds(20);
    line.governor.anotherCall();
    line.senders = line.newSenders();
    line.picture.parameters.encodings = [{}];
    await line.seconds(1);
    expect(line.picture.encoding?.active).toBe(false);
    line.governor.forget();
    expect(line.governor.mine.step).toBe("whole");
  });

  test("gives up what nobody reports of", async () => {
    await line.seconds(5);
    line.hears = false;
    await line.seconds(16);
    expect(line.governor.mine.step).toBe("face_slow");
  });

  test("is thin where not even the sound comes through, and no more as soon as it does", async () => {
    line.lost = 0.6;
    await line.seconds(30);
    expect([line.governor.mine.step, line.governor.isThin]).toEqual(["away", true]);
    line.lost = 0;
    await line.seconds(5);
    expect([line.governor.mine.step, line.governor.isThin]).toEqual(["sound", false]);
    line.governor.told({ step: "away", frozen: false });
    expect(line.governor.isThin).toBe(true);
  });

  test("does nothing while the line is away", async () => {
    line.flows = false;
    line.available = 1000;
    await line.seconds(30);
    expect(line.governor.mine.step).toBe("whole");
  });
});

describe("what an outage leaves behind", () => {
  async function outage(line: Line, seconds: number): Promise<void> {
    line.flows = false;
    await line.seconds(seconds);
    line.flows = true;
    line.lost = 0.6;
    line.freezeS = seconds;
    line.available = 150_000;
    line.asksPerS = 20;
    await line.seconds(1);
    line.freezeS = 0;
    await line.seconds(4);
    line.asksPerS = line.lost = 0;
    line.available = 4_000_000;
  }

  test("is no reason to give anything up, however often it comes", async () => {
    const line = new Line("board");
    await line.seconds(10);
    for (let i = 0; i < 4; i++) {
      await outage(line, 3);
      expect(line.governor.mine).toEqual({ step: "whole", frozen: false });
    }
    await line.seconds(10);
    expect(line.governor.mine.step).toBe("whole");
    expect(Math.max(...line.holds)).toBe(0);
  });

  test("is nothing while a line is first being built, or after the connection before", async () => {
    for (const isFirst of [true, false]) {
      const line = new Line("board");
      if (!isFirst) await line.seconds(10);
      line.flows = false;
      await line.seconds(5);
      if (!isFirst) line.governor.forget();
      line.flows = true;
      line.lost = 0.6;
      await line.seconds(5);
      expect(line.governor.mine.step).not.toBe("whole");
    }
  });

  test("is told from a line that stays bad", async () => {
    const line = new Line("board");
    await line.seconds(10);
    await outage(line, 3);
    line.lost = 0.6;
    line.available = 150_000;
    await line.seconds(6);
    expect(line.governor.mine.step).not.toBe("whole");
  });

  test("is not looked for after a moment without a byte, as a full line has many", async () => {
    const line = new Line("board");
    await line.seconds(10);
    await outage(line, 1);
    expect(line.governor.mine.step).not.toBe("whole");
  });
});

describe("home", () => {
  let line: Line;

  beforeEach(() => {
    line = new Line("face");
  });

  test("gives up its picture for the class's, and says nothing of it", async () => {
    line.governor.told({ step: "board_slow", frozen: false });
    await line.seconds(1);
    expect(line.picture.encoding).toMatchObject({ maxFramerate: 10, scaleResolutionDownBy: 2 });
    line.governor.told({ step: "photo", frozen: false });
    await line.seconds(1);
    expect(line.picture.encoding?.active).toBe(false);
    expect(line.shapes.at(-1)).toEqual({ isLong: true, isTwice: false, hasPicture: false });
    expect(line.sound.encoding?.maxBitrate).toBe(16_000);
    expect(line.governor.mine.step).toBe("whole");
    line.governor.told({ step: "whole", frozen: false });
    await line.seconds(1);
    expect(line.picture.encoding).toMatchObject({ active: true, maxFramerate: 30 });
  });

  test("tells of a picture that stands still, for ten seconds", async () => {
    await line.seconds(1);
    line.freezeS = 0.6;
    await line.seconds(2);
    expect(line.governor.mine.frozen).toBe(true);
    line.freezeS = 0;
    await line.seconds(10);
    expect(line.governor.mine.frozen).toBe(false);
  });

  test("gives up frames when the class sees it frozen, or the battery runs low", async () => {
    line.governor.told({ step: "whole", frozen: true });
    await line.seconds(5);
    expect(line.governor.mine.step).toBe("face_slow");
    const other = new Line("face");
    other.battery = 0.15;
    await other.seconds(1);
    expect(other.governor.mine.step).toBe("face_slow");
  });
});

describe("two pictures", () => {
  let line: Line;

  beforeEach(() => {
    line = new Line("board");
    line.governor.show({ hasRoom: true, large: "board" });
  });

  test("are both sent, each in a codec of its own", async () => {
    await line.seconds(2);
    expect(line.picture.encoding).toMatchObject({
      maxFramerate: 30,
      codec: { mimeType: "video/AV1" },
    });
    expect(line.room.encoding).toMatchObject({
      maxFramerate: 15,
      codec: { mimeType: "video/VP9" },
    });
  });

  test("change at once when the other one is large, and only then", async () => {
    await line.seconds(2);
    expect(line.governor.show({ hasRoom: true, large: "board" })).toBe(false);
    expect(line.governor.show({ hasRoom: true, large: "room" })).toBe(true);
    await line.governor.warm(line.senders);
    expect(line.picture.encoding).toMatchObject({ active: true, maxFramerate: 5 });
    expect(line.room.encoding).toMatchObject({ active: true, maxFramerate: 30 });
  });

  test("are one after the other given up: the small one first", async () => {
    line.available = 345_000;
    await line.seconds(20);
    expect(line.governor.mine.step).toBe("room_off");
    expect([line.picture.encoding?.active, line.room.encoding?.active]).toEqual([true, false]);
    expect(line.shapes.at(-1)?.hasPicture).toBe(true);
  });

  test("the room's alone is a picture too", async () => {
    line.governor.show({ hasRoom: true, large: "room" });
    line.available = 240_000;
    await line.seconds(20);
    expect([line.picture.encoding?.active, line.room.encoding?.active]).toEqual([false, true]);
    expect(line.shapes.at(-1)?.hasPicture).toBe(true);
  });
});

test("home tells of the large picture that stands still, not of one that has just become it", async () => {
  const line = new Line("face");
  await line.seconds(1);
  line.governor.see("room");
  line.freezeS = 0.9;
  await line.seconds(5);
  expect(line.governor.mine.frozen).toBe(false);
  line.governor.see("board");
  await line.seconds(2);
  expect(line.governor.mine.frozen).toBe(false);
  await line.seconds(4);
  expect(line.governor.mine.frozen).toBe(true);
});

test("a camera of a few frames a second only looks frozen: nothing is given up for it", async () => {
  const line = new Line("board");
  line.cameraFramesPerS = 1;
  line.governor.told({ step: "whole", frozen: true });
  await line.seconds(10);
  expect(line.governor.mine.step).toBe("whole");
});

test("files may take a part of what the line was seen to carry; a new lesson has seen none", async () => {
  const line = new Line("board");
  expect(line.governor.spare.kbps).toBeNull();
  await line.seconds(8);
  line.available = 100_000;
  await line.seconds(2);
  expect(line.governor.spare.kbps).toBe(2320);
  line.governor.forget();
  expect(line.governor.spare.kbps).toBeNull();
});

test("an estimate that a file of ours pressed down gives up no picture; one that stays low does", async () => {
  const line = new Line("board");
  await line.seconds(8);
  line.available = 1_000_000;
  await line.seconds(1);
  line.fileKbps = 3000;
  line.available = 100_000;
  await line.seconds(12);
  expect(line.governor.mine.step).toBe("whole");
  line.fileKbps = 0;
  await line.seconds(12);
  expect(line.governor.mine.step).not.toBe("whole");
});
