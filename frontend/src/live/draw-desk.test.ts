import { expect, test } from "vitest";
import { DrawDesk, isDraw } from "./draw-desk";
import { COLOURS, EDGE, MOST_NUMBERS } from "./draw-words";
import { MOST_POINTS, placed, textFor } from "./drawing";
import { FakeTime } from "./testing/fake-time";
import { parseWord, type Word } from "./words";

/** Two desks on one line that can be cut; what was said then is said after it. */
function stage() {
  const time = new FakeTime();
  let ids = 0;
  const said: Word[] = [];
  const late: (() => void)[] = [];
  const state = { isCut: false, isNarrow: false, isRefused: false };
  const make = (side: "home" | "class", other: () => DrawDesk): DrawDesk =>
    new DrawDesk({
      side,
      time,
      newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
      now: () => (ids += 1),
      refuses: () => state.isRefused,
      isNarrow: () => state.isNarrow,
      onChange: () => undefined,
      say: (word) => {
        said.push(word);
        const arrive = () => {
          const read = parseWord(JSON.parse(JSON.stringify(word)));
          if (isDraw(read)) other().hear(read);
          (side === "home" ? home : klas).delivered(word);
        };
        if (state.isCut) late.push(arrive);
        else arrive();
      },
    });
  const home: DrawDesk = make("home", () => klas);
  const klas: DrawDesk = make("class", () => home);
  for (const desk of [home, klas]) {
    desk.alive();
    desk.setOpen(true);
  }
  const mend = () => {
    state.isCut = false;
    for (const arrive of late.splice(0)) arrive();
  };
  return { home, klas, time, said, state, mend };
}

function line(desk: DrawDesk, y: number, points = 10): string {
  let stroke = desk.begin("blue", "thin", 0, y);
  for (let i = 1; i < points && stroke !== null; i += 1) stroke = desk.draw(stroke, i % EDGE, y);
  return stroke ?? "";
}

test("a line comes over in small pieces, and is the same on both sides", async () => {
  const { home, klas, time, said } = stage();
  line(home, 100, 400);
  await time.pass(2000);
  expect(klas.view.marks).toEqual(home.view.marks);
  const sizes = said.map((word) => JSON.stringify(word).length);
  expect(said.filter(({ type }) => type === "ink").length).toBe(Math.ceil(800 / MOST_NUMBERS));
  expect(Math.max(...sizes)).toBeLessThan(4096);
});

test("both draw, write and rub while the line is away, and both have the same after it", async () => {
  const { home, klas, time, state, mend } = stage();
  line(home, 100);
  line(klas, 200);
  await time.pass(1000);
  state.isCut = true;
  line(home, 300);
  home.write("green", 10, 2000, "drie keer");
  line(klas, 400);
  klas.rub(5, 100);
  await time.pass(5000);
  expect(home.view.marks).not.toEqual(klas.view.marks);
  mend();
  await time.pass(2000);
  expect(home.view.marks).toHaveLength(4);
  expect(klas.view.marks).toEqual(home.view.marks);
});

test("while the line is away no more than a few words wait", async () => {
  const { home, said, state, time } = stage();
  state.isCut = true;
  const before = said.length;
  for (let i = 0; i < 50; i += 1) line(home, i, 300);
  await time.pass(60_000);
  expect(said.length - before).toBe(3);
});

test("over a narrow line one word a second goes", async () => {
  const { home, said, state, time } = stage();
  state.isNarrow = true;
  const before = said.length;
  for (let i = 0; i < 6; i += 1) line(home, i, 300);
  await time.pass(4000);
  expect(said.length - before).toBe(4);
});

test("a page that was loaded anew gets it all, its own lines and what was rubbed out too", async () => {
  const { home, klas, time } = stage();
  line(home, 100);
  line(klas, 2000);
  klas.write("black", 10, 3000, "som");
  for (const open of [false, true]) home.setOpen(open);
  await time.pass(1000);
  expect(klas.view.theirs).toBe(true);
  home.alive();
  expect(home.view.marks).toEqual([]);
  for (const word of klas.introduction()) if (isDraw(word)) home.hear(word);
  await time.pass(1000);
  expect(home.view).toMatchObject({ isOpen: false, theirs: true });
  for (const word of home.introduction()) if (isDraw(word)) klas.hear(word);
  expect(klas.view.theirs).toBe(false);
  expect(home.view.marks).toEqual(klas.view.marks);
  home.undo();
  await time.pass(1000);
  expect(klas.view.marks.map(({ side }) => side)).toEqual(["class", "class"]);
});

test("undo takes the own last line, rubbing a whole one, emptying all", async () => {
  const { home, klas, time } = stage();
  line(home, 100);
  line(klas, 2000);
  await time.pass(1000);
  home.undo();
  home.undo();
  expect(home.view.marks.map(({ side }) => side)).toEqual(["class"]);
  home.rub(5, 3500);
  expect(home.view.marks).toHaveLength(1);
  line(klas, 3000);
  await time.pass(1000);
  home.empty();
  await time.pass(1000);
  expect([home.view.marks, klas.view.marks]).toEqual([[], []]);
});

test("a thousand lines a second fill the board to its end, and the word says so", async () => {
  const { home, klas, time } = stage();
  for (let i = 0; i < 1000; i += 1) line(home, i, 60);
  expect(home.view.isFull).toBe(true);
  expect(home.begin("black", "thin", 1, 1)).toBeNull();
  expect(home.write("black", 1, 1, "nog")).toBe(false);
  const numbers = home.view.marks.flatMap((mark) => ("points" in mark ? mark.points : []));
  expect(numbers.length).toBeLessThanOrEqual(2 * MOST_POINTS + 2);
  await time.pass(120_000);
  expect(klas.view.marks).toEqual(home.view.marks);
  home.empty();
  expect(home.view.isFull).toBe(false);
});

test("a board that was filled by many small marks is emptied, and drawn on again", () => {
  const { home } = stage();
  let drawn = 0;
  while (drawn < 4000 && home.begin("blue", "thin", drawn, 1) !== null) drawn += 1;
  expect([drawn, home.view.isFull]).toEqual([3000, true]);
  home.empty();
  expect(home.view.isFull).toBe(false);
  expect(home.begin("blue", "thin", 1, 1)).not.toBeNull();
});

test("who hears a flood keeps no more than twice a board", () => {
  const { klas } = stage();
  const points = Array.from({ length: MOST_NUMBERS }, () => 5);
  const about = { side: "home", at: 1, colour: "blue", width: "thin", from: 0, points } as const;
  for (let i = 0; i < 2000; i += 1) klas.hear({ type: "ink", pieces: [{ ...about, id: `${i}` }] });
  const numbers = klas.view.marks.length * MOST_NUMBERS;
  expect(numbers).toBeLessThanOrEqual(4 * MOST_POINTS + MOST_NUMBERS);
  expect(klas.view.isFull).toBe(true);
});

const GOOD = {
  id: "3c5f2a34-3333-4a6b-9c3d-2f4e5a6b7c8d",
  side: "home",
  at: 1,
  colour: COLOURS[0],
  width: "thin",
  from: 0,
  points: [1, 2],
};

test.each([
  ["outside the board", { points: [1, EDGE + 1] }],
  ["below nothing", { points: [-1, 2] }],
  ["half a place", { points: [1, 2, 3] }],
  ["no place", { points: [] }],
  ["parts of a number", { points: [0.5, 1] }],
  ["a colour of its own", { colour: "url(x)" }],
  ["too many at once", { points: Array.from({ length: MOST_NUMBERS + 2 }, () => 1) }],
])("%s is malformed", (_name, change) => {
  expect(parseWord({ type: "ink", pieces: [GOOD] }).type).toBe("ink");
  expect(() => parseWord({ type: "ink", pieces: [{ ...GOOD, ...change }] })).toThrow();
});

test("a pointer outside the board draws on its edge, and nonsense nowhere", () => {
  expect([placed(-3), placed(0.5), placed(7), placed(NaN)]).toEqual([0, EDGE / 2, EDGE, null]);
  expect(textFor(`  a\n b${"x".repeat(200)}`)).toMatch(/^a bx{77}$/);
});

test("in a test it stays shut, and after the lesson nothing is left", () => {
  const { home, state } = stage();
  line(home, 1);
  state.isRefused = true;
  expect(home.begin("black", "thin", 1, 1)).toBeNull();
  home.setOpen(false);
  home.setOpen(true);
  expect(home.view.isOpen).toBe(false);
  home.forget();
  expect(home.view).toEqual({ isOpen: false, theirs: false, marks: [], isFull: false });
});
