import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStore } from "./choices";
import { foundAmong, KeptSound, NO_ROOM, UNCHOSEN, wantedAmong } from "./sound-choice";

const ROOM = { id: "r", label: "Micro van het toestel" };
const TEACHER = { id: "t", label: "Draadloze micro" };
const BOTH = [ROOM, TEACHER];

describe("a device that was chosen once is known again", () => {
  test.each([
    ["by its id", BOTH, TEACHER, TEACHER],
    ["by its name, where the browser gives new ids", [ROOM, { ...TEACHER, id: "x" }], TEACHER, "x"],
    [
      "not by a name that two have",
      [ROOM, { ...TEACHER, id: "x" }, { ...TEACHER, id: "y" }],
      TEACHER,
      null,
    ],
    ["not without a name", [{ id: "x", label: "" }], { id: "t", label: "" }, null],
    ["not while it is away", [ROOM], TEACHER, null],
    ["nobody chose", BOTH, null, null],
  ])("%s", (_name, there, chosen, expected) => {
    const found = foundAmong(there, chosen);
    expect(typeof expected === "string" ? found?.id : found).toEqual(expected);
  });
});

describe("which microphones are opened", () => {
  const chosen = (microphone: typeof ROOM | null, teacher: typeof ROOM | null) => ({
    ...UNCHOSEN.chosen,
    microphone,
    teacher,
  });

  test.each([
    ["nobody chose", BOTH, chosen(null, null), [null, null]],
    ["the room's", BOTH, chosen(ROOM, null), ["r", null]],
    ["both", BOTH, chosen(ROOM, TEACHER), ["r", "t"]],
    ["the browser's own, and the teacher's", BOTH, chosen(null, TEACHER), [null, "t"]],
    ["the teacher's alone", BOTH, chosen(NO_ROOM, TEACHER), ["t", null]],
    ["the teacher's is out: what there is", [ROOM], chosen(NO_ROOM, TEACHER), [null, null]],
    ["both, and the teacher's is out", [ROOM], chosen(ROOM, TEACHER), ["r", null]],
    ["twice the same one is opened once", BOTH, chosen(TEACHER, TEACHER), ["t", null]],
  ])("%s", (_name, there, choice, [first, second]) => {
    const wanted = wantedAmong(there, choice);
    expect([wanted.first?.id ?? null, wanted.second?.id ?? null]).toEqual([first, second]);
  });
});

test("what was chosen is read again after a restart", () => {
  const store = memoryStore();
  const choice = { chosen: { ...UNCHOSEN.chosen, teacher: TEACHER }, volume: 55, cap: 60 };
  new KeptSound(store, "k").keep(choice);
  expect(new KeptSound(store, "k").read()).toEqual(choice);
});

test("what holds for a lesson is forgotten with it", () => {
  const kept = new KeptSound(memoryStore(), "k");
  kept.keepLesson({ whisper: true, music: false });
  expect(kept.readLesson()).toEqual({ whisper: true, music: false });
  kept.forgetLesson();
  expect(kept.readLesson()).toEqual({ whisper: false, music: false });
});

test("whatever stands on the disk: numbers within their bounds, and no error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const store = memoryStore();
      store.setItem("k", text);
      store.setItem("k.lesson", text);
      const kept = new KeptSound(store, "k");
      const { volume, cap } = kept.read();
      expect(volume >= 0 && volume <= 100 && cap >= 20 && cap <= 100).toBe(true);
      expect(typeof kept.readLesson().whisper).toBe("boolean");
    }),
  );
});

test("a disk that is forbidden holds up nothing", () => {
  const broken = () => {
    throw new DOMException("", "SecurityError");
  };
  const kept = new KeptSound({ getItem: broken, setItem: broken, removeItem: broken }, "k");
  expect(kept.read()).toEqual(UNCHOSEN);
  kept.keep(UNCHOSEN);
  kept.keepLesson({ whisper: true, music: true });
  kept.forgetLesson();
  expect(kept.readLesson()).toEqual({ whisper: false, music: false });
});
