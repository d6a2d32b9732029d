/** A class in a frame beside other pupils, and the pupil of this line, between two whole rooms. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FrameWord } from "../shared/frame-word";
import type { Classmate } from "./classmates";
import { followFrame, hatchOf } from "./framed";
import { FakeTrack } from "./testing/fake-media";
import { Stage } from "./testing/stage";

let stage: Stage;
let heard: FrameWord[];
let stop: () => void;

const FACE = new FakeTrack("video", "face of Bo").asTrack();
const VOICE = new FakeTrack("audio", "voice of Bo").asTrack();
const BO: Classmate = {
  ...{ name: "Bo", sees: true, hears: true },
  passed: () => ({ video: FACE, audio: VOICE }),
};
const EXAM = { minutes: 50, extra: 0, aids: [], tools: [] } as const;
const TOLD = { name: "Bo", sees: true, hears: true, shown: true };

const sentMates = () => stage.sent().includes("mates");
/** What is in the sound that goes out, if it is mixed. */
const mixed = () => {
  const mixer = stage.klas.kits.at(-1)?.mixers.at(-1);
  return mixer?.fake.readyState === "live" ? mixer.named : [];
};
const told = () => stage.home.view.other?.mates;

beforeEach(async () => {
  stage = new Stage({ isFramed: true, hasSound: true });
  heard = [];
  stop = followFrame(stage.klas.room, {
    traject: 7,
    say: (word) => heard.push(word),
    listen: () => () => undefined,
  });
  stage.server.changePlan({ see_classmates: true });
  await stage.meet();
  stage.klas.room.classmates.beside([BO]);
  await stage.pass(8000);
});

afterEach(() => {
  stop();
  stage.close();
});

describe("a classmate goes out over this line", () => {
  test("as a small picture of its own and a voice beside ours, without an offer", () => {
    expect([sentMates(), mixed()]).toEqual([true, ["audio-1 0", "voice of Bo 0"]]);
    expect(stage.klas.mates.shown).toEqual(["face of Bo"]);
    expect(told()).toEqual([TOLD]);
    expect(stage.home.room.remoteMates.getTracks().length).toBe(1);
    expect(stage.home.room.remoteStream.getTracks().length).toBe(2);
  });

  const ends: readonly (readonly [string, () => void])[] = [
    ["the family takes it back", () => stage.server.changePlan({ see_classmates: false })],
    ["the page around says so", () => stage.klas.room.classmates.beside([])],
    ["the class pauses", () => stage.klas.room.pause("class")],
    ["the pupil rests", () => stage.home.room.pause("rest")],
    ["the pupil only watches", () => stage.home.room.watchFirst(true)],
    ["the pupil does not want to", () => stage.home.room.setTogether("off")],
    ["the class begins a test", () => stage.klas.room.exam.begin(EXAM)],
  ];

  test.each(ends)("until %s", async (_why, end) => {
    end();
    await stage.pass(300);
    expect([sentMates(), stage.klas.mates.shown, told()]).toEqual([false, null, []]);
    expect(mixed()).not.toContain("voice of Bo 0");
  });

  test("not while the pupil hides it, who is still told who sees and hears", async () => {
    stage.home.room.setTogether("hidden");
    await stage.pass(300);
    expect([sentMates(), mixed()]).toEqual([false, []]);
    expect(told()).toEqual([{ ...TOLD, shown: false }]);
    stage.home.room.setTogether("open");
    await stage.pass(6000);
    expect([sentMates(), told()]).toEqual([true, [TOLD]]);
  });

  test("what the pupil chose survives a reload, and leaving", async () => {
    stage.home.room.setTogether("off");
    await stage.pass(300);
    stage.home.reload();
    await stage.pass(4000);
    expect([stage.home.view.me.together, heard.at(-1)?.together]).toEqual(["off", "off"]);
    stage.home.room.leave();
    await stage.pass(300);
    expect(stage.home.view.me.together).toBe("off");
  });

  test("and is not in the music of the class, whose loudspeaker it sounds from", async () => {
    stage.klas.room.sound.playMusic(true);
    await stage.pass(500);
    expect(mixed()).toEqual([]);
    const { audio } = stage.klas.media.wanted.at(-1)!;
    expect(audio).toMatchObject({ echoCancellation: true, noiseSuppression: false });
  });

  test("after a new page of the class only once the page around says so again", async () => {
    stage.klas.reload();
    await stage.pass(4000);
    expect([stage.home.view.phase, sentMates(), told()]).toEqual(["live", false, []]);
  });

  test("without a picture where this browser draws none, and says so", async () => {
    stage.klas.room.classmates.beside([]);
    await stage.pass(300);
    stage.klas.mates.isMissing = true;
    stage.klas.room.classmates.beside([BO]);
    await stage.pass(6000);
    expect([sentMates(), told()]).toEqual([false, [{ ...TOLD, shown: false }]]);
    expect(mixed()).toContain("voice of Bo 0");
  });
});

test("a line with one pupil has no way for it, and a class alone passes nothing on", async () => {
  const ways = () => stage.network.open().map(({ transceivers }) => transceivers.length);
  expect(ways()).toEqual([4, 4]);
  stage.close();
  stage = new Stage();
  stage.server.changePlan({ see_classmates: true });
  await stage.meet();
  expect(ways()).toEqual([3, 3]);
  expect(told()).toEqual([]);
});

describe("the page around is told", () => {
  test("what the pupil gives", () => {
    const open = { inside: true, agreed: true, together: "open", shows: true, speaks: true };
    expect(heard.at(-1)).toMatchObject(open);
  });

  test("the same while the pupil's picture stands still, of which nothing is handed out", async () => {
    const told = heard.length;
    stage.network.standsStill = true;
    await stage.pass(5000);
    expect(stage.klas.view.moving.board).toBe(false);
    expect(hatchOf(stage.klas.room).passed().video).toBeNull();
    expect(heard.slice(told).filter(({ shows }) => !shows)).toEqual([]);
  });

  test("what it does not: camera off, microphone off", async () => {
    stage.home.room.setCamera(false);
    stage.home.room.setMicrophone(false);
    await stage.pass(2000);
    expect(heard.at(-1)).toMatchObject({ together: "open", shows: false, speaks: false });
  });

  test("nothing of who only watches, so that nobody sees without being seen", async () => {
    stage.home.room.watchFirst(true);
    await stage.pass(300);
    expect(heard.at(-1)).toMatchObject({ together: null, shows: false, speaks: false });
  });

  test("that it holds back a book and a whisper", async () => {
    stage.home.room.notebook.show();
    stage.home.room.sound.whisper(true);
    await stage.pass(2000);
    expect(heard.at(-1)).toMatchObject({ together: "open", shows: false, speaks: false });
  });

  test("that it holds back music, in which a guest's voice could be", async () => {
    stage.home.room.sound.playMusic(true);
    await stage.pass(1000);
    expect(heard.at(-1)).toMatchObject({ together: "open", shows: true, speaks: false });
  });

  test("that the family takes it back, at once", async () => {
    stage.server.changePlan({ see_classmates: false });
    await stage.pass(100);
    expect(heard.at(-1)).toMatchObject({ inside: true, agreed: false, together: null });
  });

  test("that the server is away, and nobody could take it back", async () => {
    stage.server.stop();
    await stage.pass(100);
    expect(heard.at(-1)?.agreed).toBe(false);
    expect([stage.home.view.phase, sentMates()]).toEqual(["live", false]);
  });
});

describe("what this line itself hands out", () => {
  const handed = () => {
    const { video, audio } = hatchOf(stage.klas.room).passed();
    return [video !== null, audio !== null];
  };

  test("is what the pupil gives, as it gives it", async () => {
    expect(handed()).toEqual([true, true]);
    stage.home.room.setMicrophone(false);
    await stage.pass(300);
    expect(handed()).toEqual([true, false]);
    stage.home.room.setMicrophone(true);
    stage.home.room.notebook.show();
    await stage.pass(2000);
    expect(handed()).toEqual([false, true]);
  });

  const ends: readonly (readonly [string, () => void])[] = [
    ["its family took it back", () => stage.server.changePlan({ see_classmates: false })],
    ["its server is away", () => stage.server.stop()],
    ["the class pauses", () => stage.klas.room.pause("class")],
    ["the pupil rests", () => stage.home.room.pause("rest")],
    ["the pupil does not want to", () => stage.home.room.setTogether("off")],
    ["there is a test", () => stage.klas.room.exam.begin(EXAM)],
  ];

  test.each(ends)("is nothing while %s, whatever the page around believes", async (_why, end) => {
    end();
    await stage.pass(300);
    expect(handed()).toEqual([false, false]);
  });
});
