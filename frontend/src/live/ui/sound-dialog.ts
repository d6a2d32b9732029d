/** `<sio-sound>`: all about sound, loaded when it is first asked for. */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { Levels } from "../sound-view";
import type { Room } from "../view";
import { choice } from "./choice";
import { icon } from "./icon";
import type { Place } from "./page";
import { RoomElement } from "./room-element";
import { echoWord } from "./sound-words";
import "./level";

const LEAST_CAP = 20;

export class SoundDialog extends RoomElement {
  @property({ attribute: false }) place: Place | null = null;

  async open(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (!room) return html`${nothing}`;
    const atHome = room.view.side === "home";
    return html`<dialog class="dialog" aria-labelledby="sound-title">
      <h2 id="sound-title" tabindex="-1" autofocus>${t("sound.title")}</h2>
      ${atHome ? whisper(room) : this.loudness(room)} ${this.levels(room)} ${music(room)}
      ${atHome ? homeDevices(room) : classDevices(room)} ${echo(room)}
      <form method="dialog">
        <button class="button button--primary">${icon("check")}${t("settings.done")}</button>
      </form>
    </dialog>`;
  }

  private levels(room: Room): TemplateResult {
    const name = this.place?.pupil ?? "";
    const atHome = room.view.side === "home";
    return html`<div class="levels">
      ${level(room, "mine", atHome ? t("sound.mine.home") : t("sound.mine.class"))}
      ${level(room, "heard", atHome ? t("sound.heard.home") : t("sound.heard.class", { name }))}
      ${level(room, "theirs", atHome ? t("sound.theirs.home") : name)}
    </div>`;
  }

  /** The pupil in class: how loud, and never louder. */
  private loudness(room: Room): TemplateResult {
    const name = this.place?.pupil ?? "";
    const { volume, cap } = room.view.sound;
    const set = (one: number): void => {
      room.sound.setVolume(one);
    };
    const setCap = (one: number): void => {
      room.sound.setCap(one);
    };
    return html`${slider("volume", t("sound.volume", { name }), 0, volume, set)}
      ${slider("cap", t("sound.cap"), LEAST_CAP, cap, setCap)}
      <p class="small soft">${t("sound.cap.text")}</p>`;
  }
}

function level(room: Room, whose: keyof Levels, label: string): TemplateResult {
  return html`<div class="levels__one">
    <span aria-hidden="true">${label}</span>
    <sio-level .room=${room} .whose=${whose} .label=${label}></sio-level>
  </div>`;
}

function slider(
  id: string,
  label: string,
  least: number,
  value: number,
  set: (value: number) => void,
): TemplateResult {
  const onInput = (event: Event): void => {
    set(Number((event.target as HTMLInputElement).value));
  };
  return html`<div class="field">
    <label for="sound-${id}">${label}</label>
    <input
      id="sound-${id}"
      class="slider"
      type="range"
      min=${least}
      max="100"
      step="5"
      .value=${String(value)}
      aria-valuetext="${value} %"
      @input=${onInput}
    />
  </div>`;
}

function toggle(
  isOn: boolean,
  drawing: string,
  word: unknown,
  text: string,
  press: () => void,
): TemplateResult {
  return html`<div class="stack stack--tight stack--start">
    <button class="button" type="button" aria-pressed=${isOn} @click=${press}>
      ${icon(drawing)}${word}
    </button>
    <p class="small soft">${text}</p>
  </div>`;
}

function whisper(room: Room): TemplateResult {
  const { whisper: isOn } = room.view.me;
  const word = isOn ? t("whisper.stop") : t("whisper");
  return toggle(isOn, "ear", html`${word} <kbd>Z</kbd>`, t("whisper.text"), () => {
    room.sound.whisper(!isOn);
  });
}

function music(room: Room): TemplateResult {
  const { music: isOn } = room.view.me;
  const word = isOn ? t("music.stop") : t("music");
  return toggle(isOn, "music", word, t("music.text"), () => {
    room.sound.playMusic(!isOn);
  });
}

function homeDevices(room: Room): unknown {
  const { microphones, microphone } = room.view.devices;
  return [
    choice({
      ...{ id: "microphone", label: t("settings.microphone") },
      ...{ choices: microphones, live: microphone },
      choose: (id) => {
        room.chooseMicrophone(id);
      },
    }),
    speakerChoice(room),
  ];
}

function classDevices(room: Room): unknown {
  const { microphones, microphone } = room.view.devices;
  const { sound } = room.view;
  const live = sound.microphone === "" ? "" : microphone;
  return [
    choice({
      ...{ id: "microphone", label: t("sound.room_mic"), none: t("sound.no_mic") },
      ...{ choices: microphones, live: live ?? microphones[0]?.id ?? null },
      choose: (id) => {
        room.sound.chooseMicrophone(id);
      },
    }),
    choice({
      ...{ id: "teacher", label: t("sound.teacher_mic"), none: t("sound.no_mic") },
      ...{ choices: microphones, live: sound.teacher },
      choose: (id) => {
        room.sound.chooseTeacher(id);
      },
    }),
    speakerChoice(room),
    whisperChoice(room),
  ];
}

function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

function speakerChoice(room: Room): unknown {
  const { speakers, speaker } = room.view.devices;
  if (!canChooseSpeaker()) return nothing;
  return choice({
    ...{ id: "speaker", label: t("settings.speaker"), choices: speakers, live: speaker },
    choose: (id) => {
      room.chooseSpeaker(id);
    },
  });
}

function whisperChoice(room: Room): unknown {
  const { speakers } = room.view.devices;
  if (!canChooseSpeaker() || speakers.length < 2) return nothing;
  return choice({
    ...{ id: "whisper", label: t("sound.whisper_speaker"), none: t("sound.same") },
    ...{ choices: speakers, live: room.view.sound.whisperSpeaker },
    choose: (id) => {
      room.sound.chooseWhisperSpeaker(id);
    },
  });
}

function echo(room: Room): TemplateResult {
  const isListening = room.view.sound.echo === "listening";
  return html`<div class="stack stack--tight stack--start">
    <button
      class="button"
      type="button"
      ?disabled=${isListening}
      @click=${() => {
        room.sound.checkEcho();
      }}
    >
      ${icon("bell")}${t("echo.check")}
    </button>
    <p class="small soft" role="status">${echoWord(room.view.sound.echo) || t("echo.text")}</p>
  </div>`;
}

customElements.define("sio-sound", SoundDialog);
