import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { silentLogger } from "./logger";
import { Talk } from "./talk";
import { FakeTime, settle } from "./testing/fake-time";
import type { Word, WordOf } from "./words";

const HOME = "0b5f2a34-1111-4a6b-9c3d-2f4e5a6b7c8d";
const CLASS = "77aa2a34-2222-4a6b-9c3d-2f4e5a6b7c8d";
const OTHER = "77aa2a34-3333-4a6b-9c3d-2f4e5a6b7c8d";

const STATE: WordOf<"state"> = {
  type: "state",
  camera: "on",
  microphone: "on",
  watching: false,
  paused: null,
  speaker: true,
  sees: false,
  hears: false,
  battery: null,
  trouble: null,
  room: null,
  looks: null,
  whisper: false,
  music: false,
  silent: false,
  screen: false,
  notebook: null,
  together: null,
  mates: [],
};

interface End {
  readonly talk: Talk;
  readonly heard: Word[];
  readonly delivered: Word[];
}

/** `path` carries a body to the other end, or loses it; false: no path is open. */
function end(page: string, time: FakeTime, path: (body: string) => boolean): End {
  const heard: Word[] = [];
  const delivered: Word[] = [];
  const talk = new Talk({
    page,
    time,
    logger: silentLogger,
    send: path,
    onWord: (word) => heard.push(word),
    onDelivered: (word) => delivered.push(word),
  });
  return { talk, heard, delivered };
}

function chat(i: number): Word {
  return {
    type: "chat",
    id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    text: `${i}`,
  };
}

function pair(time: FakeTime): { home: End; klas: End; open: { value: boolean } } {
  const open = { value: true };
  const home: End = end(HOME, time, (body) => open.value && (klas.talk.receive(body), true));
  const klas: End = end(CLASS, time, (body) => open.value && (home.talk.receive(body), true));
  home.talk.turnTo(CLASS);
  klas.talk.turnTo(HOME);
  return { home, klas, open };
}

test("what is said arrives, and the sender knows it", () => {
  const { home, klas } = pair(new FakeTime());
  home.talk.say(chat(1));
  klas.talk.say(chat(2));
  expect([klas.heard, home.heard]).toEqual([[chat(1)], [chat(2)]]);
  expect([home.delivered, klas.delivered]).toEqual([[chat(1)], [chat(2)]]);
});

test("what is said while no path is open arrives at once when one opens", () => {
  const { home, klas, open } = pair(new FakeTime());
  open.value = false;
  home.talk.say(chat(1));
  home.talk.say(chat(2));
  expect(klas.heard).toEqual([]);
  open.value = true;
  home.talk.flush();
  expect(klas.heard).toEqual([chat(1), chat(2)]);
  expect(home.delivered).toEqual([chat(1), chat(2)]);
});

test("what was lost is said again after a second", async () => {
  const time = new FakeTime();
  let losing = true;
  const home: End = end(HOME, time, (body) => (losing || klas.talk.receive(body), true));
  const klas: End = end(CLASS, time, (body) => (home.talk.receive(body), true));
  home.talk.turnTo(CLASS);
  klas.talk.turnTo(HOME);
  home.talk.say(chat(1));
  losing = false;
  await time.pass(999);
  expect(klas.heard).toEqual([]);
  await time.pass(1);
  expect(klas.heard).toEqual([chat(1)]);
});

test("a lost acknowledgement does not make the word arrive twice", async () => {
  const time = new FakeTime();
  let losing = true;
  const home: End = end(HOME, time, (body) => (klas.talk.receive(body), true));
  const klas: End = end(CLASS, time, (body) => (losing || home.talk.receive(body), true));
  home.talk.turnTo(CLASS);
  home.talk.say(chat(1));
  expect(home.delivered).toEqual([]);
  losing = false;
  await time.pass(1000);
  expect([klas.heard, home.delivered]).toEqual([[chat(1)], [chat(1)]]);
});

test("of states that never left only the last one is said", () => {
  const { home, klas, open } = pair(new FakeTime());
  open.value = false;
  home.talk.say({ ...STATE, camera: "off" });
  home.talk.say({ ...STATE, camera: "busy" });
  home.talk.say(STATE);
  open.value = true;
  home.talk.flush();
  expect(klas.heard).toEqual([STATE]);
});

describe("another page of the other side", () => {
  test("gets a count of its own", () => {
    const { home, klas } = pair(new FakeTime());
    klas.talk.say(chat(1));
    const again = end(OTHER, new FakeTime(), (body) => (klas.talk.receive(body), true));
    again.talk.turnTo(CLASS);
    klas.talk.turnTo(OTHER);
    again.talk.say(chat(2));
    expect([home.heard, klas.heard]).toEqual([[chat(1)], [chat(2)]]);
  });

  test("does not take for its own what was meant for the one before", () => {
    const time = new FakeTime();
    const bodies: string[] = [];
    const klas = end(CLASS, time, (body) => bodies.push(body) > 0);
    klas.talk.turnTo(HOME);
    klas.talk.say(chat(1));
    const reloaded = end(OTHER, time, () => true);
    reloaded.talk.turnTo(CLASS);
    for (const body of bodies) reloaded.talk.receive(body);
    expect(reloaded.heard).toEqual([]);
    klas.talk.turnTo(OTHER);
    klas.talk.say(chat(2));
    for (const body of bodies) reloaded.talk.receive(body);
    expect(reloaded.heard).toEqual([chat(2)]);
  });

  test("is heard before we were told of it", () => {
    const time = new FakeTime();
    const klas = end(CLASS, time, () => true);
    const home = end(HOME, time, (body) => (klas.talk.receive(body), true));
    home.talk.turnTo(CLASS);
    home.talk.say(chat(1));
    expect(klas.heard).toEqual([chat(1)]);
  });
});

test("what was not said in one lesson is not said in the next", () => {
  const { home, klas, open } = pair(new FakeTime());
  open.value = false;
  home.talk.say({ type: "bye", why: "left" });
  home.talk.say(chat(1));
  home.talk.forget(STATE);
  open.value = true;
  home.talk.say(chat(2));
  home.talk.flush();
  expect(klas.heard).toEqual([STATE, STATE, chat(2)]);
});

test("an unknown word is passed over, and holds up nobody", () => {
  const time = new FakeTime();
  const klas = end(CLASS, time, () => true);
  const head = { page: HOME, to: CLASS, ack: 0 };
  klas.talk.receive(JSON.stringify({ ...head, n: 1, m: { type: "hologram" } }));
  klas.talk.receive(JSON.stringify({ ...head, n: 2, m: { type: "chat", id: "7", text: 3 } }));
  klas.talk.receive(JSON.stringify({ ...head, n: 3, m: chat(3) }));
  klas.talk.receive("nonsense");
  expect(klas.heard).toEqual([chat(3)]);
});

/** A path that loses, doubles and reorders as `fate` says, and in the end lets all through. */
class BadPath {
  private held: string[] = [];
  good = false;

  constructor(
    private readonly fate: readonly number[],
    private readonly deliver: (body: string) => void,
  ) {}

  private step = 0;

  send(body: string): boolean {
    const fate = this.good ? 0 : (this.fate[this.step++ % this.fate.length] ?? 0);
    if (fate === 4) return false;
    if (fate === 1) return true;
    if (fate === 3) this.held.push(body);
    else this.deliver(body);
    if (fate === 2) this.deliver(body);
    if (fate !== 3) this.release();
    return true;
  }

  release(): void {
    const held = this.held.reverse();
    this.held = [];
    for (const body of held) this.deliver(body);
  }
}

/** Found by chance: the answer to a word brought the next one before the first was heard. */
const NEXT_COMES_WITH_THE_ACKNOWLEDGEMENT: [number[], number[], ("home" | "class" | "wait")[]] = [
  [3, 3, 3, 0, 0],
  [1, 3, 3, 0],
  ["class", "home", "wait", "class", "home", "wait"],
];

test("over any path all words arrive in order, once, and are acknowledged", async () => {
  const fates = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 });
  const turns = fc.array(fc.constantFrom("home", "class", "wait"), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fates, fates, turns, async (there, back, script) => {
      const time = new FakeTime();
      const up = new BadPath(there, (body) => klas.talk.receive(body));
      const down = new BadPath(back, (body) => home.talk.receive(body));
      const home = end(HOME, time, (body) => up.send(body));
      const klas = end(CLASS, time, (body) => down.send(body));
      home.talk.turnTo(CLASS);
      klas.talk.turnTo(HOME);
      const said: Record<string, Word[]> = { home: [], class: [] };
      for (const [i, who] of script.entries()) {
        if (who === "wait") await time.pass(1000);
        else {
          said[who]?.push(chat(i));
          (who === "home" ? home : klas).talk.say(chat(i));
        }
      }
      up.good = down.good = true;
      up.release();
      down.release();
      for (let round = 0; round < 4; round++) await time.pass(1000);
      await settle();
      expect([klas.heard, home.delivered]).toEqual([said.home, said.home]);
      expect([home.heard, klas.delivered]).toEqual([said.class, said.class]);
    }),
    { numRuns: 200, examples: [NEXT_COMES_WITH_THE_ACKNOWLEDGEMENT] },
  );
});
