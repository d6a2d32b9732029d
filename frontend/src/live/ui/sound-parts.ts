/** What of the sound stands on the lesson's screen itself: one key, two signs, one notice. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import type { Room } from "../view";
import { handWaits } from "./hand-words";
import { icon } from "./icon";
import { notice } from "./parts";
import type { LessonScreen } from "./stage-parts";
import { warningWords } from "./sound-words";
import "./level";

/** How loud my microphone is, and the way to all about sound. */
export function soundKey({ room, deeds }: LessonScreen): TemplateResult {
  return html`<button class="state-line__more" type="button" @click=${deeds.openSound}>
    <sio-level .room=${room} .whose=${"mine"} drawing></sio-level
    ><span class="level__word">${t("sound.title")}</span>
  </button>`;
}

/** Only while it is so. Home's own is a key: one press, and the class hears the pupil again. */
export function soundSigns({ room, place }: LessonScreen): TemplateResult {
  const { me, other } = room.view;
  const isMusic = me.music || other?.music === true;
  return html`${me.whisper ? stopWhisper(room) : nothing}
  ${other?.whisper ? theirWhisper(place.pupil) : nothing}
  ${isMusic ? html`<span class="sign">${icon("music")}${t("music.on")}</span>` : nothing}`;
}

function stopWhisper(room: Room): TemplateResult {
  return html`<button
    class="sign sign--press"
    type="button"
    @click=${() => {
      room.sound.whisper(false);
    }}
  >
    ${icon("ear")}${t("whisper.mine")}${icon("x")}
  </button>`;
}

function theirWhisper(name: string): TemplateResult {
  return html`<span class="sign sign--on">${icon("ear")}${t("whisper.theirs", { name })}</span>`;
}

/** What is wrong with the sound, what to do, and one press. */
export function soundNotice({ room, place, deeds }: LessonScreen): TemplateResult {
  const { sound, side, phase } = room.view;
  if (sound.warning === null || phase !== "live" || handWaits(room.view)) return html`${nothing}`;
  const { title, text } = warningWords(sound.warning, side, place.pupil);
  const isMuted = sound.warning === "muted";
  const isDevice = sound.warning === "silent" || sound.warning === "teacher";
  const openIt = (): void => {
    room.setMicrophone(true);
  };
  return notice(
    "warn",
    title,
    html`<p>${text}</p>
      <div class="row">
        ${isMuted ? key("mic", t("sound.unmute"), openIt) : nothing}
        ${isDevice ? key("settings", t("sound.title"), deeds.openSound) : nothing}
        ${key("check", t("notice.ok"), () => {
          room.sound.readWarning();
        })}
      </div>`,
  );
}

function key(drawing: string, word: string, press: () => void): TemplateResult {
  return html`<button class="button button--small" type="button" @click=${press}>
    ${icon(drawing)}${word}
  </button>`;
}
