import { describe, expect, test } from "vitest";
import { melody, NOTES_HERTZ } from "../shared/melody";
import { EchoCheck } from "./echo-check";
import { AFTER_MS, BEFORE_MS, echoIn, toneDb, type Tones, tonesOf } from "./sound-echo";
import { FakeKit, RATE, tone } from "./testing/fake-sound";

const MELODY_RATE = 44_100;
const PIECE = 2048;
const EVERY_MS = 60;

/** What a microphone gives at this moment of the check. */
type Room = (second: number) => number;

function heard(room: Room): Tones[] {
  const all: Tones[] = [];
  for (let atMs = -BEFORE_MS; atMs <= AFTER_MS; atMs += EVERY_MS) {
    const end = atMs / 1000;
    const samples = Float32Array.from({ length: PIECE }, (_, i) =>
      room(end - (PIECE - i) / MELODY_RATE),
    );
    all.push(tonesOf(samples, MELODY_RATE, atMs < 0 ? -1 : atMs));
  }
  return all;
}

const bells = melody(0.12);
const noise = (loudness: number) => {
  let seed = 7;
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return loudness * (seed / 1_073_741_823.5 - 1);
  };
};
const bellAt = (second: number) => bells[Math.round(second * MELODY_RATE)] ?? 0;
const echo =
  (factor: number, lateS: number, hiss = noise(0.001)): Room =>
  (second) =>
    factor * bellAt(second - lateS) + hiss();
const voice: Room = (second) =>
  second % 0.7 < 0.45
    ? [1, 2, 3, 4, 5, 6].reduce(
        (sum, nth) => sum + (0.05 / nth) * Math.sin(2 * Math.PI * 175 * nth * second),
        0,
      )
    : 0;
const beeps: Room = (second) =>
  (second + 10) % 0.5 < 0.05 ? 0.3 * Math.sign(Math.sin(2 * Math.PI * 523 * second)) : 0;

test("one tone is told from another, and from noise", () => {
  expect(toneDb(tone(1, 523.25), RATE, 523.25)).toBeCloseTo(0, 0);
  expect(toneDb(tone(0.1, 523.25), RATE, 523.25)).toBeCloseTo(-20, 0);
  expect(toneDb(tone(1, 523.25), RATE, 783.99)).toBeLessThan(-50);
  expect(toneDb(new Float32Array(PIECE), RATE, 523.25)).toBeLessThan(-100);
});

describe("what comes back", () => {
  test.each<[string, Room, string]>([
    ["a headset: nothing but the room", noise(0.001), "clean"],
    ["a microphone that is digitally silent", () => 0, "clean"],
    ["a canceller that takes out all but a trace", echo(0.003, 0.08), "clean"],
    ["a loudspeaker beside the microphone", echo(0.5, 0.05), "echo"],
    ["a loudspeaker far away, and a slow sound card", echo(0.08, 0.25), "echo"],
    ["a voice that goes on, near one of the tones", voice, "unsure"],
    ["a device that beeps at one of the tones", beeps, "unsure"],
  ])("%s", (_name, room, verdict) => {
    expect(echoIn(heard(room))).toBe(verdict);
  });

  test("too little was heard: nothing is said", () => {
    expect(echoIn([])).toBe("unsure");
    expect(echoIn(heard(echo(0.5, 0)).filter(({ atMs }) => atMs > 0))).toBe("unsure");
  });

  test("the bells backwards are no echo of ours", () => {
    const backwards: Room = (second) => 0.5 * bellAt(NOTES_HERTZ.length * 0.32 - second);
    expect(echoIn(heard(backwards))).not.toBe("echo");
  });
});

test("a check listens first, rings once, and ends with a word", async () => {
  const kit = new FakeKit();
  let now = 0;
  const check = new EchoCheck(kit, null, () => now);
  for (; now < 3000; now += EVERY_MS) {
    check.hear(tone(0.0005));
    await Promise.resolve();
    if (now < BEFORE_MS) expect(kit.rings).toBe(0);
  }
  expect([kit.rings, check.verdict]).toEqual([1, "clean"]);
});

test("a browser that does not play it leaves it unsure", async () => {
  const kit = new FakeKit();
  kit.ring = () => Promise.resolve(false);
  let now = 0;
  const check = new EchoCheck(kit, null, () => now);
  for (; now < 1000; now += EVERY_MS) {
    check.hear(tone(0.0005));
    await Promise.resolve();
  }
  expect(check.verdict).toBe("unsure");
});
