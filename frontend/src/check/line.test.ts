import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ice } from "./ice";
import { LIMIT_MS, LineTest } from "./line";

const ROUND_TRIP_S = 0.042;

class FakeChannel extends EventTarget {
  readyState = "connecting";
  binaryType = "";
  readonly bufferedAmount = 0;
  other: FakeChannel | null = null;
  sent = 0;

  /** Every `lose`-th message gets lost. */
  constructor(private readonly lose: number) {
    super();
  }

  open(): void {
    this.readyState = "open";
    this.dispatchEvent(new Event("open"));
  }

  send(data: Uint8Array): void {
    if (++this.sent % this.lose === 0) return;
    this.other?.dispatchEvent(new MessageEvent("message", { data: data.buffer }));
  }
}

/** One end; `ways` says which server addresses let something through. */
class FakePeer extends EventTarget {
  static ways: ReadonlySet<string> = new Set();
  static tried: string[] = [];
  static lose = Infinity;
  static open = 0;
  private static waiting: FakePeer | null = null;

  iceGatheringState = "new";
  localDescription: object | null = null;
  readonly channel = new FakeChannel(FakePeer.lose);
  private readonly urls: string;

  constructor({ iceServers = [] }: RTCConfiguration) {
    super();
    this.urls = iceServers.flatMap(({ urls }) => urls).join();
    if (this.urls === "turn:broken") throw new SyntaxError("no address");
    FakePeer.tried.push(this.urls);
    FakePeer.open++;
  }

  createDataChannel(_label: string, options?: RTCDataChannelInit): FakeChannel {
    if (options?.negotiated) this.link();
    return this.channel;
  }

  setLocalDescription(): Promise<void> {
    this.localDescription = {};
    return Promise.resolve();
  }

  setRemoteDescription(): Promise<void> {
    if (FakePeer.ways.has(this.urls)) this.channel.open();
    return Promise.resolve();
  }

  getStats(): Promise<Map<string, object>> {
    const pair = { type: "candidate-pair", nominated: true, currentRoundTripTime: ROUND_TRIP_S };
    return Promise.resolve(new Map([["pair", pair]]));
  }

  close(): void {
    FakePeer.open--;
  }

  private link(): void {
    const other = FakePeer.waiting;
    FakePeer.waiting = other ? null : this;
    if (!other) return;
    this.channel.other = other.channel;
    other.channel.other = this.channel;
  }
}

const UDP = "turn:relay?transport=udp";
const TCP = "turn:relay?transport=tcp";
const TLS = "turns:relay";

function line(ice: Partial<Ice>): LineTest {
  return new LineTest(
    { servers: [], policy: "all", ...ice },
    (config) => new FakePeer(config) as unknown as RTCPeerConnection,
  );
}

async function finished(test: LineTest): Promise<LineTest> {
  void test.run();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(test.done).toBe(true);
  return test;
}

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(FakePeer, { ways: new Set(), tried: [], lose: Infinity, open: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

test("without relays says so, and tries the straight way alone", async () => {
  FakePeer.ways = new Set([""]);
  const { outcomes } = await finished(line({}));
  expect(outcomes).toEqual({
    direct: "works",
    udp: "absent",
    tcp: "absent",
    tls: "absent",
    bandwidth: "unknown",
    loss: "unknown",
    delay: "unknown",
  });
  expect(FakePeer.open).toBe(0);
});

test("measures each way that works, and gives the figures of the best", async () => {
  FakePeer.ways = new Set([TCP, TLS]);
  FakePeer.lose = 20;
  const test = await finished(line({ servers: [{ urls: [UDP, TCP, TLS] }], policy: "relay" }));
  expect(FakePeer.tried).toEqual([UDP, UDP, TCP, TCP, TLS, TLS]);
  expect([...test.figures.keys()]).toEqual(["tcp", "tls"]);
  expect(test.figures.get("tcp")?.roundTripMs).toBe(42);
  expect(test.figures.get("tcp")?.lostShare).toBeCloseTo(0.05, 1);
  expect(test.outcomes).toEqual({
    direct: "untested",
    udp: "failed",
    tcp: "works",
    tls: "works",
    bandwidth: "sharp",
    loss: "some",
    delay: "short",
  });
  expect(FakePeer.open).toBe(0);
});

test("does not fill more of the line than a lesson needs", async () => {
  FakePeer.ways = new Set([UDP]);
  const test = await finished(line({ servers: [{ urls: [UDP] }], policy: "relay" }));
  expect(test.figures.get("udp")?.kbps).toBeGreaterThan(3500);
  expect(test.figures.get("udp")?.kbps).toBeLessThan(4500);
});

test("takes the next server of a kind if the first is away or has no address", async () => {
  FakePeer.ways = new Set([UDP]);
  const servers = [{ urls: ["turn:broken", "turn:away", UDP] }];
  const test = await finished(line({ servers, policy: "relay" }));
  expect(test.relays.udp).toBe("works");
});

test("knows a straight way without an answer from one that fails", async () => {
  FakePeer.ways = new Set([""]);
  const stun = [{ urls: ["stun:away"] }];
  expect((await finished(line({ servers: stun }))).direct).toBe("no_answer");
  FakePeer.ways = new Set();
  expect((await finished(line({ servers: stun }))).direct).toBe("failed");
});

test("tries nothing more once it is closed", async () => {
  const test = line({ servers: [{ urls: [UDP, TCP, TLS] }] });
  void test.run();
  await vi.advanceTimersByTimeAsync(LIMIT_MS / 2);
  test.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakePeer.tried).not.toContain(UDP);
});
