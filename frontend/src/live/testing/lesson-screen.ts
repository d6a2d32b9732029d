/** A screen of a lesson for its keys: nothing happens when one is pressed. */

import { asRoom, ShownRoom } from "../../style/room";
import { NOWHERE } from "../ui/page";
import type { LessonScreen } from "../ui/stage-parts";
import type { RoomView } from "../view";

const quiet = () => undefined;

/** As it shows this view at the moment `now`. */
export function lessonScreen(view: RoomView, now: number): LessonScreen {
  const room = asRoom(new ShownRoom(view, null, null, null, null, null));
  room.now = () => now;
  return {
    ...{ room, place: NOWHERE, chatOpen: false, reactionsOpen: false },
    ...{ unread: [], toast: null, photoAgeMs: 0, filesUnseen: [], pages: null },
    deeds: {
      ...{ unlockSound: quiet, askPause: quiet, openHelp: quiet, openSettings: quiet },
      ...{ openSound: quiet, toggleChat: quiet, openFiles: quiet, askPhoto: quiet, react: quiet },
      ...{ openPages: quiet, forgetPages: quiet },
    },
  };
}
