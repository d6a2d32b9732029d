import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Stage } from "./testing/stage";
import { SILENCE, tone } from "./testing/fake-sound";

let stage: Stage;
beforeEach(() => {
  stage = new Stage({ hasSound: true });
});
afterEach(() => stage.close());

describe("the sound of a lesson", () => {
  test("nothing listens in the lobby, nor after", async () => {
    await stage.pass(500);
    expect(stage.home.kits).toEqual([]);
    await stage.meet();
    stage.home.room.leave();
    await stage.pass(500);
    expect(stage.home.kits.map(({ isClosed }) => isClosed)).toEqual([true]);
    expect(stage.home.room.sound.levels).toEqual({ mine: null, heard: null, theirs: null });
  });

  test("both see how loud they are, and how the other hears them", async () => {
    await stage.meet();
    stage.home.sounds("audio-1", tone(0.05));
    stage.klas.sounds("audio-1", tone(0.006));
    await stage.pass(1500);
    expect(stage.home.room.sound.levels).toEqual({ mine: 3, heard: 2, theirs: 3 });
  });

  test("who talks while muted is told, and one press helps", async () => {
    await stage.meet();
    stage.home.room.setMicrophone(false);
    stage.home.sounds("audio-1", tone(0.0005));
    await stage.pass(3000);
    expect(stage.home.view.sound.warning).toBe(null);
    stage.home.sounds("audio-1", tone(0.08));
    await stage.pass(2000);
    expect(stage.home.view.sound.warning).toBe("muted");
    stage.home.room.setMicrophone(true);
    await stage.pass(200);
    expect(stage.home.view.sound.warning).toBe(null);
  });

  test("a microphone that gives nothing is told on both sides", async () => {
    await stage.meet();
    await stage.pass(4000);
    stage.home.sounds("audio-1", SILENCE);
    await stage.pass(11_000);
    expect([stage.home.view.sound.warning, stage.klas.view.other?.silent]).toEqual([
      "silent",
      true,
    ]);
    await stage.pass(11_000);
    expect(stage.klas.view.sound.warning).toBe("unheard");
    stage.home.room.sound.readWarning();
    await stage.pass(200);
    expect(stage.home.view.sound.warning).toBe(null);
  });

  test("a microphone that is off by choice is told to nobody", async () => {
    await stage.meet();
    stage.home.room.setMicrophone(false);
    await stage.pass(15_000);
    expect([stage.home.view.sound.warning, stage.klas.view.sound.warning]).toEqual([null, null]);
  });
});

describe("a whisper", () => {
  test("is shown in class, and played softly there", async () => {
    await stage.meet();
    stage.home.room.sound.whisper(true);
    await stage.pass(300);
    expect(stage.klas.view.other?.whisper).toBe(true);
    const [limiter] = stage.klas.kits[0]!.limiters;
    expect(limiter?.output?.gain).toBeLessThan(0.2);
    expect(stage.klas.played()).toEqual(["limited"]);
    stage.home.room.sound.whisper(false);
    await stage.pass(300);
    expect([stage.klas.view.other?.whisper, stage.klas.view.sound.playerVolume]).toEqual([
      false,
      1,
    ]);
    expect(stage.klas.played()).toEqual(["audio-1"]);
  });

  test("survives a reload of either page, and not the lesson", async () => {
    await stage.meet();
    stage.home.room.sound.whisper(true);
    await stage.pass(300);
    stage.home.reload();
    await stage.pass(3000);
    expect([stage.home.view.me.whisper, stage.klas.view.other?.whisper]).toEqual([true, true]);
    stage.klas.reload();
    await stage.pass(3000);
    expect(stage.klas.view.other?.whisper).toBe(true);
    stage.home.room.leave();
    await stage.pass(500);
    stage.home.reload();
    await stage.pass(500);
    expect(stage.home.view.me.whisper).toBe(false);
  });

  test("is the pupil's alone", async () => {
    await stage.meet();
    stage.klas.room.sound.whisper(true);
    await stage.pass(300);
    expect([stage.klas.view.me.whisper, stage.home.view.other?.whisper]).toEqual([false, false]);
  });
});

describe("how loud the pupil is in class", () => {
  test("is the player's own affair as long as nothing has to be limited", async () => {
    await stage.meet();
    expect(stage.klas.played()).toEqual(["audio-1"]);
    stage.klas.room.sound.setVolume(60);
    await stage.pass(100);
    expect(stage.klas.view.sound.playerVolume).toBeCloseTo(0.5, 1);
    expect(stage.klas.kits[0]!.limiters).toEqual([]);
  });

  test("goes through the limit where it would pass the cap, which the device remembers", async () => {
    await stage.meet();
    stage.klas.room.sound.setCap(40);
    await stage.pass(100);
    expect([stage.klas.played(), stage.klas.view.sound.playerVolume]).toEqual([["limited"], 1]);
    stage.klas.reload();
    await stage.pass(3000);
    expect([stage.klas.view.sound.cap, stage.klas.played()]).toEqual([40, ["limited"]]);
  });

  test("where Web Audio does not run the player's volume keeps below the cap", async () => {
    await stage.meet();
    const [kit] = stage.klas.kits;
    kit!.isRunning = false;
    stage.klas.room.sound.setCap(40);
    await stage.pass(100);
    expect(stage.klas.played()).toEqual(["audio-1"]);
    expect(stage.klas.view.sound.playerVolume).toBeLessThan(0.13);
  });
});

test("music opens the microphone anew, and the other side hears it as music", async () => {
  await stage.meet();
  const before = stage.home.media.asked.length;
  stage.home.room.sound.playMusic(true);
  await stage.pass(300);
  expect(stage.home.media.asked.slice(before)).toEqual(["audio"]);
  expect(stage.klas.view.other?.music).toBe(true);
});

test("the bells of the echo check ring once a lesson, and never at a return", async () => {
  await stage.meet();
  await stage.pass(4000);
  expect(stage.home.kits[0]?.rings).toBe(1);
  expect(stage.home.view.sound.echo).toBe("clean");
  stage.home.reload();
  await stage.pass(6000);
  expect(stage.home.kits.map(({ rings }) => rings)).toEqual([1, 0]);
});

test("an echo that comes back twice is told, and one that is learnt away is not", async () => {
  await stage.meet();
  const kit = stage.home.kits[0]!;
  await stage.pass(4000);
  kit.echoes = (ring) => ring === 2;
  stage.home.room.sound.checkEcho();
  await stage.pass(6000);
  expect([kit.rings, stage.home.view.sound.echo]).toEqual([3, "clean"]);
  kit.echoes = () => true;
  stage.home.room.sound.checkEcho();
  await stage.pass(6000);
  expect([kit.rings, stage.home.view.sound.warning]).toEqual([5, "echo"]);
  stage.home.room.sound.readWarning();
  await stage.pass(100);
  expect(stage.home.view.sound.warning).toBe(null);
});

test("what goes out is a microphone and nothing else, also while bells ring", async () => {
  await stage.meet();
  stage.home.room.sound.checkEcho();
  await stage.pass(3000);
  expect(stage.sent()).toEqual(["audio-1", "audio-1", "video-1", "video-1"]);
});
