/** A test between two whole rooms: over cuts, reloads and pages that are gone. */

import { afterEach, beforeEach, expect, test } from "vitest";
import { type Exam, leftMs, openStop, runs } from "./exam";
import { Stage } from "./testing/stage";

const MINUTE = 60_000;
const CHOICE = { minutes: 50, extra: 0, aids: ["dictionary"], tools: [] } as const;
let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.meet();
  stage.klas.room.exam.begin(CHOICE);
  await stage.pass(300);
});

afterEach(() => {
  stage.close();
});

const examOf = (who: "home" | "klas"): Exam => {
  const { exam } = stage[who].view;
  if (exam === null) throw new Error("there is no test");
  return exam;
};
const left = (who: "home" | "klas"): number => leftMs(examOf(who), stage[who].room.now());
const both = <T>(look: (who: "home" | "klas") => T): readonly [T, T] => [
  look("home"),
  look("klas"),
];
const agree = (): void => expect(examOf("home")).toEqual(examOf("klas"));

test("home hears what is agreed, and cannot change it", async () => {
  agree();
  expect(examOf("home")).toMatchObject({ minutes: 50, aids: ["dictionary"], ended_at: null });
  stage.home.room.exam.end();
  stage.home.room.exam.pause();
  await stage.pass(300);
  expect(both((who) => runs(examOf(who)))).toEqual([true, true]);
});

test("a line that fails stops it on both sides; one press of the class goes on", async () => {
  await stage.pass(MINUTE);
  const before = left("klas");
  stage.network.cut();
  await stage.pass(30_000);
  expect(both((who) => openStop(examOf(who))?.why)).toEqual(["line", "line"]);
  stage.klas.room.exam.resume();
  expect(runs(examOf("klas"))).toBe(false);
  stage.network.mend();
  await stage.pass(30_000);
  agree();
  expect(both((who) => runs(examOf(who)))).toEqual([false, false]);
  stage.klas.room.exam.resume();
  await stage.pass(300);
  agree();
  expect(runs(examOf("home"))).toBe(true);
  expect(examOf("klas").stops).toHaveLength(1);
  expect(before - left("klas")).toBeLessThan(6000);
});

test.each(["home", "klas"] as const)("it stands still over a reload of %s", async (who) => {
  await stage.pass(MINUTE);
  const before = left("klas");
  stage[who].reload();
  await stage.pass(8000);
  agree();
  expect(openStop(examOf("home"))?.why).toBe("line");
  expect(before - left("klas")).toBeLessThan(3000);
  stage.klas.room.exam.resume();
  await stage.pass(300);
  expect(both((one) => runs(examOf(one)))).toEqual([true, true]);
});

test("a class that has lost its disk hears of it from home", async () => {
  const { id } = examOf("klas");
  stage.klas.store.removeItem("sio.class.exam");
  stage.klas.reload();
  await stage.pass(8000);
  expect(examOf("klas").id).toBe(id);
  agree();
});

test("what is not agreed is not said, and not heard", async () => {
  expect(stage.home.room.sendChat("Hoeveel is vraag 3?")).toBe(false);
  expect(stage.home.room.signs.react("yes")).toBe(false);
  stage.home.room.signs.setRecess(true);
  stage.home.room.sound.whisper(true);
  stage.home.room.lookAt("room");
  await stage.pass(2000);
  const { chat, signs, other } = stage.klas.view;
  expect([chat, signs.recess, signs.passes]).toEqual([[], false, null]);
  expect([other?.whisper, other?.looks]).toEqual([false, "board"]);
  stage.home.room.raiseHand();
  await stage.pass(300);
  expect(stage.klas.view.hand?.up).toBe(true);
  stage.klas.room.exam.end();
  await stage.pass(300);
  expect(stage.home.room.sendChat("Klaar!")).toBe(true);
  await stage.pass(300);
  expect(stage.klas.view.chat.map(({ text }) => text)).toEqual(["Klaar!"]);
});

test("a pause by hand, the end, and the report that both see", async () => {
  await stage.pass(MINUTE);
  stage.klas.room.exam.pause();
  await stage.pass(MINUTE);
  expect(openStop(examOf("home"))?.why).toBe("hand");
  stage.klas.room.exam.resume();
  stage.klas.room.exam.end();
  await stage.pass(300);
  agree();
  expect(examOf("home").stops).toHaveLength(1);
  stage.klas.room.exam.close();
  await stage.pass(300);
  expect(examOf("home").away).toBe(true);
});

test("a pupil puts the own report away; the class's stays", async () => {
  stage.home.room.exam.close();
  expect(examOf("home").away).toBe(false);
  stage.klas.room.exam.end();
  await stage.pass(300);
  stage.home.room.exam.close();
  await stage.pass(300);
  expect(both((who) => examOf(who).away)).toEqual([true, false]);
});

test("leaving leaves nothing of it, on either disk", async () => {
  stage.home.room.leave();
  await stage.pass(500);
  expect([stage.home.view.exam, stage.klas.view.exam]).toEqual([null, null]);
  expect(stage.home.store.getItem("sio.home.exam")).toBeNull();
  expect(stage.klas.store.getItem("sio.class.exam")).toBeNull();
});
