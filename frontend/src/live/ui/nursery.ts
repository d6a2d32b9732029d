/**
 * `<sio-nursery>`: the pupil's page for a child that cannot read yet. At most two giant pictures, by
 * touch, keyboard, one switch or two, or a pointer that rests. Loaded where it is switched on.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../shared/texts";
import { isPressed, type PictureName, picturesFor, placeOf, SETTLE_MS, Settling } from "../nursery";
import { settingsIn } from "../nursery-kept";
import { Dwell, Scanner } from "../switch-scan";
import type { Room } from "../view";
import { avatar } from "./icon";
import { faceOf } from "./face";
import { matesPicture, matesSigns } from "./mates-words";
import { deviceStore } from "./device-store";
import { Home } from "./home";
import { toggleHand } from "./home-bar";
import type { KeyMap } from "./keys";
import "./nursery-settings";
import type { NurserySettingsDialog } from "./nursery-settings";
import { pageLanguage } from "./clock";
import { filesSigns } from "./files-signs";
import { guestNotice } from "./guest-gate";
import { serverNotice } from "./parts";
import { soundNotice } from "./sound-parts";
import { drawing } from "./reaction-words";
import { sound, type LessonScreen } from "./stage-parts";
import { trustPanel, unlessKeptOff } from "./trust-panel";
import { largeIn, standingOf } from "./two-pictures";
import { Voice } from "./voice";

const LOOK_MS = 50;
/** Drawings that the reactions have too. */
const DRAWN_AS: Partial<Record<PictureName, string>> = { let_in: "yes", keep_out: "no" };

export class NurseryHome extends Home {
  private settings = settingsIn(deviceStore());
  private readonly scanner = new Scanner(this.settings);
  private readonly dwell = new Dwell();
  private readonly settling = new Settling();
  private readonly voice = new Voice();
  private drawn = "";
  private looking: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.looking = window.setInterval(() => {
      this.look();
    }, LOOK_MS);
    for (const kind of ["keydown", "keyup"] as const) addEventListener(kind, this.onKey, true);
    for (const kind of ["pointerover", "pointerleave"] as const)
      this.addEventListener(kind, this.onPointer);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.looking);
    for (const kind of ["keydown", "keyup"] as const) removeEventListener(kind, this.onKey, true);
    for (const kind of ["pointerover", "pointerleave"] as const)
      this.removeEventListener(kind, this.onPointer);
    this.voice.close();
  }

  /** Letters do nothing here but the hand's: a small child leans on a keyboard. */
  protected override keys(room: Room): KeyMap {
    return {
      h: () => {
        toggleHand(room);
      },
    };
  }

  protected override start(room: Room): TemplateResult {
    const pictures = picturesFor(room.view);
    if (pictures === null) return html`${super.start(room)} ${this.forGrownUps()}`;
    return html`<div class="nursery nursery--start">
      <h1 class="nursery__who" tabindex="-1" data-focus>
        ${avatar(faceOf(this.place, room.view), "large")}
        <span class="visually-hidden">${t("greeting", { name: this.place.pupil })}</span>
      </h1>
      ${serverNotice(room)} ${trustPanel(room, this.place.pupil)} ${this.pictures(room, pictures)}
      ${this.forGrownUps()}
    </div>`;
  }

  protected override lesson(screen: LessonScreen): TemplateResult {
    const { room, place } = screen;
    const pictures = picturesFor(room.view) ?? [];
    return html`<h1 class="visually-hidden" tabindex="-1" data-focus>
        ${t("lesson.title.home", { name: place.className })}
      </h1>
      <div class="stage__over">
        ${serverNotice(room)} ${guestNotice(room, place, !isAsked(room))}
        ${trustPanel(room, place.pupil)} ${sound(screen)} ${soundNotice(screen)}
        ${filesSigns(screen)}
      </div>
      ${matesLine(room)} ${unlessKeptOff(room, () => cover(room))} ${matesPicture(room)}
      ${mine(room, faceOf(place, room.view))}
      <div class="nursery nursery--lesson">
        ${this.pictures(room, pictures)} ${this.forGrownUps()}
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const names = this.pressable().map(({ dataset }) => dataset.picture ?? "");
    const drawn = names.join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const now = performance.now();
    this.scanner.begin(now, this.settling.drawn(names, now) ? SETTLE_MS : 0);
    if (this.scanner.settings.switches > 0) this.light();
    else this.say(names[0]);
  }

  private pictures(room: Room, names: readonly PictureName[]): TemplateResult {
    return html`<div class="nursery__pictures" role="group" aria-label=${t("bar.title")}>
      ${repeat(names, placeOf, (name) => (isPressed(name) ? this.key(room, name) : picture(name)))}
    </div>`;
  }

  private key(room: Room, name: PictureName): TemplateResult {
    return html`<button
      class="nursery__picture nursery__picture--${name}"
      type="button"
      data-picture=${name}
      aria-label=${pictureWord(name)}
      @click=${() => {
        this.pick(room, name);
      }}
    >
      ${drawing(DRAWN_AS[name] ?? name)}
    </button>`;
  }

  private pick(room: Room, name: PictureName): void {
    this.unlock();
    if (this.settling.rests(performance.now())) return;
    if (name === "go") this.go(room);
    else if (name === "stop") room.leave();
    else if (name === "let_in") room.guest.admit();
    else if (name === "keep_out") room.guest.dismiss();
    else if (name === "raise") room.raiseHand();
    else room.lowerHand();
  }

  private go(room: Room): void {
    if (room.view.me.paused) {
      room.resume();
      return;
    }
    if (room.view.phase === "ended") room.dismiss();
    this.enter();
  }

  private pressable(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-picture]")];
  }

  private look(): void {
    const now = performance.now();
    const keys = this.pressable();
    if (this.isBusyElsewhere()) return;
    if (this.scanner.tick(now, keys.length)) this.light();
    this.keepLight(keys);
    if (this.settling.rests(now)) this.dwell.begin(now);
    this.showRest(keys, now);
    const rested = this.dwell.tick(now, this.settings.dwellMs);
    if (rested !== null) keys.find(({ dataset }) => dataset.picture === rested)?.click();
  }

  /** A new screen takes the focus to its title: who presses a switch needs it on a picture. */
  private keepLight(keys: readonly HTMLElement[]): void {
    if (this.settings.switches === 0 || keys.some((key) => key === document.activeElement)) return;
    keys[this.scanner.at]?.focus();
  }

  /** The picture fills up while the pointer rests on it. */
  private showRest(keys: readonly HTMLElement[], now: number): void {
    for (const { dataset, style } of keys) {
      const share = this.dwell.share(dataset.picture ?? "", now, this.settings.dwellMs);
      style.setProperty("--rest", `${Math.round(share * 100)}%`);
    }
  }

  /** Whatever can be pressed by resting on it, also beside the pictures. */
  private readonly onPointer = ({ type, target }: Event): void => {
    const on = target instanceof Element ? target.closest<HTMLElement>("[data-picture]") : null;
    const name = type === "pointerleave" ? null : (on?.dataset.picture ?? null);
    this.dwell.on(name, performance.now());
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.isBusyElsewhere() || !this.scanner.isOurs(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    const keys = this.pressable();
    const now = performance.now();
    const isDown = event.type === "keydown";
    const chosen = isDown
      ? this.scanner.down(event.key, now, keys.length)
      : this.scanner.up(event.key, now, keys.length);
    if (chosen === "next") this.light();
    else if (chosen === "pick") keys[this.scanner.at]?.click();
  };

  /** A grown-up has a dialog open: the switches are keys again. */
  private isBusyElsewhere(): boolean {
    return this.querySelector("dialog[open]") !== null;
  }

  private light(): void {
    const key = this.pressable()[this.scanner.at];
    key?.focus();
    this.say(key?.dataset.picture);
  }

  /** Never into an open microphone: the class would hear it instead of the child. */
  private say(name: string | undefined): void {
    const { room } = this;
    const isHeard = room?.view.phase === "live" && room.view.me.microphone === "on";
    if (name === undefined || !this.settings.speaks || isHeard) return;
    this.voice.say(pictureWord(name), pageLanguage());
  }

  private forGrownUps(): TemplateResult {
    return html`<button
        class="nursery__grown-up"
        type="button"
        @click=${() => this.querySelector<NurserySettingsDialog>("sio-nursery-settings")?.open()}
      >
        ${t("nursery.grown_up")}
      </button>
      <sio-nursery-settings
        .room=${this.room}
        @change=${() => {
          this.settings = settingsIn(deviceStore());
          this.scanner.settings = this.settings;
          this.scanner.begin(performance.now());
        }}
      ></sio-nursery-settings>`;
  }
}

function picture(name: PictureName): TemplateResult {
  return html`<div class="nursery__shown" role="img" aria-label=${pictureWord(name)}>
    ${drawing(name)}
  </div>`;
}

/** While nothing can be seen of the class. */
function cover(room: Room): TemplateResult {
  const { phase, away } = room.view;
  const isShown = standingOf(room.view, largeIn(room.view)) !== "off";
  if (phase !== "connecting" && away === null && isShown) return html`${nothing}`;
  return html`<div class="cover">${picture("wait")}</div>`;
}

function mine(room: Room, face: string): TemplateResult {
  const isShown = room.view.me.camera === "on" && room.localStream !== null;
  return html`<div class="mine">
    ${
      isShown
        ? html`<sio-mirror .room=${room} .label=${t("mine.label")}></sio-mirror>`
        : avatar(face, "large")
    }
  </div>`;
}

function isAsked({ view }: Room): boolean {
  return view.guest?.stage === "asked";
}

/** For the grown-up beside the child: who else sees and hears it. */
function matesLine(room: Room): TemplateResult {
  const signs = matesSigns(room.view);
  return signs.length === 0 ? html`${nothing}` : html`<div class="state-line">${signs}</div>`;
}

function pictureWord(name: string): string {
  return WORDS[name as PictureName]();
}

const WORDS: Readonly<Record<PictureName, () => string>> = {
  go: () => t("home.enter"),
  stop: () => t("leave"),
  raise: () => t("hand.raise"),
  raised: () => t("hand.lower"),
  seen: () => t("nursery.seen"),
  wait: () => t("nursery.wait"),
  later: () => t("nursery.later"),
  let_in: () => t("react.yes"),
  keep_out: () => t("guest.no"),
  put_out: () => t("guest.out"),
};

customElements.define("sio-nursery", NurseryHome);
