/** A line in a frame, between two whole rooms: what the page around hears of it, and may ask. */

import { afterEach, beforeEach, expect, test } from "vitest";
import type { FrameWord, ShellWord } from "../shared/frame-word";
import { followFrame } from "./framed";
import { FakeGuests } from "./testing/fake-guests";
import { Stage, testId } from "./testing/stage";

let stage: Stage;
let heard: FrameWord[];
let ask: (word: ShellWord | { readonly sio: string }) => void;
let stop: () => void;

beforeEach(async () => {
  stage = new Stage();
  heard = [];
  stop = followFrame(stage.klas.room, {
    traject: 7,
    say: (word) => heard.push(word),
    listen: (hear) => {
      ask = hear;
      return () => {
        ask = () => undefined;
      };
    },
  });
  stage.home.room.start();
  stage.klas.room.start();
  await stage.pass(1000);
});

afterEach(() => {
  stop();
  stage.close();
});

function last(): FrameWord | undefined {
  return heard.at(-1);
}

test("a press on the page around is a press here, and only where the button is", async () => {
  expect(last()).toMatchObject({ traject: 7, state: "lobby", mayEnter: true });
  ask({ sio: "leave" });
  await stage.pass(500);
  expect(last()?.state).toBe("lobby");
  ask({ sio: "enter" });
  await stage.pass(500);
  expect(last()).toMatchObject({ state: "waiting", mayEnter: false });
  ask({ sio: "enter" });
  stage.home.room.press();
  await stage.pass(3000);
  expect(last()?.state).toBe("live");
});

test("a hand and a question are told until somebody has seen them", async () => {
  ask({ sio: "enter" });
  stage.home.room.press();
  await stage.pass(3000);
  stage.home.room.raiseHand();
  stage.home.room.signs.react("lost");
  await stage.pass(300);
  expect(last()).toMatchObject({ hand: "up", ask: "lost" });
  stage.klas.room.answerHand();
  stage.klas.room.signs.notice(stage.klas.view.signs.stays!.id);
  await stage.pass(300);
  expect(last()).toMatchObject({ hand: "seen", ask: null });
  stage.home.room.lowerHand();
  await stage.pass(300);
  expect(last()?.hand).toBe("down");
});

test("a test is told while it runs, and when it stands still with the line and after it", async () => {
  ask({ sio: "enter" });
  stage.home.room.press();
  await stage.pass(3000);
  expect(last()?.exam).toBe("none");
  stage.klas.room.exam.begin({ minutes: 50, extra: 0, aids: [], tools: [] });
  await stage.pass(300);
  expect(last()).toMatchObject({ state: "live", exam: "runs" });
  stage.network.cut();
  await stage.pass(30_000);
  expect(last()).toMatchObject({ state: "away", exam: "still" });
  stage.network.mend();
  await stage.pass(30_000);
  expect(last()).toMatchObject({ state: "live", exam: "still" });
  stage.klas.room.exam.resume();
  await stage.pass(300);
  expect(last()?.exam).toBe("runs");
  stage.klas.room.exam.end();
  await stage.pass(300);
  expect(last()?.exam).toBe("none");
});

test("a guest is told when the class may say yes, and as long as it is inside", async () => {
  const guests = new FakeGuests(stage.server, stage.time, testId);
  guests.connect();
  ask({ sio: "enter" });
  stage.home.room.press();
  await stage.pass(3000);
  expect(last()?.guest).toBe("none");
  stage.home.room.guest.invite();
  await stage.pass(300);
  expect(last()?.guest).toBe("asked");
  stage.klas.room.guest.admit();
  await stage.pass(300);
  expect(last()?.guest).toBe("inside");
  stage.home.room.guest.dismiss();
  await stage.pass(300);
  expect(last()?.guest).toBe("none");
  // Asked by this class: it is the pupil who says yes.
  stage.klas.room.guest.invite();
  await stage.pass(300);
  expect(last()?.guest).toBe("none");
});

test("the same is told once, and again to a page around that was loaded anew", async () => {
  const told = heard.length;
  await stage.pass(5000);
  expect(heard).toHaveLength(told);
  ask({ sio: "tell" });
  expect(heard).toHaveLength(told + 1);
});
