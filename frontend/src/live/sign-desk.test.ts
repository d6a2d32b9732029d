import { expect, test } from "vitest";
import { memoryStore } from "./choices";
import { SignDesk } from "./sign-desk";
import { isSign } from "./signs";
import type { LessonView } from "./view";
import { parseWord, type Word } from "./words";

/** Two desks; what one says the other hears, over the wire's own form. */
function stage(store = memoryStore()) {
  let now = 1_795_000_000_000;
  let ids = 0;
  let lessons: readonly LessonView[] = [];
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`;
  const said: Word[] = [];
  const cross = (desk: () => SignDesk) => (word: Word) => {
    said.push(word);
    const read = parseWord(JSON.parse(JSON.stringify(word)));
    if (isSign(read)) desk().hear(read);
  };
  const parts = {
    store,
    key: "line",
    newId,
    now: () => now,
    lessons: () => lessons,
    refuses: () => false,
    onChange: () => undefined,
  };
  const home: SignDesk = new SignDesk({ ...parts, side: "home", say: cross(() => klas) });
  const klas: SignDesk = new SignDesk({ ...parts, side: "class", say: cross(() => home) });
  home.begin();
  klas.begin();
  const pass = (ms: number) => (now += ms);
  const plan = (...today: readonly LessonView[]) => (lessons = today);
  return { home, klas, said, pass, plan, store, parts, now: () => now };
}

test("what the child does not understand stays in class until somebody presses", () => {
  const { home, klas } = stage();
  expect(home.react("lost")).toBe(true);
  expect(klas.view.stays?.kind).toBe("lost");
  klas.notice(klas.view.stays!.id);
  expect([home.view.stays, klas.view.stays]).toEqual([null, null]);
});

test("the child itself can take it back", () => {
  const { home, klas } = stage();
  home.react("slower");
  home.notice(home.view.stays!.id);
  expect([home.view.stays, klas.view.stays]).toEqual([null, null]);
});

test("a second press at once is not sent; a while later it is", () => {
  const { home, said, pass } = stage();
  expect([home.react("yes"), home.react("no")]).toEqual([true, false]);
  pass(1500);
  expect(home.react("no")).toBe(true);
  expect(said.map(({ type }) => type)).toEqual(["react", "react"]);
});

test("the class shows nothing of its own, and chooses no face", () => {
  const { klas, said } = stage();
  expect(klas.react("yes")).toBe(false);
  klas.chooseFace("uil");
  expect(said).toEqual([]);
});

test("a face is told, kept on the home device, and outlives the lesson", () => {
  const { home, klas, store, parts } = stage();
  home.chooseFace("robot");
  expect(klas.view.face).toBe("robot");
  home.forget();
  expect(home.view.face).toBe("robot");
  const later = new SignDesk({ ...parts, store, side: "home", say: () => undefined });
  expect(later.view.face).toBe("robot");
  const other = new SignDesk({ ...parts, store, side: "class", say: () => undefined });
  expect(other.view.face).toBeNull();
});

test("outside a connection nothing is said, and a face is only kept", () => {
  const { home, said } = stage();
  home.forget();
  home.chooseFace("kat");
  expect([home.react("yes"), home.view.face]).toEqual([false, "kat"]);
  home.setRecess(true);
  home.beginGame();
  expect(said).toEqual([]);
});

test.each(["home", "class"] as const)("%s comes back after a reload with all that was", (side) => {
  const { home, klas, parts } = stage();
  home.chooseFace("uil");
  home.react("lost");
  klas.setRecess(true);
  home.beginGame();
  home.play(3);
  const stayed = side === "home" ? klas : home;
  const fresh = new SignDesk({ ...parts, side, say: () => undefined });
  fresh.begin();
  for (const word of stayed.introduction(123)) {
    const read = parseWord(JSON.parse(JSON.stringify(word)));
    if (isSign(read)) fresh.hear(read);
  }
  const { id, kind, at } = stayed.view.stays!;
  const stays = { id, kind, at, until: null };
  expect(fresh.view).toMatchObject({ stays, recess: true, game: stayed.view.game, face: "uil" });
});

test("who has nothing to tell tells nothing", () => {
  expect(stage().klas.introduction(null)).toEqual([]);
});

test("the break ends with its game", () => {
  const { home, klas } = stage();
  home.setRecess(true);
  home.beginGame();
  klas.setRecess(false);
  expect([home.view.recess, home.view.game.on]).toEqual([false, false]);
});

/** Around now, for so many minutes. */
function halfDay(now: number, minutes: number, change: Partial<LessonView> = {}): LessonView {
  const times = { startsAt: now - 1000, endsAt: now + minutes * 60_000 };
  const names = { id: "slot-1", subject: "", room: "", kind: "fixed", link: "" } as const;
  return { ...names, ...times, status: "on", halfDay: true, ...change };
}

test("in a half day the class begins the break, and either side ends it", () => {
  const { home, klas, plan, now, said } = stage();
  plan(halfDay(now(), 60));
  home.setRecess(true);
  klas.hear({ type: "recess", on: true });
  expect([said, klas.view.recess]).toEqual([[], false]);
  klas.setRecess(true);
  expect([home.isRecess, klas.isRecess]).toEqual([true, true]);
  home.setRecess(false);
  expect([home.isRecess, klas.isRecess]).toEqual([false, false]);
});

test("nobody begins one in a lesson hour", () => {
  const { home, klas, plan, now, said } = stage();
  plan(halfDay(now(), 60, { halfDay: false }));
  home.setRecess(true);
  klas.setRecess(true);
  expect([said, home.view.recess, klas.view.recess]).toEqual([[], false, false]);
});

test("it ends with the half day, and does not come back", () => {
  const { home, klas, plan, now, pass, said } = stage();
  plan(halfDay(now(), 10));
  klas.setRecess(true);
  home.beginGame();
  pass(9 * 60_000);
  for (const desk of [home, klas]) desk.fitRecess();
  expect([home.isRecess, klas.isRecess]).toEqual([true, true]);
  pass(60_000);
  home.fitRecess();
  expect([home.view.recess, home.view.game.on, klas.view.recess]).toEqual([false, false, true]);
  klas.fitRecess();
  expect([klas.view.recess, klas.view.game.on]).toEqual([false, false]);
  expect(said.at(-1)).toEqual({ type: "recess", on: false });
});

test("one from before the half day ends when it begins", () => {
  const { home, klas, plan, now } = stage();
  home.setRecess(true);
  plan(halfDay(now(), 60));
  klas.fitRecess();
  expect([home.view.recess, klas.view.recess]).toEqual([false, false]);
});

test("a lesson hour hides it at once", () => {
  const { klas, plan, now } = stage();
  klas.setRecess(true);
  plan(halfDay(now(), 60, { halfDay: false }));
  expect(klas.isRecess).toBe(false);
});

test("a game goes over the talk, turn by turn, and not out of turn", () => {
  const { home, klas } = stage();
  klas.beginGame();
  klas.play(0);
  expect(klas.view.game.moves).toEqual([]);
  home.play(3);
  home.play(3);
  klas.play(4);
  expect(home.view.game).toEqual({ round: 1, on: true, moves: [3, 4] });
  expect(klas.view.game).toEqual(home.view.game);
});
