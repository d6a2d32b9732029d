import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Advice, adviceFor } from "./advice";
import { pathOf, WIDTH } from "./chart";
import { type History, latest, NO_HISTORY, remembered, SHOWN_MS, slices, usual } from "./history";
import * as judge from "./judge";
import type { Sent } from "./protocol";
import { NOW, sent } from "./testing";
import { Watch } from "./watch";

function history(...all: readonly Partial<Sent>[]): History {
  return all.map(sent).reduce(remembered, NO_HISTORY);
}

/** Both sides well, but for these. */
function tips(home: Partial<Sent>, klas: Partial<Sent> = {}): readonly string[] {
  const known = history({ side: "home", ...home }, { side: "class", ...klas });
  return adviceFor(known, NOW).map(said);
}

function said({ tip, side }: Advice): string {
  return side === null ? tip : `${tip} ${side}`;
}

describe("each figure is judged", () => {
  test.each([
    [0, 10, "good"],
    [11, 50, "fair"],
    [51, 1000, "poor"],
  ])("lost from %i to %i: %s", (least, most, word) => {
    expect([judge.ofLoss(least), judge.ofLoss(most)]).toEqual([word, word]);
  });

  test.each([
    [0, 200, "good"],
    [201, 400, "fair"],
    [401, 60_000, "poor"],
  ])("a round trip of %i to %i ms: %s", (least, most, word) => {
    expect([judge.ofRoundTrip(least), judge.ofRoundTrip(most)]).toEqual([word, word]);
  });

  test("what is not known is not judged, nor a picture that is not sent", () => {
    expect([judge.ofLoss(null), judge.ofRoundTrip(null), judge.ofFrames(null)]).toEqual(
      Array(3).fill(null),
    );
    expect([judge.ofFrames(0), judge.ofFrames(4), judge.ofFrames(11), judge.ofFrames(12)]).toEqual([
      null,
      "poor",
      "fair",
      "good",
    ]);
    expect(judge.ofBattery(sent({ battery_percent: null }))).toBeNull();
    expect(judge.ofRoute(sent({ route: null }))).toBeNull();
  });

  test("a rate is as good as what its sender gives up", () => {
    const at = (kbps: number, step: Sent["step"]) => judge.ofRate(kbps, sent({ step }), sent());
    expect([at(80, "whole"), at(80, "room_off"), at(80, "photo"), at(0, "whole")]).toEqual([
      "good",
      "fair",
      "poor",
      "poor",
    ]);
    expect(judge.ofRate(80, null, sent())).toBeNull();
    expect(judge.ofRate(0, sent(), sent({ line: "none" }))).toBeNull();
  });

  test("route, battery and browser", () => {
    expect(judge.ofRoute(sent({ route: "relay-udp" }))).toBe("good");
    expect(judge.ofRoute(sent({ route: "relay-tls" }))).toBe("fair");
    expect([31, 30, 10].map((n) => judge.ofBattery(sent({ battery_percent: n })))).toEqual([
      "good",
      "fair",
      "poor",
    ]);
    expect(judge.ofBrowser(sent({ browser: "safari", browser_version: 16 }))).toBe("poor");
    expect(judge.ofBrowser(sent({ browser: "other", browser_version: 0 }))).toBe("fair");
  });
});

describe("what to try", () => {
  test.each([
    ["all_good", {}, {}],
    ["silent class", {}, { at: NOW - 9000 }],
    ["nobody_in", { line: "none" }, { line: "none" }],
    ["ready", { line: "warm" }, { line: "warm", out_frames: null }],
    ["stalled", { line: "stalled" }, {}],
    ["no_line", { line: "building" }, { line: "failed" }],
    ["battery home", { battery_percent: 7 }, {}],
    ["browser class", {}, { browser: "firefox", browser_version: 60 }],
    ["narrow class", {}, { available_kbps: 120, step: "board_slow" }],
    ["loss", { lost_in_permille: 80 }, { lost_out_permille: 80 }],
    ["far", { round_trip_ms: 600 }, { round_trip_ms: 610 }],
    ["blocked class", {}, { route: "relay-tls" }],
    ["slow_device class", {}, { out_frames: 3 }],
    ["no_picture home", { out_frames: 0 }, {}],
  ] as const)("%s", (expected, home, klas) => {
    expect(tips(home, klas)).toEqual([expected]);
  });

  test("a narrow estimate of a line that carries everything is no advice", () => {
    expect(tips({ available_kbps: 120 })).toEqual(["all_good"]);
  });

  test("one bad moment is none", () => {
    const known = history(
      ...[8, 6, 4, 2].map((s) => ({ at: NOW - 1000 * s })),
      { lost_in_permille: 400 },
      { side: "class" },
    );
    expect(adviceFor(known, NOW).map(said)).toEqual(["all_good"]);
  });

  test("nobody is heard yet", () => {
    expect(adviceFor(NO_HISTORY, NOW).map(said)).toEqual(["silent home", "silent class"]);
  });

  test("whatever comes, there is something to do, and not too much", () => {
    const any = fc.record({
      side: fc.constantFrom("home", "class"),
      at: fc.integer({ min: NOW - 30_000, max: NOW }),
      line: fc.constantFrom("none", "building", "flowing", "stalled", "failed"),
      step: fc.constantFrom("whole", "photo", "away"),
      lost_in_permille: fc.option(fc.nat(1000)),
      out_frames: fc.option(fc.nat(60)),
      available_kbps: fc.option(fc.nat(3000)),
      battery_percent: fc.option(fc.nat(100)),
    }) as fc.Arbitrary<Partial<Sent>>;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (all) => {
        const { length } = adviceFor(history(...all), NOW);
        expect(length >= 1 && length <= 4).toBe(true);
      }),
    );
  });
});

describe("the last minutes", () => {
  test("what is older than three minutes is forgotten", () => {
    const known = history({ at: NOW - SHOWN_MS - 1 }, { at: NOW - SHOWN_MS + 1 }, {});
    expect(known.home.map(({ at }) => NOW - at)).toEqual([SHOWN_MS - 1, 0]);
  });

  test("a side that was silent for eight seconds has no figures of now", () => {
    expect(latest(history({ at: NOW - 7999 }), "home", NOW)?.at).toBe(NOW - 7999);
    expect(latest(history({ at: NOW - 8000 }), "home", NOW)).toBeNull();
  });

  test("the usual is the middle of what is known", () => {
    const known = history(
      { at: NOW - 60_000, in_kbps: 9999 },
      { at: NOW - 6000, in_kbps: 100 },
      { at: NOW - 4000, in_kbps: null },
      { at: NOW - 2000, in_kbps: 300 },
      { in_kbps: 200 },
    );
    expect(usual(known, "home", "in_kbps", NOW)).toBe(200);
    expect(usual(known, "class", "in_kbps", NOW)).toBeNull();
  });

  test("as a table: means of twenty seconds, newest first", () => {
    const known = history(
      { at: NOW - 30_000, in_kbps: 500 },
      { at: NOW - 4000, in_kbps: 100, lost_in_permille: null },
      { at: NOW - 2000, in_kbps: 301, lost_in_permille: null },
    );
    expect(slices(known.home).map(({ values }) => values.in_kbps)).toEqual([201, 500]);
    expect(slices(known.home)[0]!.values.lost_in_permille).toBeNull();
  });

  test("as a chart: from the left to now, with a hole where nothing came", () => {
    const known = history({ at: NOW - 90_000 }, { at: NOW - 2000 }, {});
    const path = pathOf(known.home, "round_trip_ms", NOW);
    expect(path).toMatch(/^M60 \S+M118.7 \S+L120 \S+$/);
    expect(pathOf(known.class, "in_kbps", NOW)).toBe("");
    expect(WIDTH).toBe(120);
  });
});

describe("what the page knows", () => {
  const question = { type: "question", until: NOW + 60_000, now: NOW } as const;

  test("goes by the server's clock", () => {
    const watch = new Watch(() => NOW - 7_000_000);
    watch.heard(question);
    expect([watch.standing, watch.now(), watch.until]).toEqual(["open", NOW, NOW + 60_000]);
    watch.heard({ type: "figures", ...sent() });
    expect(watch.advice.map(said)).toEqual(["silent class"]);
  });

  test("is gone with the question", () => {
    const watch = new Watch(() => NOW);
    watch.heard(question);
    watch.heard({ type: "figures", ...sent() });
    expect(watch.history.home).toHaveLength(1);
    watch.heard({ type: "closed", why: "class" });
    expect([watch.isOver, watch.standing, watch.history]).toEqual([true, "class", NO_HISTORY]);
    expect(watch.advice).toEqual([]);
  });

  test("stays through a line that breaks, but nothing is advised meanwhile", () => {
    const watch = new Watch(() => NOW);
    watch.heard(question);
    watch.heard({ type: "figures", ...sent() });
    watch.down();
    expect([watch.isOver, watch.advice.length, watch.history.home.length]).toEqual([false, 0, 1]);
  });
});
