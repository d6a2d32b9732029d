import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeGuests } from "./testing/fake-guests";
import { Stage, testId } from "./testing/stage";

let stage: Stage;
let guests: FakeGuests;
/** What home's screen has shown since. */
let shown: Set<string | null>;

beforeEach(async () => {
  stage = new Stage();
  guests = new FakeGuests(stage.server, stage.time, testId);
  await stage.meet();
  for (const { room } of [stage.home, stage.klas]) room.guest.show(true);
  stage.home.room.guest.invite();
  await stage.pass(100);
  stage.klas.room.guest.admit();
  await stage.pass(3000);
  expect(stage.home.view.guest?.stage).toBe("inside");
});

afterEach(() => stage.close());

function putOut(): void {
  stage.home.room.guest.dismiss();
  watch();
}

function watch(): void {
  shown = new Set();
  const { room } = stage.home;
  room.subscribe(() => shown.add(room.view.guest?.stage ?? null));
}

test("put out without a server, for longer than a place is kept: it does not come in again", async () => {
  stage.server.isAway = true;
  stage.server.drop("home");
  putOut();
  await stage.pass(60_000);
  guests.isDeaf = true;
  stage.server.isAway = false;
  await stage.pass(30_000);
  guests.tellAgain("home");
  await stage.pass(1000);
  expect(shown.has("inside")).toBe(false);
  expect(stage.home.room.guest.stream.getTracks()).toEqual([]);
  guests.isDeaf = false;
  await stage.pass(6000);
  expect([guests.standing.visit, stage.home.view.guest]).toEqual([null, null]);
});

test("put out just before the page is loaded again: it does not come in again", async () => {
  guests.isDeaf = true;
  putOut();
  stage.home.reload();
  stage.home.room.guest.show(true);
  watch();
  await stage.pass(2000);
  guests.tellAgain("home");
  await stage.pass(2000);
  expect(shown.has("inside")).toBe(false);
  guests.isDeaf = false;
  await stage.pass(6000);
  expect([guests.standing.visit, stage.klas.view.guest?.stage]).toEqual([null, "gone"]);
});

test("a press that is lost is said again until the server answers, and then no more", async () => {
  guests.isDeaf = true;
  putOut();
  await stage.pass(20_000);
  expect(guests.dismissals).toBeGreaterThan(3);
  guests.isDeaf = false;
  await stage.pass(6000);
  expect([guests.standing.visit, stage.klas.view.guest?.stage]).toEqual([null, "gone"]);
  const said = guests.dismissals;
  await stage.pass(20_000);
  expect(guests.dismissals).toBe(said);
});

test("an answer that was missed is given again", async () => {
  putOut();
  guests.isDeaf = true;
  await stage.pass(1000);
  guests.standing = { ...guests.standing, visit: null };
  guests.isDeaf = false;
  await stage.pass(6000);
  const said = guests.dismissals;
  await stage.pass(20_000);
  expect(guests.dismissals).toBe(said);
});

test("who was put out can be asked again", async () => {
  putOut();
  await stage.pass(1000);
  stage.klas.room.guest.invite();
  await stage.pass(1000);
  expect(stage.home.view.guest?.stage).toBe("asked");
});
