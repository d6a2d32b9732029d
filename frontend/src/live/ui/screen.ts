/**
 * What `<sio-home>` and `<sio-class>` share: start screen or lesson, the panels, the focus, and the
 * one picture that lives as long as the page.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { mayUse } from "../exam";
import type { ChatLineView, Room } from "../view";
import { unseenLines } from "./announcements";
import { listenKeys, type KeyMap } from "./keys";
import { NOWHERE, type Place } from "./page";
import { turnOf } from "./notebook";
import { inLesson } from "./parts";
import type { Picture } from "./picture";
import { drawingOf, drawsNow } from "./draw-key";
import { guestTile } from "./guest-gate";
import { gameBeside } from "./recess";
import type { PauseDialog } from "./pause-dialog";
import type { Reactions } from "./reactions";
import { TickingRoomElement } from "./room-element";
import type { SettingsDialog } from "./settings-dialog";
import type { SoundDialog } from "./sound-dialog";
import type { LessonDeeds, LessonScreen } from "./stage-parts";
import { FilesGate } from "./files-gate";
import type { HelpDialog } from "./help-dialog";
import { PhotoAge } from "./photo-age";
import type { Standing } from "./two-pictures";
import { WakeLock } from "./wakelock";
import { Toasts } from "./toasts";
import "./announcer";
import "./chat";
import "./help-dialog";
import "./mirror";
import "./pause-dialog";
import "./picture";
import "./settings-dialog";

export abstract class Screen extends TickingRoomElement {
  /** Set before the element is put in the page. */
  place: Place = NOWHERE;
  protected chatOpen = false;
  private readonly startTitle = document.title;
  private read: readonly ChatLineView[] = [];
  private readonly toasts = new Toasts();
  private readonly photoAge = new PhotoAge();
  private readonly filesGate = new FilesGate(this);
  private shown = "";
  private stopKeys: (() => void) | null = null;
  private wakeLock: WakeLock | null = null;

  /** What each letter does in the lesson. */
  protected abstract keys(room: Room): KeyMap;
  protected abstract start(room: Room): TemplateResult;
  protected abstract lesson(screen: LessonScreen): TemplateResult;
  protected abstract lessonTitle(): string;
  /** The other side, as this one calls it. */
  protected abstract otherName(): string;
  /** What the picture shows, in words. */
  protected abstract pictureLabel(): string;
  /** Is there a picture of the other side to show now? */
  protected abstract pictureShown(room: Room): boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    this.wakeLock = new WakeLock();
    this.stopKeys = listenKeys(() => this.keysNow());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopKeys?.();
    this.wakeLock?.close();
  }

  protected override render(): TemplateResult {
    const { room } = this;
    if (!room) return html`${nothing}`;
    return html`<sio-announcer .room=${room} .place=${this.place}></sio-announcer>
      ${inLesson(room.view) ? nothing : this.start(room)} ${this.stage(room)}
      <sio-help .room=${room} .phone=${this.place.phone}></sio-help>
      <sio-settings .room=${room}></sio-settings>`;
  }

  /** Always in the page, so that the press before the lesson gives its picture sound. */
  private stage(room: Room): TemplateResult {
    const on = inLesson(room.view);
    return html`<div class="stage ${this.chatOpen ? "stage--chat" : ""}" ?hidden=${!on}>
      <div class="stage__room">
        <sio-picture
          class="picture"
          .room=${room}
          .label=${this.pictureLabel()}
          data-standing=${this.pictureStanding(room)}
          data-turn=${turnOf(room) ?? 0}
          ?data-off=${!this.pictureShown(room)}
        ></sio-picture>
        ${this.secondPicture(room)} ${on ? this.over(room) : nothing}
      </div>
      ${on ? guestTile(room, this.place) : nothing} ${on ? this.beside(room) : nothing}
      <sio-pause .room=${room}></sio-pause>
      <sio-sound .room=${room} .place=${this.place}></sio-sound>
      <sio-files .room=${room} .pupil=${this.place.pupil}></sio-files>
      <sio-viewer .room=${room}></sio-viewer>
      <sio-pages .room=${room} .place=${this.place}></sio-pages>
    </div>`;
  }

  private beside(room: Room): TemplateResult {
    const { place, closeChat } = this;
    return html`${room.view.me.paused === null ? gameBeside(room, this.otherName()) : nothing}
    ${
      this.chatOpen
        ? html`<sio-chat .room=${room} .place=${place} @close=${closeChat}></sio-chat>`
        : nothing
    }`;
  }

  private over(room: Room): TemplateResult {
    return html`${drawingOf(room)} ${this.lesson(this.screen(room))}`;
  }

  protected pictureStanding(room: Room): Standing {
    if (!this.pictureShown(room)) return "off";
    return drawsNow(room) ? "small" : "large";
  }

  /** Beside the first one; none on the class's side. */
  protected abstract secondPicture(room: Room): TemplateResult;

  protected screen(room: Room): LessonScreen {
    return {
      room,
      place: this.place,
      deeds: this.deeds,
      chatOpen: this.chatOpen,
      reactionsOpen: this.reactions?.isOpen ?? false,
      unread: unseenLines(this.read, room.view.chat),
      toast: this.toasts.newest(unseenLines(this.read, room.view.chat), room.now()),
      pages: this.filesGate.pages,
      filesUnseen: this.filesGate.unseen(room.view.files.items),
      photoAgeMs: this.photoAge.of(room.view.boardPhoto, room.now()),
    };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { room } = this;
    if (!room) return;
    const lesson = inLesson(room.view);
    document.body.dataset.view = lesson ? "lesson" : "start";
    document.title = lesson ? this.lessonTitle() : this.startTitle;
    this.wakeLock?.want(this.staysAwake(room));
    this.shutInExam(room);
    if (this.chatOpen) this.read = room.view.chat;
    this.filesGate.look(room.view.files, lesson);
    this.moveFocus(room);
  }

  /** What is not agreed does not stay open over a test. */
  private shutInExam({ view }: Room): void {
    if (!mayUse(view.exam, "chat")) this.closeChat();
    if (!mayUse(view.exam, "files"))
      this.querySelector<HTMLDialogElement>("sio-files dialog")?.close();
    if (!mayUse(view.exam, "photo"))
      this.querySelector<HTMLDialogElement>("sio-viewer dialog")?.close();
  }

  /** The screen stays on in the lesson; the class's device always. */
  protected staysAwake(room: Room): boolean {
    return inLesson(room.view);
  }

  protected readonly enter = (): void => {
    this.unlock();
    this.room?.press();
  };

  /** Everything that a browser allows only in a press. */
  protected unlock(): void {
    this.picture?.unlock();
  }

  private get reactions(): Reactions | null {
    return this.querySelector<Reactions>("sio-reactions");
  }

  private get picture(): Picture | null {
    return this.querySelector<Picture>("sio-picture");
  }

  protected readonly deeds: LessonDeeds = {
    unlockSound: () => {
      this.unlock();
    },
    askPause: () => this.querySelector<PauseDialog>("sio-pause")?.open(),
    openHelp: () => {
      this.openHelp();
    },
    openSettings: () => this.querySelector<SettingsDialog>("sio-settings")?.open(),
    openSound: () => void this.openSound(),
    toggleChat: () => {
      this.toggleChat();
    },
    openFiles: () => {
      void this.filesGate.open();
    },
    openPages: () => {
      void this.filesGate.openPages();
    },
    forgetPages: () => {
      this.filesGate.forgetPages();
      this.requestUpdate();
    },
    askPhoto: () => {
      this.filesGate.asked();
      this.room?.files.askPhoto();
    },
    react: () => this.reactions?.toggle(),
  };

  private async openSound(): Promise<void> {
    await import("./sound-dialog");
    await this.querySelector<SoundDialog>("sio-sound")?.open();
  }

  protected readonly openHelp = (): void => {
    this.querySelector<HelpDialog>("sio-help")?.open();
  };

  protected readonly closeChat = (): void => {
    if (!this.chatOpen) return;
    this.chatOpen = false;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(".bar__key--chat")?.focus(),
    );
  };

  private toggleChat(): void {
    if (this.chatOpen) {
      this.closeChat();
      return;
    }
    this.chatOpen = true;
    this.requestUpdate();
  }

  private keysNow(): KeyMap {
    const { room } = this;
    return room && inLesson(room.view) ? this.keys(room) : {};
  }

  /** A new screen is read from its title; a small change leaves the focus where it is. */
  private moveFocus(room: Room): void {
    const { phase } = room.view;
    const shown = inLesson(room.view) ? "lesson" : phase === "called" ? "lobby" : phase;
    if (shown === this.shown) return;
    const first = this.shown === "";
    this.shown = shown;
    if (shown !== "lesson") this.chatOpen = false;
    if (!first) this.querySelector<HTMLElement>("[data-focus]")?.focus();
  }
}
