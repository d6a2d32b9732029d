/** The governor over lines that were recorded in Chromium (`python -m benchmarks.line_traces`). */

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { Governor } from "./governor";
import { silentLogger } from "./logger";
import { type Picture, type Step, STEPS } from "./policy";

interface Trace {
  /** Seconds, kbit/s and per cent lost of each part. */
  readonly line: readonly (readonly [number, number, number])[];
  readonly fields: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
}

const SENDERS = {
  sender: () => undefined,
  reshape: () => Promise.resolve(),
  holdSound: () => undefined,
};
const FOLDER = resolve(import.meta.dirname, "traces");

function traceOf(name: string): Trace {
  return JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), "utf-8")) as Trace;
}

function reportOf({ fields }: Trace, row: readonly (number | null)[]): RTCStatsReport {
  const value = (field: string) => row[fields.indexOf(field)] ?? undefined;
  const video = {
    ...{ framesEncoded: value("framesEncoded"), totalEncodeTime: value("encodeS") },
    qualityLimitationReason: value("isCpuLimited") === 1 ? "cpu" : "none",
  };
  const heard = { fractionLost: value("lostShare"), roundTripTime: value("roundTripS") };
  const pair = { availableOutgoingBitrate: value("availableBps"), bytesSent: value("bytesSent") };
  const camera = { framesPerSecond: value("cameraFramesPerS") };
  const entries: Record<string, unknown>[] = [
    { id: "T", type: "transport", selectedCandidatePairId: "P" },
    { id: "P", type: "candidate-pair", ...pair },
    { id: "O", type: "outbound-rtp", kind: "video", packetsSent: value("packetsSent"), ...video },
    { id: "R", type: "remote-inbound-rtp", timestamp: value("reportedAt"), ...heard },
    { id: "M", type: "media-source", kind: "video", ...camera },
  ];
  return new Map(entries.map((entry) => [String(entry.id), entry]));
}

/** The step after each row. */
async function stepsOver(trace: Trace, role: Picture = "board"): Promise<readonly Step[]> {
  let now = 0;
  const options = {
    battery: () => null,
    photoKbps: () => null,
    now: () => now,
    logger: silentLogger,
  };
  const governor = new Governor({ role, ...options });
  const steps: Step[] = [];
  for (const row of trace.rows) {
    now = row[trace.fields.indexOf("at")] ?? now + 1000;
    await governor.look(reportOf(trace, row), SENDERS, true);
    steps.push(governor.mine.step);
  }
  return steps;
}

function movesOf(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step, i) => i > 0 && step !== steps[i - 1]);
}

/** The steps of each part of the line. */
function parted({ line }: Trace, steps: readonly Step[]): readonly (readonly Step[])[] {
  const all = line.reduce((sum, [seconds]) => sum + seconds, 0);
  let from = 0;
  return line.map(([seconds]) => {
    const to = from + (seconds / all) * steps.length;
    const part = steps.slice(Math.round(from), Math.round(to));
    from = to;
    return part;
  });
}

test("every recorded line is tried", () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(".json", ""));
  expect(names.sort()).toEqual(["drop", "dying", "good", "weak_4g"]);
});

describe("on a recorded line", () => {
  test("that is good nothing is given up", async () => {
    expect(movesOf(await stepsOver(traceOf("good")))).toEqual([]);
  });

  test("of 4 Mbit/s that is 300 kbit/s for a while frames are given up, and come back", async () => {
    const trace = traceOf("drop");
    const steps = await stepsOver(trace);
    const [before, during, after] = parted(trace, steps);
    expect([lowest(before), lowest(during), after?.at(-1)]).toEqual([
      ...["whole", "board_slow", "whole"],
    ]);
    expect(movesOf(steps).length).toBeLessThanOrEqual(4);
  });

  test("of a weak 4G it settles on a slow board", async () => {
    const steps = await stepsOver(traceOf("weak_4g"));
    expect(lowest(steps)).toBe("board_slow");
    expect(movesOf(steps.slice(20)).length).toBeLessThanOrEqual(2);
  });

  test("that dies the board becomes a photo, and comes back", async () => {
    const trace = traceOf("dying");
    const steps = await stepsOver(trace);
    const [well, narrow, ...dying] = parted(trace, steps).map(lowest);
    expect([well, narrow]).toEqual(["whole", "board_slowest"]);
    expect(dying[0]).toBe("photo");
    expect(STEPS.indexOf(steps.at(-1) ?? "away")).toBeLessThanOrEqual(STEPS.indexOf("board_slow"));
    expect(movesOf(steps).length).toBeLessThanOrEqual(9);
  });
});

describe("a pupil's camera on the same lines", () => {
  test.each([
    ["good", ["whole"], []],
    ["drop", ["whole", "face_slow", "face_slow"], ["face_slow", "whole"]],
    ["weak_4g", ["face_off"], ["face_slow", "face_off"]],
    [
      "dying",
      ["whole", "face_slow", "face_off", "sound", "sound"],
      ["face_slow", "face_off", "sound", "face_off", "face_slow", "whole"],
    ],
  ] as const)("%s", async (name, low, moves) => {
    const trace = traceOf(name);
    const steps = await stepsOver(trace, "face");
    expect([parted(trace, steps).map(lowest), movesOf(steps)]).toEqual([low, moves]);
  });
});

function lowest(steps: readonly Step[] = []): Step | undefined {
  return STEPS[Math.max(...steps.map((step) => STEPS.indexOf(step)))];
}
