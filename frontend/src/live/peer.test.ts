import { beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { type Description, Peer, type PeerListener } from "./peer";
import type { Candidate } from "./signal";
import { FakeTrack } from "./testing/fake-media";
import { FakeNetwork, type FakePeer } from "./testing/fake-peer";
import { FakeTime, settle } from "./testing/fake-time";

interface End {
  readonly peer: Peer;
  readonly log: string[];
  readonly out: (() => void)[];
}

const RED = { mimeType: "audio/red", clockRate: 48_000 };
const OPUS = { mimeType: "audio/opus", clockRate: 48_000 };

let time: FakeTime;
let network: FakeNetwork;
let klas: End;
let home: End;

/** What an end says waits in `out` until the test lets it go. */
function end(role: "offers" | "answers", other: () => End): End {
  const log: string[] = [];
  const out: (() => void)[] = [];
  const listener: PeerListener = {
    onDescription: (description: Description, offer: number) => {
      log.push(`${description.type} ${offer}`);
      out.push(() => other().peer.receiveDescription(description, offer));
    },
    onRestartWanted: () => {
      log.push("restart wanted");
      out.push(() => other().peer.restartForOther());
    },
    onCandidates: (candidates: readonly Candidate[]) => {
      out.push(() => other().peer.receiveCandidates(candidates));
    },
    onTrack: (kind) => log.push(`track ${kind}`),
    onState: (state) => log.push(state),
    onTalkOpen: () => log.push("talk open"),
    onTalk: (body) => log.push(`talk ${body}`),
    onPhoto: ({ size }) => log.push(`photo ${size}`),
    onBeat: () => log.push("beat"),
  };
  const audioCodecs = () => [OPUS, RED];
  const videoCodecs = () => [];
  const logger = silentLogger;
  const isSharp = role === "offers";
  const { create } = network;
  const beat = { say: () => "b", hear: () => undefined };
  const parts = { create, isFramed: false, audioCodecs, videoCodecs, beat, time, logger };
  return {
    peer: new Peer({ ...parts, role, isSharp, listener }),
    log,
    out,
  };
}

async function deliver(...ends: End[]): Promise<void> {
  for (let round = 0; round < 6; round++) {
    await settle();
    for (const { out } of ends) for (const say of out.splice(0)) say();
  }
  await time.pass(20);
  for (const { out } of ends) for (const say of out.splice(0)) say();
  await settle();
}

function made(): [FakePeer, FakePeer] {
  const [first, second] = network.open();
  return [first!, second!];
}

beforeEach(() => {
  time = new FakeTime();
  network = new FakeNetwork();
  klas = end("offers", () => home);
  home = end("answers", () => klas);
});

async function connect(): Promise<void> {
  await deliver(klas, home);
}

test("one offer and one answer make a call with sound, picture and talk", async () => {
  await connect();
  expect(klas.log).toEqual([
    "offer 1",
    "track audio",
    "track video",
    "track room",
    "connected",
    "talk open",
  ]);
  expect(home.log).toEqual([
    "track audio",
    "track video",
    "track room",
    "answer 1",
    "connected",
    "talk open",
  ]);
  const rooms = ["sendonly", "recvonly"];
  for (const [i, peer] of made().entries()) {
    const directions = peer.transceivers.map(({ direction }) => direction);
    expect(directions).toEqual(["sendrecv", "sendrecv", rooms[i]]);
    expect(peer.transceivers[0]?.preferred).toEqual([RED, OPUS]);
  }
});

test("home waits for the class's offer", async () => {
  await deliver(home);
  expect(home.log).toEqual([]);
});

test("tracks that come before, during and after make no new offer", async () => {
  const [voice, face, other] = [
    new FakeTrack("audio"),
    new FakeTrack("video"),
    new FakeTrack("video"),
  ];
  klas.peer.setTrack("audio", voice.asTrack());
  home.peer.setTrack("video", face.asTrack());
  await connect();
  klas.peer.setTrack("video", other.asTrack());
  home.peer.setTrack("video", null);
  await deliver(klas, home);
  const sent = made().map((peer) => peer.transceivers.map(({ sender }) => sender.track));
  expect(sent).toEqual([
    [voice, other, null],
    [null, null, null],
  ]);
  expect([voice.contentHint, other.contentHint]).toEqual(["speech", "text"]);
  expect([...klas.log, ...home.log].filter((line) => /offer|answer/.test(line)).length).toBe(2);
});

test("sound is held as long as is said, also before it is there; pictures never", async () => {
  const held = () =>
    made().map((peer) => peer.transceivers.map(({ receiver }) => receiver.jitterBufferTarget));
  home.peer.holdSound(300);
  await connect();
  expect(held()).toContainEqual([0, 0, 0]);
  expect(held()).toContainEqual([300, 0, 0]);
  home.peer.holdSound(0);
  expect(held()).not.toContainEqual([300, 0, 0]);
});

test("a second picture has its own way from the start: it needs no new offer", async () => {
  await connect();
  const [board, room] = [new FakeTrack("video", "board"), new FakeTrack("video", "room")];
  klas.peer.setTrack("video", board.asTrack());
  klas.peer.setTrack("room", room.asTrack());
  await deliver(klas, home);
  const [ours, theirs] = made();
  expect(ours.transceivers.map(({ sender }) => sender.track)).toEqual([null, board, room]);
  expect([board.contentHint, room.contentHint]).toEqual(["text", "motion"]);
  expect(ours.transceivers.map(({ sender }) => sender.keyFrames)).toEqual([0, 1, 1]);
  klas.peer.keyFrame();
  expect(ours.transceivers.map(({ sender }) => sender.keyFrames)).toEqual([0, 2, 2]);
  expect(theirs.transceivers.map(({ sender }) => sender.track)).toEqual([null, null, null]);
  expect([...klas.log, ...home.log].filter((line) => /offer|answer/.test(line)).length).toBe(2);
});

test("what is told of the second picture is told apart", async () => {
  await connect();
  klas.peer.setTrack("room", new FakeTrack("video").asTrack());
  await settle();
  const told = [...(await home.peer.stats()).values()] as {
    kind?: string;
    framesDecoded?: number;
  }[];
  const frames = (kind: string) =>
    told.filter((one) => one.kind === kind).map((one) => one.framesDecoded);
  expect([frames("video"), frames("room")]).toEqual([[0], [1000]]);
});

test("talk and beat go through", async () => {
  expect(klas.peer.sendTalk("x")).toBe(false);
  await connect();
  expect(klas.peer.sendTalk("hallo")).toBe(true);
  await time.pass(300);
  expect(home.log.slice(-2)).toEqual(["talk hallo", "beat"]);
});

describe("a new path", () => {
  test("is offered by the class alone: home asks for it", async () => {
    await connect();
    home.peer.restartIce();
    await deliver(klas, home);
    expect(home.log.slice(-2)).toEqual(["restart wanted", "answer 2"]);
    expect(home.log.filter((line) => line.startsWith("offer"))).toEqual([]);
  });

  test("that both want at once is one offer", async () => {
    await connect();
    klas.peer.restartIce();
    home.peer.restartIce();
    await deliver(klas, home);
    await deliver(klas, home);
    for (const peer of made()) expect(peer.signalingState).toBe("stable");
    expect(new Set(klas.log.filter((line) => line.startsWith("offer")))).toEqual(
      new Set(["offer 1", "offer 2"]),
    );
  });

  test("is never offered by home, whatever a browser thinks is needed", async () => {
    await connect();
    made()[1].onnegotiationneeded?.();
    klas.peer.receiveDescription({ type: "offer", sdp: JSON.stringify({ id: 99 }) }, 9);
    await deliver(klas, home);
    expect(home.log.filter((line) => line.startsWith("offer"))).toEqual([]);
    expect(klas.log.filter((line) => line.startsWith("answer"))).toEqual([]);
  });

  test("an answer to an offer that is not the last is dropped", async () => {
    await connect();
    klas.peer.restartIce();
    await settle();
    klas.peer.receiveDescription({ type: "answer", sdp: JSON.stringify({ id: 99 }) }, 1);
    await settle();
    expect(made()[0].signalingState).toBe("have-local-offer");
    await deliver(klas, home);
    expect(made()[0].signalingState).toBe("stable");
  });
});

describe("a lost offer", () => {
  test("is sent again when the way is open, and looked for anew when it is answered", async () => {
    await connect();
    klas.peer.restartIce();
    await settle();
    klas.out.splice(0);
    klas.peer.resend();
    await deliver(klas, home);
    expect(made()[0].signalingState).toBe("stable");
    expect(klas.log.filter((line) => line === "offer 2").length).toBe(2);
  });

  test("does not stop the next restart", async () => {
    await connect();
    for (let i = 0; i < 3; i++) {
      klas.peer.restartIce();
      await settle();
      klas.out.splice(0);
    }
    klas.peer.restartIce();
    await deliver(klas, home);
    await deliver(klas, home);
    for (const peer of made()) expect(peer.signalingState).toBe("stable");
  });
});

test("candidates that are found together travel together", async () => {
  await settle();
  const [pc] = made();
  const found = { candidate: "candidate:2", sdpMid: "0", sdpMLineIndex: 0 } as RTCIceCandidate;
  pc.onicecandidate?.({ candidate: found });
  pc.onicecandidate?.({ candidate: null });
  await time.pass(10);
  expect(klas.out.length).toBe(2);
});

test("silent paths are held by an address where nobody answers", async () => {
  await connect();
  const [, theirs] = made();
  theirs.candidates.length = 0;
  home.peer.keepPaths();
  await settle();
  expect(theirs.candidates).toEqual([]);
  const candidate = "candidate:1 1 udp 1 10.87.0.2 51927 typ host";
  home.peer.receiveCandidates([{ candidate, sdpMid: "0", sdpMLineIndex: 0 }]);
  home.peer.keepPaths();
  await settle();
  expect(theirs.candidates).toEqual([candidate, candidate.replace("51927", "51929")]);
});

test("after closing nothing more is said or heard", async () => {
  await connect();
  const [pc] = made();
  klas.peer.close();
  klas.log.length = 0;
  klas.peer.restartIce();
  pc.become("failed");
  pc.channels.get(1)?.onmessage?.({ data: "b" } as MessageEvent);
  await time.pass(1000);
  expect([klas.log, klas.peer.state]).toEqual([[], "closed"]);
});

test("asks for a whole picture only if it sends one, and whenever it is another one", async () => {
  await connect();
  klas.peer.keyFrame();
  expect(made()[0].transceivers[1]?.sender.keyFrames).toBe(0);
  klas.peer.setTrack("video", new FakeTrack("video").asTrack());
  await settle();
  expect(made()[0].transceivers[1]?.sender.keyFrames).toBe(1);
  klas.peer.keyFrame();
  klas.peer.setTrack("video", null);
  await settle();
  expect(made()[0].transceivers[1]?.sender.keyFrames).toBe(2);
});

test.each([
  ["Chromium", [{ id: "T", type: "transport", bytesReceived: 7, selectedCandidatePairId: "P" }], 7],
  ["Firefox, whose transport counts nothing", [{ id: "T", type: "transport" }], 5],
  ["Firefox without a transport", [], 5],
])("bytes that come in are counted by %s", async (_browser, transport, bytes) => {
  await connect();
  const pair = { id: "P", type: "candidate-pair", nominated: true, state: "succeeded" };
  const entries = [...transport, { ...pair, bytesReceived: 5 }];
  const [receiver] = made()[0].getReceivers();
  receiver!.getStats = () => Promise.resolve(new Map(entries.map((entry) => [entry.id, entry])));
  expect(await klas.peer.bytesReceived()).toBe(bytes);
});

describe("what we send is cut otherwise", () => {
  const thin = { isLong: true, isTwice: false, hasPicture: false };
  const full = { isLong: false, isTwice: true, hasPicture: true };
  const directions = () =>
    made().map(({ remoteDescription }) => /a=(send\w+)/.exec(remoteDescription?.sdp ?? "")?.[1]);

  test("by each side for itself, and back; the other hears nothing of it", async () => {
    await connect();
    const said = [...klas.log, ...home.log];
    await klas.peer.reshape(thin);
    expect(directions()).toEqual(["sendonly", "sendrecv"]);
    await home.peer.reshape(thin);
    expect(directions()).toEqual(["sendonly", "sendonly"]);
    await klas.peer.reshape(full);
    expect(directions()).toEqual(["sendrecv", "sendonly"]);
    await deliver(klas, home);
    expect([...klas.log, ...home.log]).toEqual(said);
    expect(made().map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
  });

  test("before there is anybody: from the first description on", async () => {
    await klas.peer.reshape(thin);
    await connect();
    expect(directions()).toEqual(["sendonly", "sendrecv"]);
  });

  test("while a new path is wanted: with the answer to that, and the offer goes out", async () => {
    await connect();
    made()[0].restarts += 1;
    await klas.peer.reshape(thin);
    expect(directions()).toEqual(["sendrecv", "sendrecv"]);
    klas.peer.restartIce();
    await deliver(klas, home);
    expect(klas.log.at(-1)).toBe("offer 2");
    expect(directions()).toEqual(["sendonly", "sendrecv"]);
  });

  test("home's wish for a new path in between is heard", async () => {
    await connect();
    const cut = klas.peer.reshape(thin);
    klas.peer.restartForOther();
    await cut;
    await deliver(klas, home);
    expect(klas.log.at(-1)).toBe("offer 2");
  });

  test("a browser that refuses keeps what it had", async () => {
    await connect();
    made()[0].refuses = true;
    await klas.peer.reshape(thin);
    expect(made()[0].signalingState).toBe("stable");
    made()[0].refuses = false;
    klas.peer.restartIce();
    await deliver(klas, home);
    expect(klas.log.at(-1)).toBe("offer 2");
  });
});
