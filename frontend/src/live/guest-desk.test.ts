import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Visit } from "../guest/visit";
import { silentLogger } from "./logger";
import { FakeGuests } from "./testing/fake-guests";
import { FakeDevices, newStream } from "./testing/fake-media";
import { Stage, testId } from "./testing/stage";
import { CandidateGate } from "./trust-candidates";

let stage: Stage;
let guests: FakeGuests;
let visit: Visit;
let devices: FakeDevices;

beforeEach(async () => {
  stage = new Stage();
  guests = new FakeGuests(stage.server, stage.time, testId);
  devices = new FakeDevices();
  visit = new Visit({
    openSocket: () => guests.connect(),
    createPeer: () => stage.network.create(),
    newGate: () => new CandidateGate(true),
    newStream: () => newStream([]),
    devices: devices.asDevices(),
    newId: testId,
    time: stage.time,
    random: () => 0,
    logger: silentLogger,
    onChange: () => undefined,
  });
  await stage.meet();
  for (const { room } of [stage.home, stage.klas]) room.guest.show(true);
});

afterEach(() => {
  visit.close();
  stage.close();
});

const stages = () => [stage.home, stage.klas].map(({ view }) => view.guest?.stage ?? null);
/** Beside the two ends of the lesson's own line. */
const ends = () => stage.network.open().length - 2;

async function letIn(): Promise<void> {
  visit.begin();
  stage.home.room.guest.invite();
  await stage.pass(100);
  stage.klas.room.guest.admit();
  await stage.pass(3000);
}

/** Both browsers hear each other's media, as far as they are sent. */
const heard = () =>
  [stage.home, stage.klas].map(({ view, room }) => [
    view.guest?.isHere,
    room.guest.stream.getTracks().length,
  ]);

describe("two presses", () => {
  test("one side asks, the other is asked, and nothing flows before it says yes", async () => {
    visit.begin();
    stage.home.room.guest.invite();
    await stage.pass(3000);
    expect(stages()).toEqual(["asking", "asked"]);
    expect(stage.klas.view.guest?.name).toBe("Carla");
    expect([visit.view.phase, ends(), guests.signals]).toEqual(["waiting", 0, 0]);
  });

  test("the side that asked can't say yes itself", async () => {
    stage.home.room.guest.invite();
    await stage.pass(100);
    stage.home.room.guest.admit();
    await stage.pass(100);
    expect(stages()).toEqual(["asking", "asked"]);
  });

  test("once let in, all three see and hear each other", async () => {
    await letIn();
    expect(stages()).toEqual(["inside", "inside"]);
    expect(heard()).toEqual([
      [true, 2],
      [true, 2],
    ]);
    expect([visit.view.phase, ends()]).toEqual(["inside", 4]);
    const sent = stage.sent().filter((name) => name.startsWith("audio") || name === "video-1");
    // Home and class to each other and to the guest, the guest to both.
    expect(sent.length).toBe(12);
    for (const side of ["home", "class"] as const) {
      expect(visit.view.links[side].isHere).toBe(true);
      expect(visit.streams[side].getTracks().length).toBe(2);
    }
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("no is said to who asked, for a while", async () => {
    stage.klas.room.guest.invite();
    await stage.pass(100);
    stage.home.room.guest.dismiss();
    await stage.pass(100);
    expect(stages()).toEqual([null, "gone"]);
    expect(stage.klas.view.guest?.why).toBe("no");
    await stage.pass(9000);
    expect(stages()).toEqual([null, null]);
  });

  test("who asked takes it back, and nobody is told of a guest that never was", async () => {
    stage.home.room.guest.invite();
    await stage.pass(100);
    stage.home.room.guest.dismiss();
    await stage.pass(100);
    expect(stages()).toEqual([null, null]);
  });
});

describe("inside", () => {
  beforeEach(letIn);

  test("one press puts out, at once, and is told", async () => {
    stage.home.room.guest.dismiss();
    expect(stages()).toEqual([null, "inside"]);
    expect(stage.home.room.guest.stream.getTracks()).toEqual([]);
    await stage.pass(500);
    expect([stages(), ends()]).toEqual([[null, "gone"], 0]);
    expect(stage.klas.view.guest?.why).toBe("left");
    expect(visit.view.phase).toBe("out");
    expect(devices.live()).toEqual([]);
    expect(stage.phases).toEqual(["live", "live"]);
  });

  test("a press without a server works here, and is said when it is back", async () => {
    stage.server.drop("home");
    stage.home.room.guest.dismiss();
    expect(stages()[0]).toBeNull();
    await stage.pass(3000);
    expect(guests.standing.visit).toBeNull();
  });

  test("the guest goes of its own will", async () => {
    visit.leave();
    expect([visit.view.phase, guests.socket?.closedWith]).toEqual(["left", 1000]);
    guests.putOut();
    await stage.pass(100);
    expect([stages(), ends()]).toEqual([["gone", "gone"], 0]);
  });

  test("nothing flows without its tile on the screen", async () => {
    stage.home.room.guest.show(false);
    await stage.pass(100);
    expect(stage.home.room.guest.stream.getTracks()).toEqual([]);
    expect(ends()).toBe(3);
    stage.home.room.guest.show(true);
    await stage.pass(6000);
    expect(heard()[0]).toEqual([true, 2]);
  });

  test("in a pause nothing of home is sent, to the guest neither", async () => {
    stage.home.room.pause("rest");
    await stage.pass(1000);
    expect(visit.view.links.home).toMatchObject({ hasPicture: false, hasSound: false });
    expect(visit.view.links.class.hasSound).toBe(true);
  });

  test("it ends with the lesson", async () => {
    stage.klas.room.leave();
    await stage.pass(500);
    expect(stages()).toEqual([null, null]);
    expect(stage.klas.room.guest.stream.getTracks()).toEqual([]);
  });

  test("a page that is loaded anew finds its guest again", async () => {
    stage.home.reload();
    stage.home.room.guest.show(true);
    await stage.pass(2000);
    guests.tellAgain("home");
    await stage.pass(4000);
    expect(heard()).toEqual([
      [true, 2],
      [true, 2],
    ]);
    expect(ends()).toBe(4);
  });

  test("a server that is away for a while changes nothing; a minute ends it", async () => {
    stage.server.isAway = true;
    stage.server.drop("home");
    await stage.pass(30_000);
    expect(heard()[0]).toEqual([true, 2]);
    await stage.pass(20_000);
    expect(stages()[0]).toBe("gone");
  });

  test("after a welcome that tells of no guest there is none", async () => {
    guests.standing = { ...guests.standing, visit: null };
    stage.server.drop("home");
    await stage.pass(6000);
    expect(stages()[0]).toBe("gone");
  });

  test("the guest's picture goes first where the lesson's line is narrow, and waits to come back", async () => {
    stage.network.lostShare = 0.4;
    await stage.pass(8000);
    expect(visit.view.links.home.isThin).toBe(true);
    expect(visit.view.links.home).toMatchObject({ hasPicture: false, hasSound: true });
    expect(stage.klas.view.guest?.isHere).toBe(true);
  });

  test("a test begins: nobody else is there", async () => {
    stage.klas.room.exam.begin({ minutes: 30, extra: 0, aids: [], tools: [] });
    await stage.pass(1000);
    expect([guests.standing.visit, ends()]).toEqual([null, 0]);
    stage.home.room.guest.invite();
    await stage.pass(200);
    expect(guests.standing.visit).toBeNull();
  });

  test("a line that broke is made anew", async () => {
    stage.network.allows = (peer) => stage.network.open().indexOf(peer) < 2;
    for (const peer of stage.network.open().slice(2)) peer.become("failed");
    await stage.pass(1000);
    stage.network.allows = () => true;
    await stage.pass(20_000);
    expect(heard()).toEqual([
      [true, 2],
      [true, 2],
    ]);
    expect(ends()).toBe(4);
  });

  test("nonsense of the guest is not read, and breaks nothing", async () => {
    const { visit: id } = guests.standing;
    for (const body of ["{", "[]", '{"kind":"ready"}', '{"kind":"description","call":"x"}'])
      stage.server.tell("home", { type: "guest_signal", visit: id ?? "", body });
    await stage.pass(1000);
    expect(heard()[0]).toEqual([true, 2]);
  });

  test("a word of another visit opens nothing", async () => {
    const before = ends();
    const body = JSON.stringify({ kind: "ready", call: testId() });
    stage.server.tell("home", { type: "guest_signal", visit: testId(), body });
    await stage.pass(1000);
    expect(ends()).toBe(before);
  });
});

describe("the guest's own page", () => {
  test("camera and microphone open with the press, and close with the last", async () => {
    expect(devices.asked).toEqual([]);
    visit.begin();
    await stage.pass(100);
    expect(devices.live().sort()).toEqual(["audio", "video"]);
    visit.set("video", false);
    expect(devices.live()).toEqual(["audio"]);
    visit.leave();
    expect(devices.live()).toEqual([]);
  });

  test("a camera that is refused is a state, and it waits on", async () => {
    devices.fails = { video: "NotAllowedError" };
    visit.begin();
    await stage.pass(100);
    expect(visit.view).toMatchObject({ phase: "waiting", camera: "failed", microphone: "on" });
  });

  test.each([
    [4404, "refused"],
    [4409, "taken"],
  ] as const)("close code %s: %s, and it does not come back", async (code, phase) => {
    visit.begin();
    await stage.pass(100);
    const { socket } = guests;
    socket?.end(code);
    await stage.pass(60_000);
    expect([visit.view.phase, guests.socket === socket]).toEqual([phase, true]);
    expect(devices.live()).toEqual([]);
  });

  test("a line that breaks comes back by itself, and the lesson's media go on", async () => {
    await letIn();
    guests.socket?.end(1006);
    expect(visit.view.away).toBe("line");
    await stage.pass(2000);
    expect(visit.view).toMatchObject({ phase: "inside", away: null });
    expect(ends()).toBe(4);
  });

  test("a storage that is away is said so", () => {
    visit.begin();
    guests.socket?.end(1011);
    expect(visit.view.away).toBe("storage");
  });
});
