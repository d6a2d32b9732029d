import { expect, test } from "vitest";
import { energyOf, isAudible } from "./sound-arrival";

const report = (...entries: object[]) =>
  new Map(entries.map((entry, i) => [String(i), entry])) as unknown as RTCStatsReport;

test("the energy is that of their sound; a browser that does not count tells nothing", () => {
  const video = { type: "inbound-rtp", kind: "video", totalAudioEnergy: 9 };
  const sound = { type: "inbound-rtp", kind: "audio", totalAudioEnergy: 0.5 };
  expect(energyOf(report(video, sound))).toBe(0.5);
  expect(energyOf(report(video, { type: "inbound-rtp", kind: "audio" }))).toBe(null);
  expect(energyOf(report())).toBe(null);
});

test.each([
  ["a voice", 1, 1.001, true],
  ["packets of nothing", 1, 1, false],
  ["a silence that went through Opus", 1, 1 + 1.4e-9, false],
  ["the first look", null, 1, null],
  ["a browser that does not tell", 1, null, null],
  ["another call, counting from zero", 1, 0.5, null],
])("%s", (_name, before, after, expected) => {
  expect(isAudible(before, after)).toBe(expected);
});
