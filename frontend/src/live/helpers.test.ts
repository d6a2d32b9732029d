import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BUDDY,
  type Helpers,
  isSchoolDay,
  nameFor,
  NOBODY,
  onDay,
  schoolDayAfter,
  week,
  withAbsent,
  withChild,
  withOurTask,
  withTask,
  withoutChild,
  withoutTask,
} from "./helpers";

const MONDAY = "2026-11-23";
const NAMES = ["Ada", "Bo", "Cas", "Dina", "Elif", "Finn", "Gus", "Hanne", "Ivo", "Jana"];

function withAll(names: readonly string[], start: Helpers = NOBODY): Helpers {
  return names.reduce((all, name) => withChild(all, name, `id-${name}`) ?? all, start);
}

/** So many school days from `day` on; each day `away` says who is not there. */
function days(start: Helpers, count: number, away: (n: number) => readonly string[] = () => []) {
  const all: Helpers[] = [];
  let day = MONDAY;
  let helpers = start;
  for (let n = 0; n < count; n += 1) {
    helpers = onDay(helpers, day);
    for (const id of away(n)) helpers = withAbsent(helpers, id, true);
    all.push(helpers);
    day = schoolDayAfter(day);
  }
  return all;
}

const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

function timesOf(all: readonly Helpers[], name: string, task?: string): number {
  const jobs = all.flatMap(({ jobs }) => Object.entries(jobs));
  return jobs.filter(([id, child]) => child === `id-${name}` && (task ?? id) === id).length;
}

describe("turns", () => {
  const sizes = fc.record({
    children: fc.integer({ min: 1, max: 10 }),
    own: fc.integer({ min: 0, max: 4 }),
    days: fc.integer({ min: 1, max: 60 }),
  });

  test("everybody has as many as everybody else, give or take one", () => {
    fc.assert(
      fc.property(sizes, ({ children, own, days: count }) => {
        const names = NAMES.slice(0, children);
        const all = days(withAll(names, withOwn(own)), count);
        const tasks = 4 + own;
        const total = names.map((name) => timesOf(all, name));
        expect(total.reduce((sum, one) => sum + one, 0)).toBe(count * tasks);
        // With fewer children than tasks a day gives somebody several.
        expect(spread(total)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("everybody is the buddy as often as everybody else, give or take two", () => {
    fc.assert(
      fc.property(sizes, ({ children, own, days: count }) => {
        const names = NAMES.slice(0, children);
        const all = days(withAll(names, withOwn(own)), count);
        expect(spread(names.map((name) => timesOf(all, name, BUDDY)))).toBeLessThanOrEqual(2);
      }),
    );
  });

  test("whoever is away has no task, and each task is somebody's as long as anybody is there", () => {
    const away = fc.array(fc.subarray(NAMES), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(away, (gone) => {
        const ids = gone.map((names) => names.map((name) => `id-${name}`));
        for (const [n, helpers] of days(
          withAll(NAMES),
          gone.length,
          (day) => ids[day]!,
        ).entries()) {
          const busy = Object.values(helpers.jobs);
          expect(busy.filter((id) => ids[n]!.includes(id))).toEqual([]);
          expect(busy).toHaveLength(ids[n]!.length === NAMES.length ? 0 : helpers.tasks.length);
        }
      }),
    );
  });

  test("who was away for weeks does not have to catch up", () => {
    const names = NAMES.slice(0, 5);
    const before = days(withAll(names), 40, () => ["id-Ada"]).at(-1)!;
    let day = before.day;
    let helpers = before;
    const after: Helpers[] = [];
    for (let n = 0; n < 20; n += 1) {
      day = schoolDayAfter(day);
      helpers = onDay(helpers, day);
      after.push(helpers);
    }
    expect(spread(names.map((name) => timesOf(after, name)))).toBeLessThanOrEqual(1);
    expect(spread(names.map((name) => timesOf(after, name, BUDDY)))).toBeLessThanOrEqual(2);
  });

  test("nobody is the buddy two school days on end, where there are enough children", () => {
    const buddies = days(withAll(NAMES), 60).map((helpers) => helpers.jobs[BUDDY]);
    expect(buddies.filter((id, n) => id === buddies[n - 1])).toEqual([]);
  });
});

test("the same day keeps its tasks; a weekend has those of Monday", () => {
  const monday = onDay(withAll(NAMES), MONDAY);
  expect(onDay(monday, MONDAY)).toBe(monday);
  const friday = onDay(monday, "2026-11-27");
  const saturday = onDay(friday, "2026-11-28");
  expect([saturday.day, onDay(saturday, "2026-11-29")]).toEqual(["2026-11-30", saturday]);
  expect(onDay(saturday, "2026-11-30")).toBe(saturday);
  expect([isSchoolDay("2026-11-27"), isSchoolDay("2026-11-29")]).toEqual([true, false]);
  expect(schoolDayAfter("2026-11-27")).toBe("2026-11-30");
});

test("who turns out to be away gives the task to another, and comes back without it", () => {
  const monday = onDay(withAll(NAMES), MONDAY);
  expect(nameFor(monday, BUDDY)).toBe("Ada");
  const away = withAbsent(monday, "id-Ada", true);
  expect(nameFor(away, BUDDY)).toBe("Elif");
  const back = withAbsent(away, "id-Ada", false);
  expect([nameFor(back, BUDDY), back.absent]).toEqual(["Elif", []]);
  expect(nameFor(onDay(back, "2026-11-24"), BUDDY)).not.toBe("Elif");
});

test("names that come one by one share the tasks of the day that has begun", () => {
  const monday = withAll(["Ada", "Bo", "Cas"], onDay(NOBODY, MONDAY));
  expect([...new Set(Object.values(monday.jobs))].toSorted()).toEqual([
    "id-Ada",
    "id-Bo",
    "id-Cas",
  ]);
  expect(nameFor(monday, BUDDY)).toBe("Ada");
  const all = withAll(NAMES.slice(0, 6), onDay(NOBODY, MONDAY));
  expect(new Set(Object.values(all.jobs)).size).toBe(4);
});

test("with nobody there nobody has a task", () => {
  expect(onDay(NOBODY, MONDAY).jobs).toEqual({});
  const alone = withAbsent(onDay(withAll(["Ada"]), MONDAY), "id-Ada", true);
  expect(alone.jobs).toEqual({});
  expect(nameFor(withChild(alone, "Bo", "id-Bo")!, BUDDY)).toBe("Bo");
});

test.each([[""], ["   "], ["ada"], [" ADA "]])("the name %j is not added", (name) => {
  expect(withChild(withAll(["Ada"]), name, "x")).toBeNull();
});

test("a child and a task can be taken away in the middle of a day", () => {
  const monday = onDay(withAll(["Ada", "Bo"]), MONDAY);
  const fewer = withoutChild(monday, "id-Ada");
  expect(Object.values(fewer.jobs)).toEqual(Array.from({ length: 4 }, () => "id-Bo"));
  expect(withoutTask(monday, "set").jobs.set).toBeUndefined();
  expect(withoutTask(monday, BUDDY)).toBe(monday);
  const back = withOurTask(withTask(withoutTask(monday, "set"), "bord wissen", "own")!, "set");
  expect(back.tasks.map(({ id }) => id)).toEqual([BUDDY, "set", "camera", "hand", "own"]);
  expect(Object.keys(back.jobs)).toHaveLength(5);
});

test("the week ahead is five school days, each with its buddy", () => {
  const ahead = week(onDay(withAll(NAMES), "2026-11-26"), 5);
  expect(ahead.map(({ day }) => day)).toEqual([
    "2026-11-26",
    "2026-11-27",
    "2026-11-30",
    "2026-12-01",
    "2026-12-02",
  ]);
  expect(new Set(ahead.map(({ jobs }) => jobs[BUDDY])).size).toBe(5);
});

test("before the first school day there is no week", () => {
  expect(week(NOBODY, 5)).toEqual([NOBODY]);
});

function withOwn(count: number): Helpers {
  return Array.from({ length: count }).reduce<Helpers>(
    (all, _, n) => withTask(all, `taak ${n}`, `own-${n}`) ?? all,
    NOBODY,
  );
}
