/** `<sio-home>`: the pupil's page. */

import { html, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import { mayUse } from "../exam";
import type { Room, RoomView } from "../view";
import { drawsNow, toggleDrawing } from "./draw-key";
import type { FacesDialog } from "./faces-dialog";
import { mayAskPhoto, mayUseHand, toggleCamera, toggleHand, toggleMicrophone } from "./home-bar";
import { homeLesson } from "./home-lesson";
import { homeStart } from "./home-start";
import type { KeyMap } from "./keys";
import { notebookKeys, toggleNotebook, turnNotebook } from "./notebook";
import { toggleMates } from "./mates-words";
import { Screen } from "./screen";
import type { LessonScreen } from "./stage-parts";
import { type Standing, standingNow, swap } from "./two-pictures";
import "./second-picture";
import "./face";
import "./reactions";

export class Home extends Screen {
  /** Not before there is something to look around in. */
  private steer: Promise<unknown> | null = null;

  protected override keys(room: Room): KeyMap {
    const { me, exam } = room.view;
    const shows = !me.watching;
    return {
      h: () => {
        if (mayUseHand(room)) toggleHand(room);
      },
      p: () => {
        this.pauseOrResume(room);
      },
      w: () => {
        swap(room);
      },
      z: () => {
        if (mayUse(exam, "whisper")) room.sound.whisper(!me.whisper);
      },
      ...(me.paused || !mayUse(exam, "react") ? {} : { r: this.deeds.react }),
      ...(mayAskPhoto(room) ? { f: this.deeds.askPhoto } : {}),
      s: () => {
        if (notebookKeys(room).length > 0) toggleNotebook(room);
      },
      d: () => {
        turnNotebook(room);
      },
      t: () => {
        toggleDrawing(room);
      },
      k: () => {
        toggleMates(room);
      },
      escape: this.closeChat,
      ...(shows
        ? {
            c: () => {
              toggleCamera(room);
            },
            m: () => {
              toggleMicrophone(room);
            },
          }
        : {}),
    };
  }

  protected override start(room: Room): TemplateResult {
    const { place, enter, openHelp: help, openFaces: faces } = this;
    return html`${homeStart({ room, place, enter, help, faces })} ${this.faces(room)}`;
  }

  protected override lesson(screen: LessonScreen): TemplateResult {
    this.steer ??= import("./steer");
    return html`<sio-reactions
        .room=${screen.room}
        .faces=${this.openFaces}
        ?hidden=${hidesReactions(screen.room.view)}
        @change=${this.redraw}
      ></sio-reactions>
      ${homeLesson(screen)} ${this.faces(screen.room)}`;
  }

  private readonly redraw = (): void => this.requestUpdate();

  private faces(room: Room): TemplateResult {
    return html`<sio-faces .room=${room} .place=${this.place}></sio-faces>`;
  }

  private readonly openFaces = (): void => {
    void import("./faces-dialog").then(() => {
      this.querySelector<FacesDialog>("sio-faces")?.open();
    });
  };

  protected override lessonTitle(): string {
    return t("lesson.title.home", { name: this.place.className });
  }

  protected override otherName(): string {
    return t("chat.class");
  }

  protected override pictureLabel(): string {
    const name = this.place.className;
    return this.room?.view.other?.screen
      ? t("picture.screen", { name })
      : t("picture.class", { name });
  }

  protected override pictureShown(room: Room): boolean {
    return standingNow(room, "board") !== "off";
  }

  protected override secondPicture(room: Room): TemplateResult {
    return html`<sio-second
      class="picture picture--second"
      data-standing=${standingNow(room, "room")}
      .room=${room}
      .label=${t("picture.room", { name: this.place.className })}
    ></sio-second>`;
  }

  protected override pictureStanding(room: Room): Standing {
    const standing = standingNow(room, "board");
    return drawsNow(room) && standing === "large" ? "small" : standing;
  }

  private pauseOrResume(room: Room): void {
    if (room.view.me.paused) room.resume();
    else this.deeds.askPause();
  }
}

function hidesReactions({ me, exam }: RoomView): boolean {
  return me.paused !== null || !mayUse(exam, "react");
}

customElements.define("sio-home", Home);
