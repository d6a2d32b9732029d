import { expect, test } from "vitest";
import { SCENES } from "../../style/scenes";
import type { RoomView } from "../view";
import { announcements } from "./announcements";
import { NOWHERE } from "./page";

// A page without texts answers with their keys.
const PLACE = { ...NOWHERE, pupil: "Noor", className: "5A" };

function scene(name: string): RoomView {
  return SCENES[name]!(1_795_000_000_000);
}

test("the first view says what screen it is", () => {
  expect(announcements(null, scene("home-live"), PLACE)).toEqual([
    "live.home",
    "state.seen. state.heard.",
  ]);
});

test("the same view again says nothing", () => {
  const view = scene("home-live");
  expect(announcements(view, { ...view }, PLACE)).toEqual([]);
});

test("in class a raised hand is said, once", () => {
  const before = scene("class-live");
  const raised = scene("class-hand");
  expect(announcements(before, raised, PLACE)).toEqual(["hand.raised"]);
  expect(announcements(raised, { ...raised }, PLACE)).toEqual([]);
});

test("at home it is said that the hand is up, was seen and is down", () => {
  const down = scene("home-live");
  const seen = scene("home-hand");
  const up: RoomView = { ...seen, hand: { ...seen.hand!, answered: false } };
  expect(announcements(down, up, PLACE)).toEqual(["hand.up"]);
  expect(announcements(up, seen, PLACE)).toEqual(["hand.seen"]);
  const lowered = { ...seen, hand: { ...seen.hand!, up: false } };
  expect(announcements(seen, lowered, PLACE)).toEqual(["hand.down"]);
});

test("the class is told that the pupil watches first", () => {
  expect(announcements(scene("class-live"), scene("class-watching"), PLACE)).toEqual([
    "note.watching",
  ]);
});

test("the pupil is told at once that the class can't see any more", () => {
  const before = scene("home-live");
  const after: RoomView = { ...before, me: { ...before.me, camera: "off" } };
  expect(announcements(before, after, PLACE)).toEqual(["state.unseen. state.heard."]);
});

test("what the other side writes is said, and what I write is not", () => {
  const before = scene("home-live");
  const line = { side: "class", text: "Dag", delivery: "delivered" } as const;
  const chat = [
    ...before.chat,
    { ...line, id: "3", mine: false },
    { ...line, id: "4", mine: true },
  ];
  expect(announcements(before, { ...before, chat }, PLACE)).toEqual(["chat.from"]);
});

test("who comes and goes in the lobby is said", () => {
  const alone = scene("home-alone");
  expect(announcements(alone, scene("home-lobby"), PLACE)).toEqual(["class.there"]);
  expect(announcements(scene("home-lobby"), alone, PLACE)).toEqual(["class.not_there"]);
});

test("the end, the call and the warning are said", () => {
  expect(announcements(scene("class-live"), scene("class-ended"), PLACE)).toEqual([
    "ended.by_pupil",
  ]);
  expect(announcements(scene("home-lobby"), scene("home-called"), PLACE)).toEqual(["called.home"]);
  expect(announcements(scene("home-live"), scene("home-closing"), PLACE)).toEqual([
    "closing.title",
  ]);
});

test("that the line is away is said once, with why and what happens next", () => {
  const before = scene("home-live");
  const thin = scene("home-thin");
  const gone: RoomView = { ...thin, phase: "interrupted", away: "line" };
  expect(announcements(before, thin, PLACE)).toEqual(["away.title. away.thin away.text"]);
  expect(announcements(thin, gone, PLACE)).toEqual([]);
  expect(announcements(gone, thin, PLACE)).toEqual([]);
  const back = ["live.home", "state.seen. state.heard."];
  expect(announcements(thin, before, PLACE)).toEqual(back);
  expect(announcements(gone, before, PLACE)).toEqual(back);
});

test.each([
  ["home-away", "away.title. away.mine away.text"],
  ["class-away", "away.class. away.line.class away.text"],
  ["class-thin", "away.class. away.thin away.text"],
])("%s is said as %s", (name, said) => {
  expect(announcements(null, scene(name), PLACE)[0]).toBe(said);
});

test("a battery that is nearly empty is said once, mine before the other's", () => {
  const before = scene("class-live");
  const low = scene("class-battery");
  expect(announcements(before, low, PLACE)).toEqual(["battery.low.pupil"]);
  expect(announcements(low, { ...low }, PLACE)).toEqual([]);
  const both = { ...low, me: { ...low.me, battery: 10 } };
  expect(announcements(low, both, PLACE)).toEqual(["battery.low.mine"]);
});

test("it is said that the helpdesk looks, and that it does no more", () => {
  const before = scene("home-live");
  const looking = scene("home-help");
  expect(announcements(before, looking, PLACE)).toEqual(["help.on. help.on.text"]);
  expect(announcements(looking, { ...looking }, PLACE)).toEqual([]);
  expect(announcements(looking, before, PLACE)).toEqual(["help.off"]);
});

test("what is wrong with the sound is said once, and a whisper on both sides", () => {
  const [home, klas] = [scene("home-live"), scene("class-live")];
  expect(announcements(home, scene("home-muted"), PLACE)).toContain("sound.muted sound.muted.text");
  const unheard = scene("class-unheard");
  expect(announcements(klas, unheard, PLACE)).toEqual([
    "sound.unheard.class sound.unheard.class.text",
  ]);
  expect(announcements(unheard, { ...unheard }, PLACE)).toEqual([]);
  expect(announcements(home, scene("home-whisper"), PLACE)).toEqual(["whisper.mine"]);
  expect(announcements(klas, scene("class-whisper"), PLACE)).toEqual(["whisper.theirs"]);
  expect(announcements(scene("class-whisper"), klas, PLACE)).toEqual(["whisper.over"]);
});

test("a test is said: that it runs, stands still, why, and that it is over", () => {
  const live = scene("home-live");
  const runs = scene("home-exam");
  const still = { ...scene("home-exam-still"), phase: runs.phase, away: null };
  const over = scene("home-exam-over");
  expect(announcements(live, runs, PLACE)).toEqual(["exam.runs"]);
  expect(announcements(runs, still, PLACE)).toEqual(["exam.still.home exam.still.home.line"]);
  expect(announcements(still, still, PLACE)).toEqual([]);
  expect(announcements(still, over, PLACE)).toEqual(["exam.over"]);
  const klas = scene("class-exam-back");
  expect(announcements(scene("class-exam"), klas, PLACE)).toEqual(["exam.still.class.line"]);
});

test("a guest is said: the question, that it is there, and that it has gone", () => {
  const live = scene("class-live");
  const asked = scene("class-guest-asked");
  const inside = scene("class-guest");
  const gone: RoomView = { ...live, guest: { ...inside.guest!, stage: "gone", why: "left" } };
  const refused: RoomView = { ...live, guest: { ...gone.guest!, why: "no" } };
  expect(announcements(live, asked, PLACE)).toEqual(["guest.asked.class guest.asked.class.text"]);
  expect(announcements(asked, inside, PLACE)).toEqual(["guest.inside."]);
  expect(announcements(inside, { ...inside }, PLACE)).toEqual([]);
  expect(announcements(inside, gone, PLACE)).toEqual(["guest.gone."]);
  expect(announcements(live, refused, PLACE)).toEqual(["guest.said_no."]);
  const home = scene("home-live");
  expect(announcements(home, scene("home-guest-asking"), PLACE)).toEqual(["guest.asking.home"]);
});

test.each(["home", "class"])("%s hears that break time begins, and that it is over", (side) => {
  const recess = scene(`${side}-recess`);
  const lesson: RoomView = { ...recess, signs: { ...recess.signs, recess: false } };
  expect(announcements(lesson, recess, PLACE)).toEqual(["recess.begun"]);
  expect(announcements(recess, lesson, PLACE)).toEqual(["recess.over"]);
});
