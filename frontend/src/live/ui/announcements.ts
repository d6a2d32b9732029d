/** What a screen reader says after a change. Pure. */

import { t } from "../../shared/texts";
import type { ChatLineView, HandView, Phase, RoomView } from "../view";
import { awaySentence } from "./away";
import { NO_SIGNS, type SignsView } from "../signs";
import { batteryWarning } from "./battery";
import { ourCameraNotes, theirCameraNotes } from "./camera-words";
import { lockNews } from "./steer-words";
import { warningWords } from "./sound-words";
import { examNews } from "./exam-news";
import { filesNews } from "./files-news";
import { guestNews } from "./guest-words";
import { reactionWord } from "./reaction-words";
import { matesNews } from "./mates-words";
import { notebookNews } from "./notebook";
import { recessNews } from "./recess";
import { screenNews } from "./screen-share";
import { symbolWords, trustWord } from "./trust-words";
import { endWord, heardWord, pupilNote, seenWord } from "./words";
import type { Place } from "./page";

/** The sentences for the step from `before` to `after`; empty if nothing is worth saying. */
export function announcements(
  before: RoomView | null,
  after: RoomView,
  place: Place,
): readonly string[] {
  const said = [
    phaseNews(before, after, place),
    handNews(before, after, place),
    reactionNews(before, after, place),
    recessNews(before, after),
    examNews(before, after),
    guestNews(before, after, place),
    presenceNews(before, after, place),
    partyNews(before, after, place),
    ...cameraNews(before, after),
    largeNews(before, after),
    screenNews(before, after, place.pupil),
    notebookNews(before, after, place.pupil),
    closingNews(before, after),
    savingNews(before, after),
    soundNews(before, after, place),
    batteryNews(before, after, place),
    helpNews(before, after),
    trustNews(before, after, place),
    ...matesNews(before, after),
    lockNews(before, after),
    ...chatNews(before, after, place),
    ...filesNews(before?.files ?? null, after.files, after.side, place.pupil),
  ];
  return said.filter((sentence) => sentence !== "");
}

function batteryNews(before: RoomView | null, after: RoomView, { pupil }: Place): string {
  const said = batteryWarning(after, pupil);
  return before !== null && batteryWarning(before, pupil) === said ? "" : said;
}

function savingNews(before: RoomView | null, after: RoomView): string {
  return after.saving && after.away === null && before?.saving !== true ? t("saving") : "";
}

/** What is wrong with the sound; and who whispers. */
function soundNews(before: RoomView | null, after: RoomView, { pupil }: Place): string {
  const warned = warningNews(before, after, pupil);
  if (warned !== "" || after.phase !== "live") return warned;
  const isTheirs = after.side === "class";
  const whispers = (view: RoomView | null) => (isTheirs ? view?.other : view?.me)?.whisper === true;
  if (whispers(before) === whispers(after)) return "";
  if (!whispers(after)) return t("whisper.over");
  return isTheirs ? t("whisper.theirs", { name: pupil }) : t("whisper.mine");
}

function warningNews(before: RoomView | null, after: RoomView, pupil: string): string {
  const { warning } = after.sound;
  if (warning === null || warning === before?.sound.warning || after.phase !== "live") return "";
  const { title, text } = warningWords(warning, after.side, pupil);
  return `${title} ${text}`;
}

/** Whoever can't see the screen is told too, at the start and at the end. */
function helpNews(before: RoomView | null, after: RoomView): string {
  const was = before !== null && before.help !== null;
  if (after.help !== null) return was ? "" : `${t("help.on")}. ${t("help.on.text")}`;
  return was ? t("help.off") : "";
}

function phaseNews(before: RoomView | null, after: RoomView, place: Place): string {
  const wasAway = before !== null && before.away !== null;
  if (after.away !== null) return wasAway ? "" : awaySentence(after.away, after.side, place.pupil);
  return before?.phase === after.phase && !wasAway ? "" : newPhase(after, place);
}

function newPhase({ phase, ended, side }: RoomView, { pupil }: Place): string {
  return phase === "ended" && ended ? endWord(ended, side, pupil) : phaseWord(phase, side, pupil);
}

function phaseWord(phase: Phase, side: RoomView["side"], name: string): string {
  const news = side === "home" ? HOME_PHASES[phase] : CLASS_PHASES[phase];
  return news?.(name) ?? "";
}

type PhaseNews = Partial<Record<Phase, (name: string) => string>>;

const HOME_PHASES: PhaseNews = {
  waiting: () => t("wait.home"),
  called: () => t("called.home"),
  connecting: () => t("connecting"),
  live: () => t("live.home"),
  offline: () => t("offline.title"),
};

const CLASS_PHASES: PhaseNews = {
  waiting: (name) => t("wait.class", { name }),
  called: (name) => t("called.class", { name }),
  connecting: () => t("connecting"),
  live: (name) => t("live.class", { name }),
  offline: () => t("offline.title"),
};

function handNews(before: RoomView | null, after: RoomView, place: Place): string {
  const was = before?.hand ?? null;
  const is = after.hand;
  if (!is) return "";
  if (!isRisen(was, is)) return after.side === "home" ? myHandNews(was, is) : "";
  return after.side === "class" ? t("hand.raised", { name: place.pupil }) : t("hand.up");
}

function isRisen(was: HandView | null, is: HandView): boolean {
  return is.up && !(was?.up && was.id === is.id);
}

function myHandNews(was: HandView | null, is: HandView): string {
  if (!is.up) return was?.up ? t("hand.down") : "";
  return is.answered && !was?.answered ? t("hand.seen") : "";
}

/** In class what the pupil shows; at home that it is no longer shown. */
function reactionNews(before: RoomView | null, after: RoomView, { pupil }: Place): string {
  const was = before?.signs ?? NO_SIGNS;
  if (after.side === "home") return mySignNews(was, after);
  const { stays, passes } = after.signs;
  const known = [was.stays?.id, was.passes?.id];
  const shown = [passes, stays].find((one) => one !== null && !known.includes(one.id)) ?? null;
  return shown === null ? "" : t("react.says", { name: pupil, word: reactionWord(shown.kind) });
}

function mySignNews(was: SignsView, { signs, phase }: RoomView): string {
  return was.stays !== null && signs.stays === null && phase === "live" ? t("react.gone") : "";
}

function presenceNews(before: RoomView | null, after: RoomView, place: Place): string {
  if (after.phase !== "lobby" || before?.otherThere === after.otherThere) return "";
  if (after.side === "home") return after.otherThere ? t("class.there") : t("class.not_there");
  const name = place.pupil;
  return after.otherThere ? t("pupil.there", { name }) : t("pupil.not_there", { name });
}

function partyNews(before: RoomView | null, after: RoomView, place: Place): string {
  if (after.phase !== "live" || after.away !== null) return "";
  if (after.side === "class") {
    const is = pupilNote(after.other, place.pupil);
    return is === pupilNote(before?.other ?? null, place.pupil) ? "" : is;
  }
  return seenNews(before, after);
}

function cameraNews(before: RoomView | null, after: RoomView): readonly string[] {
  if (after.phase !== "live" || after.away !== null) return [];
  const notes = (view: RoomView) =>
    view.side === "class" ? ourCameraNotes(view) : theirCameraNotes(view);
  const old = before === null ? [] : notes(before);
  return notes(after).filter((note) => !old.includes(note));
}

/** Which picture is large, when it has become another one. */
function largeNews(before: RoomView | null, after: RoomView): string {
  const { looks } = after.me;
  if (before?.phase !== "live" || looks === null || before.me.looks === looks) return "";
  return looks === "board" ? t("cameras.shown.board") : t("cameras.shown.room");
}

function seenNews(before: RoomView | null, after: RoomView): string {
  const words = (view: RoomView): string => `${seenWord(view)}. ${heardWord(view)}.`;
  return before && words(before) === words(after) ? "" : words(after);
}

function closingNews(before: RoomView | null, after: RoomView): string {
  return after.closing?.warn && !before?.closing?.warn ? t("closing.title") : "";
}

function trustNews(before: RoomView | null, after: RoomView, place: Place): string {
  const said = trustWord(after, place.pupil);
  const words = symbolWords(after);
  const isOld =
    before !== null && trustWord(before, place.pupil) === said && symbolWords(before) === words;
  if (said === "" || isOld) return "";
  return words === "" || !after.trust.asks ? said : `${said} ${words}.`;
}

function chatNews(before: RoomView | null, after: RoomView, place: Place): readonly string[] {
  if (!before) return [];
  return unseenLines(before.chat, after.chat).map((line) =>
    t("chat.from", { name: authorOf(line, place), text: line.text }),
  );
}

/** The other side's lines that were not there before. */
export function unseenLines(
  before: readonly ChatLineView[],
  after: readonly ChatLineView[],
): readonly ChatLineView[] {
  const known = new Set(before.map((line) => line.id));
  return after.filter((line) => !line.mine && !known.has(line.id));
}

export function authorOf(line: ChatLineView, place: Place): string {
  if (line.mine) return t("chat.me");
  return line.side === "home" ? place.pupil : t("chat.class");
}
