import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CameraTest, DARK_LOOKS, NO_PICTURE_MS } from "./camera";
import { Check, type Tools } from "./check";
import type { Ear } from "../shared/ear";
import { LOOK_MS, MicrophoneTest, SILENT_MS } from "./microphone";
import { SpeakerTest } from "./speaker";

const DARK = new Uint8ClampedArray(400);
const LIGHT = new Uint8ClampedArray(400).fill(200);
const LOUD = new Float32Array(64).fill(0.5);
const QUIET = new Float32Array(64);

class FakeTrack extends EventTarget {
  stopped = false;

  constructor(private readonly id: string) {
    super();
  }

  stop(): void {
    this.stopped = true;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.id, groupId: `group of ${this.id}` };
  }
}

/** A machine with two of everything; `refusal` is what the browser answers instead. */
class FakeDevices {
  refusal: string | null = null;
  tracks: FakeTrack[] = [];
  asked: MediaStreamConstraints[] = [];

  getUserMedia = (constraints: MediaStreamConstraints): Promise<MediaStream> => {
    this.asked.push(constraints);
    if (this.refusal) return Promise.reject(new DOMException("", this.refusal));
    const track = new FakeTrack("default");
    this.tracks.push(track);
    return Promise.resolve({ getTracks: () => [track] } as unknown as MediaStream);
  };

  enumerateDevices = (): Promise<MediaDeviceInfo[]> => {
    const kinds = ["videoinput", "audioinput", "audiooutput"] as const;
    const ids = ["default", "one", "two"];
    const all = kinds.flatMap((kind) =>
      ids.map((id) => ({
        kind,
        deviceId: id,
        label: `${kind} ${id}`,
        groupId: id === "two" ? "group of default" : id,
      })),
    );
    return Promise.resolve(all as unknown as MediaDeviceInfo[]);
  };
}

let devices: FakeDevices;
const media = (): MediaDevices => devices as unknown as MediaDevices;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  devices = new FakeDevices();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the camera", () => {
  test("works once it shows something", async () => {
    const camera = new CameraTest(media());
    await camera.open();
    expect(camera.outcome).toBe("untested");
    camera.see(LIGHT);
    expect(camera.outcome).toBe("works");
    camera.close();
    expect(devices.tracks.map((track) => track.stopped)).toEqual([true]);
  });

  test("that stays black is dark, until the lid is off", async () => {
    const camera = new CameraTest(media());
    await camera.open();
    for (let nth = 1; nth < DARK_LOOKS; nth++) camera.see(DARK);
    expect(camera.outcome).toBe("untested");
    camera.see(DARK);
    expect(camera.outcome).toBe("dark");
    camera.see(LIGHT);
    expect(camera.outcome).toBe("works");
  });

  test("that gives no picture is held by something else", async () => {
    const camera = new CameraTest(media());
    await camera.open();
    await vi.advanceTimersByTimeAsync(NO_PICTURE_MS);
    expect(camera.outcome).toBe("busy");
    expect(devices.tracks[0]?.stopped).toBe(true);
  });

  test.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["Error", "failed"],
  ])("that answers %s is %s, and works at the next try", async (refusal, outcome) => {
    const camera = new CameraTest(media());
    devices.refusal = refusal;
    await camera.open();
    expect(camera.outcome).toBe(outcome);
    devices.refusal = null;
    await camera.open();
    camera.see(LIGHT);
    expect(camera.outcome).toBe("works");
  });

  test("names what can be chosen, and which one is live", async () => {
    const camera = new CameraTest(media());
    await camera.open("one");
    expect(camera.choices.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(camera.live).toBe("two");
    expect(devices.asked[0]?.video).toMatchObject({ deviceId: { exact: "one" } });
  });

  test("that is taken away says why", async () => {
    const camera = new CameraTest(media());
    await camera.open();
    camera.see(LIGHT);
    devices.refusal = "NotAllowedError";
    devices.tracks[0]?.dispatchEvent(new Event("ended"));
    await settle();
    expect(camera.outcome).toBe("refused");
  });

  test("that answers after it was closed is switched off", async () => {
    const camera = new CameraTest(media());
    const opening = camera.open();
    camera.close();
    await opening;
    expect(devices.tracks[0]?.stopped).toBe(true);
    expect(camera.stream).toBeNull();
  });
});

describe("the microphone", () => {
  let sound = QUIET;
  let closed = false;
  const ear: Ear = {
    listen: () => sound,
    close: () => {
      closed = true;
    },
  };
  const opened = async (): Promise<MicrophoneTest> => {
    const microphone = new MicrophoneTest(media(), () => ear);
    await microphone.open();
    return microphone;
  };

  test("works once it hears a word, and shows how loud it is", async () => {
    sound = LOUD;
    const microphone = await opened();
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    expect(microphone.level).toBeGreaterThan(90);
    await vi.advanceTimersByTimeAsync(4 * LOOK_MS);
    expect(microphone.outcome).toBe("works");
    sound = QUIET;
    const before = microphone.level;
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    expect(microphone.level).toBeLessThan(before);
    expect(microphone.level).toBeGreaterThan(before / 2);
    microphone.close();
    expect([closed, devices.tracks[0]?.stopped]).toEqual([true, true]);
  });

  test("that hears nothing is silent, until it does", async () => {
    sound = QUIET;
    const microphone = await opened();
    await vi.advanceTimersByTimeAsync(SILENT_MS - LOOK_MS);
    expect(microphone.outcome).toBe("untested");
    await vi.advanceTimersByTimeAsync(2 * LOOK_MS);
    expect(microphone.outcome).toBe("silent");
    sound = LOUD;
    await vi.advanceTimersByTimeAsync(5 * LOOK_MS);
    expect(microphone.outcome).toBe("works");
    microphone.close();
  });
});

describe("the loudspeaker", () => {
  let refusal: string | null = null;
  let sinks: string[] = [];
  const player = {
    currentTime: 9,
    play: () =>
      refusal ? Promise.reject(new DOMException("", refusal)) : Promise.resolve(undefined),
    pause: () => undefined,
    setSinkId: (id: string) => {
      sinks.push(id);
      return id === "broken" ? Promise.reject(new Error(id)) : Promise.resolve();
    },
  };
  const speaker = (): SpeakerTest => new SpeakerTest(player, media());

  beforeEach(() => {
    refusal = null;
    sinks = [];
  });

  test.each([
    [true, "works"],
    [false, "not_heard"],
  ])("heard: %s is %s", async (heard, outcome) => {
    const test = speaker();
    await test.play();
    expect([test.played, test.outcome]).toEqual([true, "untested"]);
    test.answer(heard);
    expect(test.outcome).toBe(outcome);
  });

  test("that the browser keeps silent is blocked, until it plays", async () => {
    const test = speaker();
    refusal = "NotAllowedError";
    await test.play();
    expect([test.played, test.outcome]).toEqual([false, "blocked"]);
    refusal = null;
    await test.play();
    expect([test.played, test.outcome]).toEqual([true, "untested"]);
  });

  test("pressed twice is not blocked", async () => {
    const test = speaker();
    refusal = "AbortError";
    await test.play();
    expect(test.outcome).toBe("untested");
  });

  test("can be chosen where the browser lets it", async () => {
    const test = speaker();
    await test.open();
    expect(test.choices).toHaveLength(2);
    await test.choose("two");
    expect([sinks, test.chosen]).toEqual([["two"], "two"]);
    await test.choose("broken");
    expect(test.choices).toEqual([]);
  });

  test("cannot be chosen elsewhere", async () => {
    const { currentTime, play, pause } = player;
    const test = new SpeakerTest({ currentTime, play, pause }, media());
    await test.open();
    expect(test.choices).toEqual([]);
  });
});

describe("the check", () => {
  const tools: Tools = {
    camera: () => new CameraTest(media()),
    microphone: () =>
      new MicrophoneTest(media(), () => ({ listen: () => LOUD, close: () => undefined })),
    speaker: () =>
      new SpeakerTest(
        { currentTime: 0, play: () => Promise.resolve(), pause: () => undefined },
        media(),
      ),
    line: null,
  };

  test("goes from step to step, and remembers what it found", async () => {
    const check = new Check("unknown", "works", tools);
    expect([check.stage, check.steps]).toEqual(["start", ["camera", "microphone", "speaker"]]);
    check.start();
    await settle();
    check.camera?.see(LIGHT);
    check.next();
    expect(devices.tracks[0]?.stopped).toBe(true);
    await vi.advanceTimersByTimeAsync(5 * LOOK_MS);
    check.next();
    expect([check.stage, check.microphone]).toEqual(["speaker", null]);
    check.speaker?.answer(true);
    check.next();
    expect(check.stage).toBe("result");
    expect(check.outcomes).toMatchObject({
      side: "unknown",
      camera: "works",
      microphone: "works",
      speaker: "works",
      direct: "untested",
    });
    check.start();
    expect([check.stage, check.outcomes.microphone]).toEqual(["camera", "untested"]);
    check.close();
    await settle();
    expect(devices.tracks.every((track) => track.stopped)).toBe(true);
  });

  test("ends at once in a browser that can do nothing", () => {
    const check = new Check("home", "insecure", tools);
    check.start();
    expect([check.stage, check.outcomes.browser]).toEqual(["result", "insecure"]);
    expect(devices.asked).toEqual([]);
  });

  test("tells of every change, and of none after its end", async () => {
    const check = new Check("home", "works", tools);
    let changes = 0;
    check.subscribe(() => changes++);
    check.start();
    await settle();
    expect(changes).toBeGreaterThan(0);
    const before = changes;
    check.close();
    await vi.advanceTimersByTimeAsync(NO_PICTURE_MS);
    expect(changes).toBe(before);
  });
});
