import { beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { Media } from "./media";
import { Microphones, type Outgoing } from "./microphones";
import { soundAsked } from "./music";
import { NO_ROOM, type SoundChoice, UNCHOSEN } from "./sound-choice";
import { FakeDevices, FakeTrack, newStream } from "./testing/fake-media";
import { FakeKit, tone } from "./testing/fake-sound";
import { FakeTime, settle } from "./testing/fake-time";

const MS = 60;
const device = (id: string) => ({ id, label: `micro ${id}` });

/** A class's device with the microphones that a test plugs in. */
class ClassDevices extends FakeDevices {
  plugged = ["audio-1", "t"];

  override enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const all = this.plugged.map((deviceId) => ({ deviceId, label: `micro ${deviceId}` }));
    const inputs = all.map((one) => ({ ...one, kind: "audioinput", groupId: "" }));
    return Promise.resolve(inputs as MediaDeviceInfo[]);
  }

  override async getUserMedia(wanted: MediaStreamConstraints): Promise<MediaStream> {
    const id = exactOf(wanted.audio);
    if (id === null) return super.getUserMedia(wanted);
    if (!this.plugged.includes(id)) throw new DOMException("", "OverconstrainedError");
    return super.getUserMedia({ audio: { deviceId: { ideal: id } } });
  }
}

function exactOf(audio: MediaStreamConstraints["audio"]): string | null {
  const id = typeof audio === "object" ? audio.deviceId : undefined;
  return typeof id === "object" && "exact" in id ? String(id.exact) : null;
}

let time: FakeTime;
let devices: ClassDevices;
let kit: FakeKit;
let chosen: SoundChoice["chosen"];
let media: Media;
let microphones: Microphones;
let now: Outgoing;

beforeEach(() => {
  time = new FakeTime();
  devices = new ClassDevices();
  kit = new FakeKit();
  now = { isOpen: true, isOn: true, isMusic: false, isWhispering: false, beside: null };
  chosen = { ...UNCHOSEN.chosen, microphone: device("audio-1"), teacher: device("t") };
  const fit = () => microphones.fit(now);
  media = new Media({
    devices: devices.asDevices(),
    isBoard: true,
    isSecure: true,
    isDenied: () => Promise.resolve(false),
    soundAsked: (id) => ({
      ...soundAsked(false),
      ...(id === null ? {} : { deviceId: { ideal: id } }),
    }),
    draw: null,
    memory: null,
    newStream: (track) => newStream([track]),
    time,
    logger: silentLogger,
    onChange: fit,
  });
  microphones = new Microphones({
    ...{ devices: devices.asDevices(), media, kit: () => kit, choice: () => chosen },
    ...{ time, logger: silentLogger, onChange: fit },
  });
});

async function open(): Promise<void> {
  media.want({ audio: true, video: false, room: false });
  await settle();
}

async function hear(seconds: number): Promise<void> {
  for (let ms = 0; ms < seconds * 1000; ms += MS) {
    await time.pass(MS);
    const { loudest } = microphones.hear(MS);
    if (loudest !== null) microphones.turnDown(loudest, loudest.clippedShare > 0.1);
  }
}

function change(part: Partial<Outgoing>): void {
  now = { ...now, ...part };
  microphones.fit(now);
}

const sent = () => microphones.track?.getSettings().deviceId;
const mixed = () => kit.mixers[0]?.named;

describe("the teacher's microphone and the room's", () => {
  test("go out mixed, the room softer while the teacher talks", async () => {
    await open();
    expect(sent()).toBe("mixed");
    await hear(1);
    expect(mixed()).toEqual(["audio-1 0", "t 0"]);
    kit.sounds.set("t", tone(0.1));
    await hear(0.2);
    expect(mixed()).toEqual(["audio-1 -12", "t 0"]);
    kit.sounds.delete("t");
    await hear(1);
    expect(mixed()).toEqual(["audio-1 0", "t 0"]);
  });

  test("while the pupil whispers the room stays open for a neighbour", async () => {
    await open();
    change({ isWhispering: true });
    kit.sounds.set("t", tone(0.1));
    await hear(0.3);
    expect(mixed()).toEqual(["audio-1 6", "t 0"]);
  });

  test("the teacher's is pulled out: the room's goes out as it is, and it comes back by itself", async () => {
    await open();
    devices.plugged = ["audio-1"];
    devices.given.find(({ deviceId }) => deviceId === "t")?.unplug();
    devices.plug();
    await settle();
    expect(sent()).toBe("audio-1");
    devices.plugged = ["audio-1", "t"];
    devices.plug();
    await settle();
    expect([sent(), mixed()?.length]).toEqual(["mixed", 2]);
  });

  test("the teacher's alone goes out as it is", async () => {
    chosen = { ...chosen, microphone: NO_ROOM };
    microphones.chosen();
    await open();
    expect([sent(), kit.mixers.length]).toEqual(["t", 0]);
  });

  test("the teacher's alone, away at first: the lesson has the other one meanwhile", async () => {
    chosen = { ...chosen, microphone: NO_ROOM };
    devices.plugged = ["audio-1"];
    await open();
    expect(sent()).toBe("audio-1");
    devices.plugged = ["audio-1", "t"];
    devices.plug();
    await settle();
    expect(sent()).toBe("t");
  });

  test("a device that lets go of the first gives the first back, and says so", async () => {
    await open();
    devices.given[0]?.mute();
    await time.pass(2500);
    expect([microphones.onlyOne, sent()]).toEqual([true, "audio-1"]);
    expect(devices.live()).toEqual(["audio"]);
  });

  test("without Web Audio the teacher goes before the room", async () => {
    kit.isRunning = false;
    await open();
    expect(sent()).toBe("t");
  });

  test("music is the first microphone as it is", async () => {
    await open();
    change({ isMusic: true });
    expect([sent(), devices.live().length]).toEqual(["audio-1", 1]);
  });
});

test("one microphone goes out as it is, without Web Audio in its way", async () => {
  chosen = { ...chosen, teacher: null };
  await open();
  await hear(2);
  expect([sent(), kit.mixers.length]).toEqual(["audio-1", 0]);
});

test("one that crackles is turned down, and nothing else is in what goes out", async () => {
  chosen = { ...chosen, teacher: null };
  await open();
  kit.sounds.set(
    "audio-1",
    tone(1.5).map((one) => Math.max(-1, Math.min(1, one))),
  );
  await hear(1);
  expect([sent(), mixed()]).toEqual(["mixed", ["audio-1 -6"]]);
});

test("a browser that gives another microphone than was asked is not asked for ever", async () => {
  chosen = { ...chosen, microphone: device("x"), teacher: null };
  devices.plugged = ["audio-1", "x"];
  devices.getUserMedia = function (this: ClassDevices, wanted) {
    return FakeDevices.prototype.getUserMedia.call(this, wanted.audio ? { audio: true } : wanted);
  };
  await open();
  await settle();
  expect(devices.asked.length).toBeLessThanOrEqual(2);
});

describe("the sound of a tab", () => {
  const beside = new FakeTrack("audio", "tab").asTrack();

  test("goes with both microphones, and with none of them while they are off", async () => {
    await open();
    change({ beside });
    expect([sent(), mixed()]).toEqual(["mixed", ["audio-1 0", "t 0", "tab 0"]]);
    change({ isOn: false });
    expect([sent(), mixed()]).toEqual(["tab", []]);
    change({ isOn: true });
    expect([sent(), mixed()?.length]).toEqual(["mixed", 3]);
    change({ beside: null, isOn: false });
    expect([sent(), mixed()]).toEqual([undefined, []]);
  });

  test("a microphone that is off stays out, whatever is said into it", async () => {
    await open();
    change({ beside, isOn: false });
    kit.sounds.set("t", tone(1.5));
    await hear(2);
    expect([sent(), mixed()]).toEqual(["tab", []]);
    devices.given.find(({ deviceId }) => deviceId === "t")?.unplug();
    await settle();
    expect([sent(), mixed()]).toEqual(["tab", []]);
  });

  test("goes with music too, which is alone again after it", async () => {
    await open();
    change({ beside, isMusic: true });
    expect([sent(), mixed()]).toEqual(["mixed", ["audio-1 0", "tab 0"]]);
    change({ beside: null });
    expect([sent(), mixed()]).toEqual(["audio-1", []]);
  });

  test("waits for Web Audio while somebody may talk, and not while nobody may", async () => {
    kit.isRunning = false;
    chosen = { ...chosen, teacher: null };
    await open();
    change({ beside });
    expect([sent(), microphones.leavesTabOut]).toEqual(["audio-1", true]);
    change({ isOn: false });
    expect([sent(), microphones.leavesTabOut]).toEqual(["tab", false]);
    kit.isRunning = true;
    change({ isOn: true });
    expect([sent(), microphones.leavesTabOut]).toEqual(["mixed", false]);
  });
});

test("all are let go of at the end", async () => {
  await open();
  microphones.close();
  media.close();
  expect(devices.live()).toEqual([]);
});
