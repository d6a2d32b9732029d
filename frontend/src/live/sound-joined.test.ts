import { beforeEach, expect, test } from "vitest";
import { JoinedSound } from "./sound-joined";
import { FakeTrack } from "./testing/fake-media";
import { FakeKit } from "./testing/fake-sound";

let kit: FakeKit;
let joined: JoinedSound;

const OWN = new FakeTrack("audio", "own").asTrack();
const BO = new FakeTrack("audio", "Bo").asTrack();
const CAS = new FakeTrack("audio", "Cas").asTrack();
const names = () => kit.mixers.map(({ fake, named }) => [fake.readyState, ...named]);

beforeEach(() => {
  kit = new FakeKit();
  joined = new JoinedSound(() => kit);
});

test("our own goes out as it is while there is nobody", () => {
  expect(joined.of(OWN, [])).toBe(OWN);
  expect(names()).toEqual([]);
});

test("voices join it in one mix, come and go in it, and take it with them", () => {
  const mixed = joined.of(OWN, [BO]);
  expect(mixed).not.toBe(OWN);
  expect(joined.of(OWN, [BO, CAS])).toBe(mixed);
  expect(names()).toEqual([["live", "own 0", "Bo 0", "Cas 0"]]);
  expect(joined.of(OWN, [])).toBe(OWN);
  expect(kit.mixers[0]?.fake.readyState).toBe("ended");
});

test("they are heard while our own microphone is off", () => {
  joined.of(null, [BO]);
  expect(names()).toEqual([["live", "Bo 0"]]);
});

test("without Web Audio our own goes out alone", () => {
  kit.isRunning = false;
  expect(joined.of(OWN, [BO])).toBe(OWN);
  expect(joined.of(null, [BO])).toBeNull();
});
