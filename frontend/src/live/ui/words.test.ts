import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import type { PartyView, RoomView } from "../view";
import { countdown } from "./clock";
import { NOWHERE, placeFrom } from "./page";
import { Toasts } from "./toasts";
import { isHeard, isSeen, pupilNote, pupilSign } from "./words";

const NOW = 1_795_000_000_000;
const LIVE: RoomView = SCENES["home-live"]!(NOW);
const CHAT = LIVE.chat.slice(0, 1);

function withMe(me: Partial<PartyView>): RoomView {
  return { ...LIVE, me: { ...LIVE.me, ...me } };
}

test("the pupil is seen and heard only if nothing on either side is off", () => {
  expect([isSeen(LIVE), isHeard(LIVE)]).toEqual([true, true]);
  expect([isSeen(withMe({ camera: "off" })), isHeard(withMe({ camera: "off" }))]).toEqual([
    false,
    true,
  ]);
  expect([isSeen(withMe({ watching: true })), isHeard(withMe({ watching: true }))]).toEqual([
    false,
    false,
  ]);
  expect([isSeen(withMe({ paused: "rest" })), isHeard({ ...LIVE, other: null })]).toEqual([
    false,
    false,
  ]);
});

test.each([
  [{}, "sign.both"],
  [{ sees: false }, "sign.hears"],
  [{ hears: false }, "sign.sees"],
  [{ sees: false, hears: false }, "sign.none"],
])("the sign in class with %o is %s", (change, key) => {
  expect(pupilSign({ ...LIVE.me, ...change }, "Noor")).toBe(key);
});

test("before the pupil's first word the sign says that the pupil is coming", () => {
  expect(pupilSign(null, "Noor")).toBe("sign.coming");
});

test.each([
  [{}, ""],
  [{ paused: "meal", watching: true }, "note.paused"],
  [{ watching: true, microphone: "off" }, "note.watching"],
  [{ microphone: "refused" }, "note.muted"],
] as const)("the note in class with %o is '%s'", (change, key) => {
  expect(pupilNote({ ...LIVE.me, ...change }, "Noor")).toBe(key);
});

test.each([
  [65_000, "1:05"],
  [1, "0:01"],
  [0, "0:00"],
  [-5_000, "0:00"],
])("%i ms counts down as %s", (leftMs, words) => {
  expect(countdown(leftMs)).toBe(words);
});

test("an unread line lies over the picture for 15 seconds", () => {
  const toasts = new Toasts();
  expect(toasts.newest(CHAT, NOW)).toBe(CHAT[0]);
  expect(toasts.newest(CHAT, NOW + 14_999)).toBe(CHAT[0]);
  expect(toasts.newest(CHAT, NOW + 15_000)).toBeNull();
  expect(toasts.newest([], NOW)).toBeNull();
});

test("the place is read from what the server wrote, and empty where it wrote nothing", () => {
  const config = { pupil: { first_name: "Noor", avatar_url: "/vos.svg" }, school_class: "5A" };
  expect(placeFrom(config)).toEqual({
    ...NOWHERE,
    pupil: "Noor",
    avatar: "/vos.svg",
    className: "5A",
    phone: "",
  });
  expect(placeFrom(null)).toEqual(NOWHERE);
});
