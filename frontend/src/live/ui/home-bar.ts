/** The pupil's keys: few, large, each with its word and its letter. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import type { Room } from "../view";
import { barKey, cameraWord, microphoneWord, trackLook, trackPress, type BarKey } from "./bar";
import { drawKey } from "./draw-key";
import { keysInExam } from "./exam-panel";
import { filesKey, photoKey } from "./files-signs";
import { guestKey } from "./guest-gate";
import { matesKeys } from "./mates-words";
import { isLit, isSeldom, moreKey } from "./more";
import { notebookKeys } from "./notebook";
import { recessKeys } from "./recess";
import { reactKey } from "./reactions";
import { chatKey, type LessonScreen } from "./stage-parts";

export function homeBar(screen: LessonScreen): TemplateResult {
  return html`<div class="bar" role="group" aria-label=${t("bar.title")}>
    ${keysInExam(screen.room, keysOf(screen)).map(barKey)}
    ${moreKey(keysInExam(screen.room, seldom(screen)))} ${barKey(leaveKey(screen.room))}
  </div>`;
}

/** Where the bar has its key. */
export function mayAskPhoto(room: Room): boolean {
  const { me, exam } = room.view;
  return me.paused === null && recessKeys(room) === null && mayUse(exam, "photo");
}

/** In a pause only what makes sense there. */
export function keysOf(screen: LessonScreen): readonly BarKey[] {
  const { room } = screen;
  const { paused, watching } = room.view.me;
  const last = [pauseKey(screen), chatKey(screen)];
  if (paused) return last;
  const react = reactKey(screen.reactionsOpen, screen.deeds.react);
  const recess = recessKeys(room);
  if (recess !== null) {
    const show = watching ? [joinKey(room)] : [cameraKey(room), microphoneKey(room)];
    const mates = matesKeys(room).filter(isLit);
    return [...raisedKey(room), react, ...show, ...recess, ...mates, ...last];
  }
  const mine = watching ? [joinKey(room)] : [cameraKey(room), microphoneKey(room)];
  return [handKey(room), react, ...mine, ...shownKeys(room).filter(isLit), ...last];
}

/** What a pupil shows the class, and whom besides. */
function shownKeys(room: Room): readonly BarKey[] {
  return [...notebookKeys(room), drawKey(room), ...matesKeys(room)];
}

/** Behind "Meer"; in a pause there is nothing there, and in the break no more than classmates. */
export function seldom(screen: LessonScreen): readonly BarKey[] {
  const { room } = screen;
  if (isBreak(room)) return matesKeys(room).filter(isSeldom);
  if (!mayAskPhoto(room)) return [];
  const watch = room.view.me.watching ? [] : [watchKey(room)];
  return [
    ...shownKeys(room).filter(isSeldom),
    photoKey(screen),
    filesKey(screen),
    ...guestKey(room),
    ...watch,
  ];
}

function isBreak(room: Room): boolean {
  return room.view.me.paused === null && recessKeys(room) !== null;
}

/** In a break nobody has to ask for a turn: a hand that is up can only go down. */
export function mayUseHand(room: Room): boolean {
  return recessKeys(room) === null || room.view.hand?.up === true;
}

function raisedKey(room: Room): readonly BarKey[] {
  return mayUseHand(room) ? [handKey(room)] : [];
}

function handKey(room: Room): BarKey {
  const up = room.view.hand?.up ?? false;
  return {
    name: "hand",
    word: up ? t("hand.lower") : t("hand.raise"),
    drawing: "hand",
    letter: "h",
    state: up ? "busy" : "on",
    press: () => {
      toggleHand(room);
    },
  };
}

export function toggleHand(room: Room): void {
  if (room.view.hand?.up) room.lowerHand();
  else room.raiseHand();
}

function cameraKey(room: Room): BarKey {
  const state = room.view.me.camera;
  return {
    name: "camera",
    word: cameraWord(state),
    drawing: state === "on" ? "video" : "video-off",
    letter: "c",
    state: trackLook(state),
    press: () => {
      toggleCamera(room);
    },
  };
}

export function toggleCamera(room: Room): void {
  const { camera } = room.view.me;
  trackPress(
    camera,
    (on) => {
      room.setCamera(on);
    },
    () => {
      room.retryMedia();
    },
  )();
}

function microphoneKey(room: Room): BarKey {
  const state = room.view.me.microphone;
  return {
    name: "microphone",
    word: microphoneWord(state),
    drawing: state === "on" ? "mic" : "mic-off",
    letter: "m",
    state: trackLook(state),
    press: () => {
      toggleMicrophone(room);
    },
  };
}

export function toggleMicrophone(room: Room): void {
  const { microphone } = room.view.me;
  trackPress(
    microphone,
    (on) => {
      room.setMicrophone(on);
    },
    () => {
      room.retryMedia();
    },
  )();
}

function watchKey(room: Room): BarKey {
  return {
    name: "watch",
    word: t("watch.on"),
    drawing: "eye",
    press: () => {
      room.watchFirst(true);
    },
  };
}

function joinKey(room: Room): BarKey {
  return {
    name: "join",
    word: t("watch.off"),
    drawing: "video",
    press: () => {
      room.watchFirst(false);
    },
  };
}

function pauseKey(screen: LessonScreen): BarKey {
  const { room } = screen;
  const paused = room.view.me.paused !== null;
  return {
    name: "pause",
    word: paused ? t("paused.back") : t("pause"),
    drawing: paused ? "play" : "coffee",
    letter: "p",
    press: paused
      ? () => {
          room.resume();
        }
      : screen.deeds.askPause,
  };
}

function leaveKey(room: Room): BarKey {
  return {
    name: "leave",
    word: t("leave"),
    drawing: "log-out",
    press: () => {
      room.leave();
    },
  };
}
