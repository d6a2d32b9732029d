import { afterEach, beforeEach, expect, test } from "vitest";
import { Stage } from "./testing/stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => {
  stage.close();
});

function sides(): readonly string[] {
  return stage.server.figures.map(({ side }) => side).sort();
}

test("without a question nothing is sent, in lobby and lesson", async () => {
  await stage.meet();
  await stage.pass(10_000);
  expect(stage.server.figures).toEqual([]);
  expect([stage.home.view.help, stage.klas.view.help]).toEqual([null, null]);
});

test("while one is open both sides know, and send once in two seconds", async () => {
  await stage.meet();
  stage.server.changeQuestion("family");
  await stage.pass(100);
  for (const { view } of [stage.home, stage.klas]) {
    expect(view.help).toMatchObject({ askedBy: "family" });
  }
  await stage.pass(10_000);
  expect(sides()).toEqual([...Array<string>(5).fill("class"), ...Array<string>(5).fill("home")]);
  const { figures } = stage.home.view.help!;
  expect(figures).toMatchObject({ line: "flowing", step: "whole", browser: "chrome" });
  expect(stage.server.figures.at(-1)).toMatchObject({ question: figures!.question });
});

test("a press asks, a press on the other side stops it, and nothing more is sent", async () => {
  await stage.meet();
  stage.home.room.askHelp();
  await stage.pass(3000);
  expect(stage.klas.view.help).toMatchObject({ askedBy: "home" });
  stage.klas.room.stopHelp();
  await stage.pass(100);
  expect([stage.home.view.help, stage.klas.view.help]).toEqual([null, null]);
  const before = stage.server.figures.length;
  expect(before).toBeGreaterThan(0);
  await stage.pass(10_000);
  expect(stage.server.figures).toHaveLength(before);
});

test("in the lobby it is told what stands there, without a press", async () => {
  await stage.pass(100);
  stage.server.changeQuestion("school");
  await stage.pass(5000);
  expect(sides()).toContain("home");
  expect(stage.server.figures.at(-1)).toMatchObject({ line: "warm", in_frames: null });
});

test("it ends by the clock, whether anybody says so or not", async () => {
  await stage.meet();
  stage.server.changeQuestion("staff");
  await stage.pass(3000);
  expect(stage.home.view.help).not.toBeNull();
  await stage.skim(3_600_000);
  const before = stage.server.figures.length;
  expect(stage.home.view.help).toBeNull();
  await stage.pass(10_000);
  expect(stage.server.figures).toHaveLength(before);
});

test("a question that closed while the socket was away is not believed any more", async () => {
  await stage.meet();
  stage.server.changeQuestion("family");
  await stage.pass(3000);
  stage.server.isAway = true;
  stage.server.drop("home");
  await stage.pass(500);
  stage.server.changeQuestion(null);
  stage.server.isAway = false;
  await stage.pass(10_000);
  expect(stage.home.view.help).toBeNull();
});

test("one that is still open is told to a page that comes back", async () => {
  await stage.meet();
  stage.server.changeQuestion("family");
  await stage.pass(1000);
  stage.home.reload();
  await stage.pass(3000);
  expect(stage.home.view.help).toMatchObject({ askedBy: "family" });
});
