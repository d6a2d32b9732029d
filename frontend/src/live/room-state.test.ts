import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OtherSeat, Plan, Welcome } from "./protocol";
import { isThrough } from "./room-settle";
import { type Effect, initial, type RoomEvent, type RoomState, transition } from "./room-state";
import { phaseOf, pressOf } from "./room-phase";
import type { Side } from "./view";

const NOW = 1_795_000_000_000;
const PLAN: Plan = {
  lessons: [],
  adhoc: true,
  auto_answer: false,
  keep_photos: false,
  see_classmates: false,
  missing: [],
};
const IDS = ["a", "b", "c"].map((x) => `${x.repeat(8)}-0000-4000-8000-000000000000`);
const [A = "", B = "", C = ""] = IDS;

function counter(): () => string {
  let last = 0;
  return () => `new-${(last += 1)}`;
}

/** Plays the events a second apart. */
function play(
  side: Side,
  events: readonly RoomEvent[],
  state: RoomState = initial(side, NOW, null),
): { state: RoomState; effects: Effect[] } {
  const newId = counter();
  const effects: Effect[] = [];
  for (const [i, event] of events.entries()) {
    const next = transition(state, event, { now: NOW + i * 1000, newId });
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

function welcome(more: Partial<Welcome> = {}): RoomEvent {
  const message: Welcome = {
    type: "welcome",
    version: 2,
    now: NOW,
    ping_ms: 10_000,
    dead_ms: 30_000,
    seat: "yours",
    seat_label: "Tablet",
    other: { there: false, entered: false, page: null, connection: null },
    ice: { servers: [], policy: "all", until: NOW },
    plan: PLAN,
    ...more,
  };
  return { type: "server", message };
}

function other(seat: Partial<OtherSeat> = {}): RoomEvent {
  const message = { there: true, entered: true, page: A, connection: null, ...seat };
  return { type: "server", message: { type: "other", ...message } };
}

const ENTERED: RoomEvent = {
  type: "server",
  message: { type: "entered", ice: { servers: [], policy: "all", until: NOW } },
};
const PRESS: RoomEvent = { type: "press" };
const MEETING = [welcome(), PRESS, ENTERED, other()];

function opened(effects: readonly Effect[]): Extract<Effect, { do: "open_call" }>[] {
  return effects.filter((effect) => effect.do === "open_call");
}

describe("a press before the server has answered", () => {
  const asks = (effects: readonly Effect[]) =>
    effects.filter((effect) => effect.do === "send" && effect.message.type === "enter");

  test("is kept, and asks once the server is there", () => {
    const early = play("class", [PRESS]);
    expect([phaseOf(early.state, NOW), early.effects]).toEqual(["waiting", []]);
    const { state, effects } = play("class", [welcome()], early.state);
    expect(asks(effects)).toMatchObject([{ message: { how: "press", connection: null } }]);
    expect(phaseOf(state, NOW)).toBe("waiting");
  });

  test("can be taken back", () => {
    const { state, effects } = play("home", [PRESS, { type: "leave" }, welcome()]);
    expect([phaseOf(state, NOW), asks(effects)]).toEqual(["lobby", []]);
  });

  test.each([
    ["there is no lesson", { plan: { ...PLAN, adhoc: false } }, "lobby"],
    ["another device has the seat", { seat: "taken" as const }, "taken"],
    ["something is missing", { plan: { ...PLAN, missing: ["traject"] } }, "blocked"],
  ])("does nothing where %s", (_, more, phase) => {
    const { state, effects } = play("home", [PRESS, welcome(more as Partial<Welcome>)]);
    expect([phaseOf(state, NOW), asks(effects)]).toEqual([phase, []]);
  });

  test("is asked of the plan too where the first socket was cut", () => {
    const noLesson = welcome({ plan: { ...PLAN, adhoc: false } });
    const { state, effects } = play("home", [PRESS, { type: "down" }, noLesson]);
    expect([phaseOf(state, NOW), asks(effects)]).toEqual(["lobby", []]);
  });

  test("is offered for as long as the page is not called offline", () => {
    const state = initial("home", NOW, null);
    expect([0, 2999, 3000].map((ms) => pressOf(state, NOW + ms))).toEqual([
      "enter",
      "enter",
      "none",
    ]);
  });
});

describe("who starts a call", () => {
  test("the class, as soon as both are in", () => {
    const { effects } = play("class", MEETING);
    expect(opened(effects)).toEqual([
      { do: "open_call", call: "new-2", connection: "new-1", page: A, paths: "all" },
    ]);
  });

  test("home never does", () => {
    expect(opened(play("home", MEETING).effects)).toEqual([]);
  });

  test("the class goes on with the connection that home comes back to", () => {
    const { effects } = play("class", [welcome(), PRESS, ENTERED, other({ connection: B })]);
    expect(opened(effects)).toMatchObject([{ connection: B }]);
  });

  test("the class keeps its own connection when another home device comes", () => {
    const { effects } = play("class", [...MEETING, other({ page: B })]);
    expect(opened(effects).map(({ connection, page }) => [connection, page])).toEqual([
      ["new-1", A],
      ["new-1", B],
    ]);
  });

  test("home takes what the offer says, and drops the call before", () => {
    const offers = [A, B].map((call): RoomEvent => ({ type: "offer", call, connection: C }));
    const { effects, state } = play("home", [...MEETING, ...offers]);
    expect(opened(effects).map(({ call }) => call)).toEqual([A, B]);
    expect(effects).toContainEqual({ do: "close_call", call: A });
    expect(state.stay?.id).toBe(C);
  });

  test("home asks for a new call if one is offered that it has dropped", () => {
    const offer: RoomEvent = { type: "offer", call: A, connection: C };
    const next: RoomEvent = { type: "offer", call: B, connection: C };
    const { effects } = play("home", [...MEETING, offer, next, offer]);
    expect(effects.at(-1)).toEqual({ do: "ask_again", call: A, to: A });
  });

  test("a failed call is made anew, but not faster than every two seconds", () => {
    const failed: RoomEvent = { type: "line", call: "new-2", line: "failed" };
    const { effects } = play("class", [...MEETING, failed]);
    expect(opened(effects).length).toBe(1);
    const later = play("class", [...MEETING, failed, { type: "tick" }]);
    expect(opened(later.effects).length).toBe(2);
  });
});

describe("a right that ended", () => {
  const END: RoomEvent = { type: "server", message: { type: "end", code: "revoked" } };

  test("ends a running connection, with a bye", () => {
    const { effects, state } = play("class", [...MEETING, END]);
    expect(effects).toContainEqual({ do: "say", word: { type: "bye", why: "revoked" } });
    expect(effects).toContainEqual({ do: "close_call", call: "new-2" });
    expect(state.ended?.why).toBe("revoked");
  });

  test("of somebody else lets who waits alone wait on", () => {
    const { effects, state } = play("class", [welcome(), PRESS, ENTERED, END]);
    expect(effects.at(-1)).toMatchObject({ do: "send", message: { type: "enter" } });
    expect(phaseOf(state, NOW)).toBe("waiting");
  });
});

test("an old socket's late word lets nobody in", () => {
  const { state } = play("class", [welcome(), PRESS, { type: "down" }, ENTERED]);
  expect([state.want, state.confirmed]).toEqual(["asking", false]);
});

describe("a page that was running", () => {
  const running = { connection: C, startedAt: NOW - 60_000, aliveAt: NOW - 5000 };

  test("asks to come back as soon as it is welcomed, also if its seat was taken by who waits", () => {
    const state = initial("home", NOW, running);
    const back = { type: "enter", how: "again", connection: C };
    for (const seat of ["yours", "taken"] as const) {
      const { effects } = play("home", [welcome({ seat })], state);
      expect(effects).toContainEqual({ do: "send", message: back });
    }
  });

  test("is refused without an end to be told, since nothing had begun", () => {
    const error: RoomEvent = {
      type: "server",
      message: { type: "error", code: "lessons.not_now", message: "Nee.", about: "enter" },
    };
    const { state } = play("home", [welcome(), error], initial("home", NOW, running));
    expect([phaseOf(state, NOW), state.notice?.code, state.ended]).toEqual([
      "lobby",
      "lessons.not_now",
      null,
    ]);
  });
});

describe("the large button", () => {
  const at = (status: "on" | "elsewhere" | "teacher_absent", adhoc: boolean) => {
    const times = { starts_at: NOW - 1000, ends_at: NOW + 60_000 };
    const names = {
      id: "1",
      subject: "",
      room: "",
      kind: "fixed",
      link: "",
      half_day: false,
    } as const;
    const lesson = { ...names, ...times, status };
    return play("home", [welcome({ plan: { ...PLAN, adhoc, lessons: [lesson] } })]).state;
  };

  test.each([
    ["on", false, "enter"],
    ["on", true, "enter"],
    ["elsewhere", true, "link"],
    ["teacher_absent", true, "enter"],
    ["teacher_absent", false, "not_now"],
  ] as const)("a lesson that is %s, ad hoc %s: %s", (status, adhoc, action) => {
    expect(pressOf(at(status, adhoc), NOW)).toBe(action);
  });

  test("does nothing while the seat is another's, or the server away", () => {
    const taken = play("home", [welcome({ seat: "taken" })]).state;
    const down = play("home", [welcome(), { type: "down" }]).state;
    expect([pressOf(taken, NOW), pressOf(down, NOW)]).toEqual(["none", "none"]);
  });
});

describe("offline", () => {
  test("is not said of a page that has just been loaded", () => {
    const state = initial("home", NOW, null);
    expect([phaseOf(state, NOW + 2999), phaseOf(state, NOW + 3000)]).toEqual(["lobby", "offline"]);
  });
});

// Whatever happens, in whatever order

const id = fc.constantFrom(...IDS, "new-1", "new-2", "new-3");
const seat = fc.record({
  there: fc.boolean(),
  entered: fc.boolean(),
  page: fc.option(fc.constantFrom(...IDS)),
  connection: fc.option(id),
});
const plan = fc.record({
  lessons: fc.constant([]),
  adhoc: fc.boolean(),
  auto_answer: fc.boolean(),
  keep_photos: fc.boolean(),
  see_classmates: fc.boolean(),
  missing: fc.constantFrom<Plan["missing"]>([], ["traject"]),
});
const serverSays = fc.oneof(
  fc
    .record({ seat: fc.constantFrom<"yours" | "taken">("yours", "taken"), other: seat, plan })
    .map(welcome),
  seat.map((one) => other(one)),
  fc.constant(ENTERED),
  plan.map((one): RoomEvent => ({ type: "server", message: { type: "plan", ...one } })),
  fc.constantFrom<"yours" | "taken">("yours", "taken").map((s): RoomEvent => ({
    type: "server",
    message: { type: "seat", seat: s, seat_label: "" },
  })),
  fc.constant<RoomEvent>({ type: "server", message: { type: "end", code: "revoked" } }),
  fc
    .constantFrom("lessons.not_now", "core.storage_away", "lessons.seat_taken")
    .map((code): RoomEvent => {
      return { type: "server", message: { type: "error", code, message: "", about: "enter" } };
    }),
);
const peopleDo = fc
  .constantFrom<"press" | "leave" | "dismiss" | "take" | "stay_on" | "tick" | "down">(
    "press",
    "leave",
    "dismiss",
    "take",
    "stay_on",
    "tick",
    "down",
  )
  .map((type): RoomEvent => ({ type }));
const theySay = fc.oneof(
  fc
    .record({ call: id, connection: fc.option(id) })
    .map((o): RoomEvent => ({ type: "offer", ...o })),
  fc.record({ call: id, connection: id }).map((o): RoomEvent => ({ type: "adopted", ...o })),
  fc.constantFrom<"near" | "touched">("near", "touched").map((type): RoomEvent => ({ type })),
  id.map((call): RoomEvent => ({ type: "again", call })),
  fc
    .record({
      call: id,
      line: fc.constantFrom<"flowing" | "stalled" | "failed">("flowing", "stalled", "failed"),
    })
    .map((o): RoomEvent => ({ type: "line", ...o })),
  fc.constant<RoomEvent>({ type: "word", word: { type: "bye", why: "left" } }),
  fc.nat().map((n): RoomEvent => ({ type: "word", word: { type: "stay", until: NOW + n } })),
  fc
    .constantFrom("taken", "unpaired", "version", "done")
    .map((why): RoomEvent => ({ type: "refused", why: why as "taken" })),
);
const scripts = fc.array(
  fc.record({
    event: fc.oneof(serverSays, peopleDo, theySay),
    waitMs: fc.constantFrom(0, 20, 3000, 700_000),
  }),
  { maxLength: 60 },
);

test("no order of events leaves a call without an owner, or somebody in without a right", () => {
  fc.assert(
    fc.property(fc.constantFrom<Side>("home", "class"), scripts, (side, script) => {
      const newId = counter();
      let state = initial(side, NOW, null);
      let now = NOW;
      const open = new Set<string>();
      for (const { event, waitMs } of script) {
        now += waitMs;
        const next = transition(state, event, { now, newId });
        checkEffects(next.effects, open);
        state = next.state;
        checkState(state, open, now);
      }
    }),
    { numRuns: 500 },
  );
});

/** Calls open once, close once, and never more than the lesson's and one beside. */
function checkEffects(effects: readonly Effect[], open: Set<string>): void {
  for (const effect of effects) {
    if (effect.do === "close_call") expect(open.delete(effect.call)).toBe(true);
    if (effect.do !== "open_call") continue;
    expect(open.size).toBeLessThan(2);
    open.add(effect.call);
  }
}

function checkState(state: RoomState, open: ReadonlySet<string>, now: number): void {
  const owned = [state.stay?.call?.id, state.beside?.id].filter((one) => one !== undefined);
  expect([...open].sort()).toEqual(owned.sort());
  if (state.want === "out") expect([state.stay, state.confirmed]).toEqual([null, false]);
  if (state.link !== "up") expect(state.confirmed).toBe(false);
  if (state.seat === "taken") expect(phaseOf(state, now)).not.toBe("live");
  if (isThrough(state)) expect(state.link).toBe("up");
  expect(phaseOf(state, now)).toBeTypeOf("string");
}

test("the same script gives the same room", () => {
  fc.assert(
    fc.property(fc.constantFrom<Side>("home", "class"), scripts, (side, script) => {
      const events = script.map(({ event }) => event);
      expect(play(side, events)).toEqual(play(side, events));
    }),
    { numRuns: 100 },
  );
});

test.each(["take", "help", "guest_invite", "guest_admit"])(
  "a press for %s that was refused is said on the screen, and nothing else of a guest is",
  (about) => {
    const refused = (to: string): RoomEvent => ({
      type: "server",
      message: { type: "error", code: "lessons.no_guest", message: "Niemand.", about: to },
    });
    const noticed = (to: string) => play("home", [welcome(), refused(to)]).state.notice;
    expect(noticed(about)).toEqual({ code: "lessons.no_guest", message: "Niemand." });
    expect(noticed("guest_signal")).toBeNull();
  },
);
