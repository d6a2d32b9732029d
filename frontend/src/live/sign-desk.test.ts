import { expect, test } from "vitest";
import { memoryStore } from "./choices";
import { SignDesk } from "./sign-desk";
import { isSign } from "./signs";
import { parseWord, type Word } from "./words";

/** Two desks; what one says the other hears, over the wire's own form. */
function stage(store = memoryStore()) {
  let now = 1_795_000_000_000;
  let ids = 0;
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
    refuses: () => false,
    onChange: () => undefined,
  };
  const home: SignDesk = new SignDesk({ ...parts, side: "home", say: cross(() => klas) });
  const klas: SignDesk = new SignDesk({ ...parts, side: "class", say: cross(() => home) });
  home.begin();
  klas.begin();
  const pass = (ms: number) => (now += ms);
  return { home, klas, said, pass, store, parts };
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
