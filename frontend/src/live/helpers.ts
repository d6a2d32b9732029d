/**
 * Which classmate does what today: the buddy of the day, and small tasks.
 *
 * Names never leave this device: nothing here knows a socket, and no word of the talk has a place
 * for them. Pure; `helpers-book.ts` keeps it on disk.
 */

export interface Child {
  readonly id: string;
  readonly name: string;
  /** How often, of each task. A child that was away counts as if it had kept up with the others. */
  readonly turns: Readonly<Record<string, number>>;
  /** The last day with a task, as "2026-11-27"; empty if none. */
  readonly lastDay: string;
}

export interface Task {
  readonly id: string;
  /** Of one's own; empty for ours, whose words are in the catalogue. */
  readonly words: string;
}

export interface Helpers {
  readonly children: readonly Child[];
  /** The buddy first. */
  readonly tasks: readonly Task[];
  /** The day that `jobs` and `absent` are of. */
  readonly day: string;
  /** By id of the child. */
  readonly absent: readonly string[];
  /** The child of each task; without one if nobody is there. */
  readonly jobs: Readonly<Record<string, string>>;
}

export const BUDDY = "buddy";
export const OURS = [BUDDY, "set", "camera", "hand"] as const;
/** What counts as a turn of somebody who was not there. */
const AWAY = "away";
export const MOST_CHILDREN = 40;
export const MOST_TASKS = 10;
export const LONGEST_NAME = 30;
export const LONGEST_TASK = 60;

export const NOBODY: Helpers = {
  children: [],
  tasks: OURS.map((id) => ({ id, words: "" })),
  day: "",
  absent: [],
  jobs: {},
};

/** Saturday and Sunday give no turn of their own. `day` is "2026-11-27". */
export function isSchoolDay(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The next school day after `day`. */
export function schoolDayAfter(day: string): string {
  const next = new Date(`${day}T12:00:00Z`);
  do next.setUTCDate(next.getUTCDate() + 1);
  while (!isSchoolDay(next.toISOString().slice(0, 10)));
  return next.toISOString().slice(0, 10);
}

/**
 * The tasks of this day: as they were if it is the same one, else the next turns, everybody there. At the
 * weekend those of Monday.
 */
export function onDay(helpers: Helpers, today: string): Helpers {
  const day = isSchoolDay(today) ? today : schoolDayAfter(today);
  if (helpers.day === day) return helpers;
  return filled({ ...helpers, day, absent: [], jobs: {} });
}

/** Today's tasks of who is away go to others; who comes back has missed nothing. */
export function withAbsent(helpers: Helpers, child: string, isAway: boolean): Helpers {
  const others = helpers.absent.filter((id) => id !== child);
  const absent = isAway ? [...others, child] : others;
  const freed = isAway ? without(helpers, (job) => job === child) : helpers;
  return shared({ ...freed, absent });
}

/** Null if the name is empty, there already, or one too many. */
export function withChild(helpers: Helpers, typed: string, id: string): Helpers | null {
  const name = typed.trim().replace(/\s+/g, " ").slice(0, LONGEST_NAME).trim();
  const isThere = helpers.children.some((child) => same(child.name, name));
  if (name === "" || isThere || helpers.children.length >= MOST_CHILDREN) return null;
  const child = { id, name, turns: {}, lastDay: "" };
  // Who comes later does not have to catch up.
  const newcomer = keptUp(child, helpers.children, helpers.tasks);
  return shared({ ...helpers, children: [...helpers.children, newcomer] });
}

export function withoutChild(helpers: Helpers, child: string): Helpers {
  const freed = without(helpers, (job) => job === child);
  const children = freed.children.filter(({ id }) => id !== child);
  const absent = freed.absent.filter((id) => id !== child);
  return filled({ ...freed, children, absent });
}

/** Null if the words are empty, there already, or one too many. */
export function withTask(helpers: Helpers, typed: string, id: string): Helpers | null {
  const words = typed.trim().replace(/\s+/g, " ").slice(0, LONGEST_TASK).trim();
  const isThere = helpers.tasks.some((task) => same(task.words, words));
  if (words === "" || isThere || helpers.tasks.length >= MOST_TASKS) return null;
  return filled({ ...helpers, tasks: [...helpers.tasks, { id, words }] });
}

/** The buddy stays. */
export function withoutTask(helpers: Helpers, task: string): Helpers {
  if (task === BUDDY) return helpers;
  const freed = without(helpers, (_child, id) => id === task);
  return { ...freed, tasks: freed.tasks.filter(({ id }) => id !== task) };
}

/** One of ours that was taken away comes back. */
export function withOurTask(helpers: Helpers, task: string): Helpers {
  const isThere = helpers.tasks.some(({ id }) => id === task);
  if (isThere || !OURS.some((id) => id === task)) return helpers;
  const ours = OURS.filter((id) => id === task || helpers.tasks.some((one) => one.id === id));
  const own = helpers.tasks.filter(({ words }) => words !== "");
  return filled({ ...helpers, tasks: [...ours.map((id) => ({ id, words: "" })), ...own] });
}

/** The name of who has this task today; empty if nobody. */
export function nameFor(helpers: Helpers, task: string): string {
  const id = helpers.jobs[task];
  return helpers.children.find((child) => child.id === id)?.name ?? "";
}

/** This day and the school days after it, if everybody is there; one without a day if none began. */
export function week(helpers: Helpers, days: number): readonly Helpers[] {
  const found = [helpers];
  if (helpers.day === "") return found;
  for (let last = helpers; found.length < days; found.push(last)) {
    last = onDay(last, schoolDayAfter(last.day));
  }
  return found;
}

function same(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}

/** Tasks whose job `isFreed` are nobody's again, and do not count as a turn. */
function without(helpers: Helpers, isFreed: (child: string, task: string) => boolean): Helpers {
  const freed = Object.entries(helpers.jobs).filter(([task, child]) => isFreed(child, task));
  const jobs = Object.fromEntries(
    Object.entries(helpers.jobs).filter(([task, child]) => !isFreed(child, task)),
  );
  const children = helpers.children.map((child) =>
    freed.reduce((one, [task, id]) => (id === one.id ? turned(one, task, -1) : one), child),
  );
  return { ...helpers, jobs, children };
}

/** Who has several tasks gives the later ones to who has none; then as `filled`. */
function shared(helpers: Helpers): Helpers {
  const there = helpers.children.filter(({ id }) => !helpers.absent.includes(id));
  const busy = new Set(Object.values(helpers.jobs));
  let spare = there.filter(({ id }) => !busy.has(id)).length;
  const first = new Set<string>();
  const given = helpers.tasks.filter(({ id: task }) => {
    const child = helpers.jobs[task];
    if (child === undefined) return false;
    const isSecond = first.has(child);
    first.add(child);
    if (!isSecond || spare === 0) return false;
    spare -= 1;
    return true;
  });
  return filled(without(helpers, (_child, task) => given.some(({ id }) => id === task)));
}

/** Gives each task that is nobody's to the child whose turn it is. */
function filled(helpers: Helpers): Helpers {
  let now = helpers;
  for (const { id: task } of helpers.tasks) {
    if (now.day === "" || now.jobs[task] !== undefined) continue;
    const child = nextFor(now, task);
    if (child !== null) now = given(now, task, child);
  }
  return { ...now, children: now.children.map((child) => caughtUp(child, now)) };
}

function given(helpers: Helpers, task: string, child: string): Helpers {
  const children = helpers.children.map((one) =>
    one.id === child ? { ...turned(one, task, 1), lastDay: helpers.day } : one,
  );
  return { ...helpers, children, jobs: { ...helpers.jobs, [task]: child } };
}

/**
 * Who is there, has nothing to do yet today, and had the fewest turns: of all tasks together, then
 * of this one, then longest ago, then as they stand in the list.
 */
function nextFor(helpers: Helpers, task: string): string | null {
  const there = helpers.children.filter(({ id }) => !helpers.absent.includes(id));
  const busy = Object.values(helpers.jobs);
  const free = there.filter(({ id }) => !busy.includes(id));
  const [first] = (free.length > 0 ? free : there).toSorted(
    (a, b) =>
      total(a) - total(b) ||
      (a.turns[task] ?? 0) - (b.turns[task] ?? 0) ||
      a.lastDay.localeCompare(b.lastDay),
  );
  return first?.id ?? null;
}

function total(child: Child): number {
  return Object.values(child.turns).reduce((sum, turns) => sum + turns, 0);
}

function turned(child: Child, task: string, by: number): Child {
  return { ...child, turns: { ...child.turns, [task]: (child.turns[task] ?? 0) + by } };
}

function caughtUp(child: Child, helpers: Helpers): Child {
  if (!helpers.absent.includes(child.id)) return child;
  const there = helpers.children.filter(({ id }) => !helpers.absent.includes(id));
  return keptUp(child, there, helpers.tasks);
}

/** As many turns as the least of the others: of each task, and of all together. */
function keptUp(child: Child, others: readonly Child[], tasks: readonly Task[]): Child {
  if (others.length === 0) return child;
  const least = (turns: (one: Child) => number) => Math.min(...others.map(turns));
  const raised = tasks.reduce((one, { id }) => {
    const missing = least((other) => other.turns[id] ?? 0) - (one.turns[id] ?? 0);
    return missing > 0 ? turned(one, id, missing) : one;
  }, child);
  // What counted as one turn or other may be one of a task by now: never more than it has to be.
  const wanted = Math.max(least(total), total(child));
  const away = Math.max(0, (raised.turns[AWAY] ?? 0) + wanted - total(raised));
  return { ...raised, turns: { ...raised.turns, [AWAY]: away } };
}
