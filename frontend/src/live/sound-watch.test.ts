import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pieceOf } from "./sound-level";
import { isTalking, isVoiceNow, NO_VOICE, type Voice, voiceAfter } from "./sound-voice";
import {
  type Heard,
  isMineSilent,
  NOTHING_HEARD,
  read,
  type Watch,
  type Warning,
  warningOf,
  WARNINGS,
  watchAfter,
} from "./sound-watch";
import { SILENCE, tone } from "./testing/fake-sound";

const MS = 60;
const ROOM = pieceOf(tone(0.0005));
const VOICE = pieceOf(tone(0.06));
const NOTHING = pieceOf(SILENCE);
const CRACKLE = pieceOf(tone(1.4).map((one) => Math.max(-1, Math.min(1, one))));
const QUIET: Heard = { mine: ROOM, teacher: null, microphone: "on", theirs: "sound", ms: MS };

/** The watch, and every warning that was shown on the way. */
class Story {
  watch: Watch = NOTHING_HEARD;
  now = 1_000_000;
  readonly said: (Warning | null)[] = [];

  go(seconds: number, change: Partial<Heard>): this {
    for (let ms = 0; ms < seconds * 1000; ms += MS) {
      this.now += MS;
      this.watch = watchAfter(this.watch, { ...QUIET, ...change }, this.now);
      const warning = warningOf(this.watch, this.now);
      if (warning !== (this.said.at(-1) ?? null)) this.said.push(warning);
    }
    return this;
  }

  read(warning: Warning): this {
    this.watch = read(this.watch, warning, this.now);
    return this;
  }
}

describe("who talks while the microphone is off", () => {
  const off = { microphone: "off" } as const;

  test("is told so, and it goes when the microphone is on", () => {
    const story = new Story().go(2, off).go(2, { ...off, mine: VOICE });
    expect(story.said).toEqual(["muted"]);
    expect(story.go(0.1, { mine: VOICE }).said).toEqual(["muted", null]);
  });

  test("a cough, a door, a room: nothing is said", () => {
    const story = new Story().go(2, off);
    for (let i = 0; i < 5; i++) story.go(0.3, { ...off, mine: VOICE }).go(2, off);
    expect(story.said).toEqual([]);
  });

  test("a fan that runs is no voice", () => {
    const fan = pieceOf(tone(0.01));
    expect(new Story().go(90, { ...off, mine: fan }).said).toEqual([]);
    expect(new Story().go(60, { ...off, mine: fan }).go(2, { ...off, mine: VOICE }).said).toEqual([
      "muted",
    ]);
  });

  test("nobody is told while the microphone is on, or closed", () => {
    expect(new Story().go(5, { mine: VOICE }).said).toEqual([]);
    expect(new Story().go(5, { mine: null, microphone: "none" }).said).toEqual([]);
  });

  test("who has read it is left in peace for a minute", () => {
    const story = new Story()
      .go(1, off)
      .go(2, { ...off, mine: VOICE })
      .read("muted");
    story.go(50, { ...off, mine: VOICE }).go(1, off);
    expect(story.said).toEqual(["muted", null]);
    for (let i = 0; i < 6; i++) story.go(2, off).go(3, { ...off, mine: VOICE });
    expect(story.said).toEqual(["muted", null, "muted"]);
  });
});

describe("no sound for ten seconds", () => {
  test("of a microphone that gives nothing", () => {
    const story = new Story().go(9.9, { mine: NOTHING });
    expect([story.said, isMineSilent(story.watch)]).toEqual([[], false]);
    story.go(0.3, { mine: NOTHING });
    expect([story.said, isMineSilent(story.watch)]).toEqual([["silent"], true]);
    expect(story.go(0.1, {}).said).toEqual(["silent", null]);
  });

  test("a quiet child is no fault: a real microphone hears its room", () => {
    expect(new Story().go(300, {}).said).toEqual([]);
  });

  test("off by choice is no fault", () => {
    expect(new Story().go(60, { mine: NOTHING, microphone: "off" }).said).toEqual([]);
    expect(new Story().go(60, { theirs: null }).said).toEqual([]);
  });

  test("of the other side", () => {
    const story = new Story().go(9.9, { theirs: "silence" });
    expect(story.said).toEqual([]);
    expect(story.go(0.3, { theirs: "silence" }).go(0.1, {}).said).toEqual(["unheard", null]);
  });

  test("of the teacher's own, while the other one works", () => {
    const story = new Story().go(11, { teacher: NOTHING });
    expect(story.said).toEqual(["teacher"]);
    expect(new Story().go(11, { mine: NOTHING, teacher: NOTHING }).said).toEqual(["silent"]);
  });

  test("read once, it comes back only after sound has come", () => {
    const story = new Story().go(11, { theirs: "silence" }).read("unheard");
    story.go(600, { theirs: "silence" });
    expect(story.said).toEqual(["unheard", null]);
    story.go(1, {}).go(11, { theirs: "silence" });
    expect(story.said).toEqual(["unheard", null, "unheard"]);
  });
});

test("a microphone at the end of the scale is told, a single peak is not", () => {
  expect(new Story().go(0.2, { mine: CRACKLE }).go(10, {}).said).toEqual([]);
  expect(new Story().go(2, { mine: CRACKLE }).go(10, {}).said).toEqual(["clipping", null]);
});

test("whatever is heard: a warning is one of those, and without a microphone none is about mine", () => {
  const piece = fc.constantFrom(null, ROOM, VOICE, NOTHING, CRACKLE);
  const heard = fc.record({
    mine: piece,
    teacher: piece,
    microphone: fc.constantFrom("on", "off", "none"),
    theirs: fc.constantFrom(null, "sound", "silence"),
    ms: fc.integer({ min: 1, max: 5000 }),
  });
  fc.assert(
    fc.property(fc.array(heard, { maxLength: 80 }), (all) => {
      let watch = NOTHING_HEARD;
      let now = 0;
      for (const one of all) {
        now += one.ms;
        watch = watchAfter(watch, one, now);
        const warning = warningOf(watch, now);
        expect([...WARNINGS, null]).toContain(warning);
        if (one.microphone !== "off") expect(warning).not.toBe("muted");
        if (one.mine === null) expect(warning).not.toBe("silent");
        if (one.theirs === null) expect(warning).not.toBe("unheard");
      }
    }),
  );
});

test("a voice is heard at once, and lasts through the pause between two words", () => {
  let voice: Voice = voiceAfter(NO_VOICE, -70, MS, 0);
  for (let now = 0; now < 600; now += MS) voice = voiceAfter(voice, -25, MS, now);
  expect([isVoiceNow(voice, 600), isTalking(voice, 600)]).toEqual([true, false]);
  for (let now = 600; now < 1200; now += MS) voice = voiceAfter(voice, -25, MS, now);
  expect(isTalking(voice, 1200)).toBe(true);
  voice = voiceAfter(voice, -70, MS, 1260);
  expect([isVoiceNow(voice, 1700), isVoiceNow(voice, 2000)]).toEqual([true, false]);
});
