/** `<sio-class>`: the class's page, an appliance that classmates carry from room to room. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { memoryStore } from "../choices";
import type { Room } from "../view";
import { NOBODY, onDay } from "../helpers";
import { HelpersBook, type HelpersStore } from "../helpers-book";
import type { BarKey } from "./bar";
import { Chime } from "./chime";
import { classLesson, hidesPicture, togglePause } from "./class-lesson";
import { classStart } from "./class-start";
import { toggleDrawing } from "./draw-key";
import { fullScreen, onFullScreenChange } from "./full-screen";
import { HandLamp } from "./hand-lamp";
import { helpersCard } from "./helpers-card";
import type { HelpersDialog } from "./helpers-dialog";
import { dayIn, watcherOf } from "./helpers-words";
import { icon } from "./icon";
import type { KeyMap } from "./keys";
import { turnOf } from "./notebook";
import { Screen } from "./screen";
import { toggleScreen } from "./screen-share";
import type { SpotsDialog } from "./spots-dialog";
import { ShutterSound } from "./shutter";
import type { LessonScreen } from "./stage-parts";
import "./face";
import "./hand-alarm";
import "./where";

export class ClassScreenElement extends Screen {
  private readonly chime = new Chime();
  /** Not before there is something to look around in. */
  private spots: Promise<unknown> | null = null;
  private readonly shutter = new ShutterSound();
  private lastShutter: string | null = null;
  private readonly redraw = (): void => this.requestUpdate();
  private readonly lamp = new HandLamp(this.redraw);
  private book: HelpersBook | null = null;
  private stopWatching: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopWatching = onFullScreenChange(this.redraw);
    this.book = new HelpersBook(diskOf(), this.place.pairing);
    void this.lamp.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWatching?.();
    this.chime.close();
    this.shutter.close();
    this.lamp.close();
  }

  protected override keys(room: Room): KeyMap {
    return {
      h: () => {
        room.answerHand();
      },
      m: () => {
        room.setSpeaker(!room.view.me.speaker);
      },
      p: () => {
        togglePause(room);
      },
      s: () => {
        toggleScreen(room);
      },
      t: () => {
        toggleDrawing(room);
      },
      escape: this.closeChat,
    };
  }

  protected override start(room: Room): TemplateResult {
    const { place, enter, openHelp: help } = this;
    const { openSettings } = this.deeds;
    const start = { room, place, enter, help, openSettings, fullScreen: this.fullScreenButton() };
    return html`${classStart({ ...start, helpers: this.helpersCard() })}
      <sio-helpers
        .book=${this.book}
        .helpers=${this.book?.helpers ?? NOBODY}
        .lamp=${this.lamp}
        .lampNow=${this.lamp.view}
        .pupil=${place.pupil}
        @change=${this.redraw}
      ></sio-helpers>`;
  }

  protected override lesson(screen: LessonScreen): TemplateResult {
    this.spots ??= import("./spots-dialog");
    const { openSpots } = this;
    return html`${classLesson({ ...screen, fullScreen: this.fullScreenKey(), openSpots })}
      <sio-spots .room=${screen.room} .name=${this.place.pupil}></sio-spots>
      <sio-hand-alarm
        .room=${screen.room}
        .place=${this.place}
        .chime=${this.chime}
        .watcher=${this.book ? watcherOf(this.book.helpers) : ""}
      ></sio-hand-alarm>`;
  }

  protected override lessonTitle(): string {
    return t("lesson.title.class", { name: this.place.pupil });
  }

  protected override otherName(): string {
    return this.place.pupil;
  }

  protected override pictureLabel(): string {
    const name = this.place.pupil;
    const isBook = turnOf(this.room) !== null;
    return isBook ? t("notebook.theirs", { name }) : t("picture.pupil", { name });
  }

  protected override pictureShown(room: Room): boolean {
    const { me, other } = room.view;
    return me.paused === null && other !== null && !hidesPicture(other);
  }

  /** A pupil has one camera. */
  protected override secondPicture(): TemplateResult {
    return html`${nothing}`;
  }

  protected override staysAwake(): boolean {
    return true;
  }

  protected override unlock(): void {
    super.unlock();
    this.chime.unlock();
    this.shutter.unlock();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.chime.playOn(this.room?.view.devices.speaker ?? "");
    document.body.classList.toggle("device--class", true);
    if (!this.room) return;
    const { shutter } = this.room.view.files;
    if (shutter !== null && shutter !== this.lastShutter) this.shutter.click();
    this.lastShutter = shutter;
    this.lamp.follow(this.room.view);
    this.turnPage(this.room);
  }

  /** A new day gives others a turn; a device that is no longer paired forgets all names. */
  private turnPage(room: Room): void {
    const { book } = this;
    const { block, online } = room.view;
    if (book === null) return;
    const next = onDay(book.helpers, dayIn(room.now()));
    if (block?.code === "unpaired" || block?.code === "revoked") book.wipe();
    else if (online && next !== book.helpers) book.keep(next);
    else return;
    this.redraw();
  }

  private helpersCard(): TemplateResult {
    if (this.book === null || this.room?.view.block) return html`${nothing}`;
    return helpersCard(this.book.helpers, () => void this.openHelpers());
  }

  private async openHelpers(): Promise<void> {
    await import("./helpers-dialog");
    this.querySelector<HelpersDialog>("sio-helpers")?.open();
  }

  private readonly openSpots = (): void => {
    this.querySelector<SpotsDialog>("sio-spots")?.open();
  };

  private fullScreenButton(): TemplateResult {
    if (!fullScreen.possible()) return html`${nothing}`;
    const key = this.fullScreenKey();
    return html`<p>
      <button class="button button--quiet" type="button" @click=${key?.press}>
        ${icon(key?.drawing ?? "maximize")}${key?.word}
      </button>
    </p>`;
  }

  private fullScreenKey(): BarKey | null {
    if (!fullScreen.possible()) return null;
    const on = fullScreen.on();
    return {
      name: "full",
      word: on ? t("full.off") : t("full.on"),
      drawing: on ? "minimize" : "maximize",
      press: () => {
        fullScreen.toggle();
      },
    };
  }
}

/** A browser that forbids its disk keeps the names until the page goes. */
function diskOf(): HelpersStore {
  try {
    return localStorage;
  } catch {
    return { ...memoryStore(), length: 0, key: () => null };
  }
}

customElements.define("sio-class", ClassScreenElement);
