/** The list of classmates and tasks, on the class device's own disk and nowhere else. */

import {
  type Child,
  type Helpers,
  LONGEST_NAME,
  LONGEST_TASK,
  MOST_CHILDREN,
  MOST_TASKS,
  NOBODY,
} from "./helpers";
import type { Store } from "./choices";
import { fields, listOf, type Reader, record, textOf, whole } from "./reading";

/** Each pairing has a key of its own: another pairing is another device, perhaps of another class. */
const PREFIX = "sio.helpers.";

export type HelpersStore = Store & Pick<Storage, "key" | "length">;

const name = textOf(1, LONGEST_NAME);
const key = textOf(1, 40);
const day = textOf(0, 10);

/** A record of text to what `read` gives, in no order. */
function table<T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, where) =>
    Object.fromEntries(
      Object.entries(record(value, where)).map(([id, one]) => [id, read(one, where)]),
    );
}

const helpers: Reader<Helpers> = fields({
  children: listOf(fields({ id: key, name, turns: table(whole), lastDay: day }), MOST_CHILDREN),
  tasks: listOf(fields({ id: key, words: textOf(0, LONGEST_TASK) }), MOST_TASKS),
  day,
  absent: listOf(key, MOST_CHILDREN),
  jobs: table(key),
});

export class HelpersBook {
  helpers: Helpers;
  private readonly key: string;

  /** `pairing` is the number of this device's pairing; what an earlier one left is wiped. */
  constructor(
    private readonly store: HelpersStore,
    pairing: number,
  ) {
    this.key = `${PREFIX}${pairing}`;
    wipe(store, this.key);
    this.helpers = this.read();
  }

  /** False if this browser keeps nothing: then it is there until the page goes. */
  keep(next: Helpers): boolean {
    this.helpers = next;
    try {
      this.store.setItem(this.key, JSON.stringify(next));
      return true;
    } catch {
      return false;
    }
  }

  /** This device is no longer paired. */
  wipe(): void {
    this.helpers = NOBODY;
    wipe(this.store, "");
  }

  private read(): Helpers {
    try {
      const text = this.store.getItem(this.key);
      return text === null ? NOBODY : sound(helpers(JSON.parse(text) as unknown, "helpers"));
    } catch {
      return NOBODY;
    }
  }
}

/** Removes the names of every pairing but `except`; raises nothing. */
export function wipe(store: HelpersStore, except: string): void {
  try {
    const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? "");
    for (const one of keys) if (one.startsWith(PREFIX) && one !== except) store.removeItem(one);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Without jobs of whom or what is not there. */
function sound(read: Helpers): Helpers {
  const isChild = (id: string) => read.children.some((child: Child) => child.id === id);
  const isTask = (id: string) => read.tasks.some((task) => task.id === id);
  const jobs = Object.entries(read.jobs).filter(([task, child]) => isTask(task) && isChild(child));
  const tasks = read.tasks.some(({ id }) => id === "buddy") ? read.tasks : NOBODY.tasks;
  const absent = read.absent.filter(isChild);
  return { ...read, tasks, absent, jobs: Object.fromEntries(jobs) };
}
