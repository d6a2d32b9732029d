import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { Pilot } from "./pilot";
import { WHOLE, WITHIN } from "./region";
import type { SteerWord } from "./steering";
import { FakeTime } from "./testing/fake-time";
import { parseWord, type WordOf } from "./words";

const CORNER = { x: 0.75, y: 0.75, size: 0.25 };
const TOP = { x: 0.25, y: 0, size: 0.5 };

let time: FakeTime;
let said: SteerWord[];
let pilot: Pilot;

function view(n: number, region = WHOLE, change: Partial<WordOf<"view">> = {}): WordOf<"view"> {
  const reach = WITHIN;
  return { type: "view", n, ...region, reach, by: "crop", locked: false, spots: [], ...change };
}

const looks = () => said.filter((word) => word.type === "look");

/** The line takes what was said. */
function arrive(): void {
  for (const word of said) pilot.delivered(word);
}

beforeEach(() => {
  time = new FakeTime();
  said = [];
  pilot = new Pilot({ time, say: (word) => said.push(word), onChange: () => undefined });
});

test("a class that says nothing of its view cannot be steered", () => {
  pilot.look(CORNER);
  pilot.goTo("board");
  expect([pilot.view, said]).toEqual([null, []]);
  pilot.hear(view(0, WHOLE, { by: "none" }));
  expect(pilot.view).toBeNull();
});

describe("looking", () => {
  beforeEach(() => pilot.hear(view(0)));

  test("is asked at once, and shown when the class says so", () => {
    pilot.look(CORNER);
    expect(said).toEqual([{ type: "look", n: 1, ...CORNER }]);
    expect(pilot.view).toMatchObject({ shown: WHOLE, wanted: CORNER });
    pilot.hear(view(1, CORNER));
    expect(pilot.view).toMatchObject({ shown: CORNER, wanted: CORNER });
  });

  test("twenty times a second at most, and the last wins", async () => {
    for (let i = 1; i <= 1000; i++) {
      pilot.look({ x: i / 2000, y: 0, size: 0.5 });
      arrive();
      await time.pass(1);
    }
    await time.pass(50);
    expect(looks().length).toBeLessThanOrEqual(21);
    expect(looks().at(-1)).toMatchObject({ x: 0.5 });
  });

  test("a line that takes nothing is not filled; then the last wish goes", async () => {
    for (let i = 1; i <= 100; i++) {
      pilot.look({ x: i / 200, y: 0, size: 0.5 });
      await time.pass(50);
    }
    expect(looks()).toHaveLength(3);
    arrive();
    expect(looks().at(-1)).toMatchObject({ x: 0.5 });
  });

  test("the answer to an earlier wish does not undo a later one", async () => {
    pilot.look(TOP);
    await time.pass(50);
    pilot.look(CORNER);
    pilot.hear(view(1, TOP));
    expect(pilot.view).toMatchObject({ shown: TOP, wanted: CORNER });
    pilot.hear(view(2, CORNER));
    expect(pilot.view?.wanted).toEqual(CORNER);
  });

  test("what the class itself shows is followed", () => {
    pilot.look(CORNER);
    pilot.hear(view(1, CORNER));
    pilot.hear(view(1, TOP));
    expect(pilot.view).toMatchObject({ shown: TOP, wanted: TOP });
  });

  test.each([{ ...CORNER, x: NaN }, WHOLE])("%o: nothing to ask", (region) => {
    pilot.look(region);
    expect(said).toEqual([]);
  });
});

describe("a camera that turns", () => {
  const reach = { left: -1, top: 0, right: 2, bottom: 1.5 };
  const BESIDE = { x: 0.5, y: 0, size: 1 };

  test.each([
    [BESIDE, BESIDE],
    [
      { x: 9, y: 9, size: 1 },
      { x: 1, y: 0.5, size: 1 },
    ],
    [
      { x: -9, y: -9, size: 0.5 },
      { x: -1, y: 0, size: 0.5 },
    ],
  ])("%o: as far beside the whole as it reaches", (asked, given) => {
    pilot.hear(view(0, WHOLE, { by: "camera", reach }));
    pilot.look(asked);
    expect([pilot.view?.wanted, said]).toEqual([given, [{ type: "look", n: 1, ...given }]]);
  });

  test("a class of before shows nothing beside its picture", () => {
    expect(parseWord({ ...view(0), reach: undefined })).toMatchObject({ reach: WITHIN });
  });

  test.each([
    { ...WITHIN, left: 0.5 },
    { ...WITHIN, right: 0 },
    { ...WITHIN, bottom: 99 },
    { ...WITHIN, top: NaN },
    "everywhere",
  ])("%o is no reach", (bad) => {
    expect(() => parseWord({ ...view(0), reach: bad })).toThrow("reach");
  });

  test.each([
    { ...BESIDE, x: -8.1 },
    { ...BESIDE, y: 10 },
    { ...BESIDE, size: -1 },
  ])("%o is nowhere", (bad) => {
    expect(parseWord({ type: "look", n: 1, ...BESIDE })).toMatchObject(BESIDE);
    expect(() => parseWord({ type: "look", n: 1, ...bad })).toThrow("look");
  });

  test("beside another camera's picture there is nothing", () => {
    pilot.hear(view(0, WHOLE, { by: "camera", reach }));
    pilot.look(BESIDE);
    pilot.hear(view(1, WHOLE));
    pilot.look(BESIDE);
    expect([pilot.view?.wanted, said.length]).toEqual([WHOLE, 1]);
  });
});

describe("locked", () => {
  beforeEach(() => pilot.hear(view(0, TOP, { locked: true, spots: ["board"] })));

  test("nothing is asked", () => {
    pilot.look(CORNER);
    pilot.goTo("board");
    pilot.keep("class");
    pilot.lock();
    pilot.recall();
    expect([said, pilot.view?.wanted, pilot.introduction()]).toEqual([[], TOP, []]);
  });

  test("in the middle of a gesture the picture goes back to what the class shows", async () => {
    pilot.hear(view(0, TOP));
    pilot.look(CORNER);
    pilot.look(WHOLE);
    pilot.hear(view(0, TOP, { locked: true }));
    await time.pass(100);
    expect([looks().length, pilot.view?.wanted]).toEqual([1, TOP]);
  });
});

describe("places", () => {
  beforeEach(() => pilot.hear(view(4, WHOLE, { spots: ["board"] })));

  test("are gone to, and shown when the class shows them", () => {
    pilot.goTo("board");
    expect(said).toEqual([{ type: "spot", n: 5, name: "board", keep: false }]);
    pilot.hear(view(5, TOP, { spots: ["board"] }));
    expect(pilot.view).toMatchObject({ wanted: TOP, spots: ["board"] });
  });

  test("what is kept is what was asked for last", () => {
    pilot.look(CORNER);
    pilot.look(TOP);
    pilot.keep("class");
    expect(said.map(({ type, n }) => [type, n])).toEqual([
      ["look", 5],
      ["look", 6],
      ["spot", 7],
    ]);
    expect(said[1]).toMatchObject(TOP);
  });
});

test("a class that was loaded anew is asked again for what the pupil looked at", () => {
  pilot.hear(view(0));
  pilot.look(CORNER);
  pilot.hear(view(1, CORNER));
  expect(pilot.introduction()).toEqual([{ type: "look", n: 2, ...CORNER }]);
  pilot.hear(view(0));
  expect(pilot.view?.wanted).toEqual(CORNER);
  pilot.hear(view(2, CORNER));
  expect(pilot.view?.shown).toEqual(CORNER);
});

test("who was loaded anew oneself sees what the class shows", () => {
  expect(pilot.introduction()).toEqual([]);
  pilot.hear(view(12, CORNER));
  expect(pilot.view?.wanted).toEqual(CORNER);
  pilot.look(TOP);
  expect(said).toEqual([{ type: "look", n: 13, ...TOP }]);
});

test("the next lesson begins with the whole", () => {
  pilot.hear(view(0));
  pilot.look(CORNER);
  pilot.forget();
  expect([pilot.view, pilot.sent(null)]).toEqual([null, null]);
  pilot.close();
});

test("in whatever order they come, the last answer to the last wish holds", () => {
  const wishes = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(wishes, (xs) => {
      const one = new Pilot({ time, say: () => undefined, onChange: () => undefined });
      one.hear(view(0));
      for (const x of xs) one.look({ x, y: 0, size: 0.5 });
      for (let n = 1; n <= xs.length + 1; n++) one.hear(view(n, TOP));
      expect(one.view?.shown).toEqual(TOP);
      one.close();
    }),
  );
});
