/**
 * `<sio-steer>`: the pupil looks around in the class's picture by touching it.
 *
 * It lies over the picture, moves what is there already at once, and gives that up when the class
 * sends what was asked for. Its keys come with a touch or the focus, and go by themselves.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { t } from "../../shared/texts";
import {
  isWhole,
  isWide,
  MOST_ZOOM,
  type Point,
  type Rectangle,
  type Region,
  WHOLE,
  zoomOf,
} from "../region";
import { spotsToGo, spotsToKeep } from "../spot-looks";
import type { Spot } from "../spots";
import type { SteeringView } from "../steering-view";
import type { RoomView } from "../view";
import { icon } from "./icon";
import { RoomElement } from "./room-element";
import { closer, further, pressedKey, Touch, wheeled } from "./steer-gestures";
import { boxOf, FrameRegion, pointIn, transformOf } from "./steer-view";
import { SPOT_ICONS, spotWord, zoomWord } from "./steer-words";
import { turnKeys } from "./turn-keys";
import { largeIn } from "./two-pictures";

const SLEEPS_AFTER_MS = 5000;
const SAID_AFTER_MS = 700;

export class Steer extends RoomElement {
  private isAwake = false;
  private asksName = false;
  private timer: number | undefined;
  private sayTimer: number | undefined;
  private said = "";
  private frame = new FrameRegion(WHOLE);
  private told: string | null = null;
  private video: HTMLVideoElement | null = null;
  private watched = 0;
  private readonly touch = new Touch(() => (this.box ? this.box.width / this.box.height : 1));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    clearTimeout(this.sayTimer);
    this.watch(null);
  }

  protected override render(): TemplateResult {
    const { room, steering } = this;
    if (room !== null && this.isAtRoom) return this.wayBack(room.view);
    if (steering === null) return html`${nothing}`;
    return html`<div
        class="steer__field"
        role="application"
        tabindex="0"
        aria-label=${t("steer.label")}
        data-held=${steering.locked}
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onCancel}
        @wheel=${this.onWheel}
        @keydown=${this.onKey}
        @focus=${this.wake}
      ></div>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${steering.locked ? this.heldSign() : this.keysOf(steering)}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.steering === null) this.rest();
    else this.watch(this.findVideo());
    this.noteTold();
    this.draw();
    this.sayLater();
  }

  /** Of the picture that stands large. */
  private get steering(): SteeringView | null {
    return this.isAtRoom ? null : (this.room?.view.steering ?? null);
  }

  private get isAtRoom(): boolean {
    return this.room !== null && largeIn(this.room.view) === "room";
  }

  private get wanted(): Region {
    return this.steering?.wanted ?? WHOLE;
  }

  // What is seen

  private heldSign(): TemplateResult {
    return html`<p class="steer__keys steer__word">${icon("lock")}${t("steer.locked")}</p>`;
  }

  private keysOf(steering: SteeringView): TemplateResult {
    if (!this.isAwake && isWhole(steering.wanted)) return this.opener();
    const whole = () => this.key("maximize", t("steer.whole"), () => this.look(WHOLE));
    return this.group(this.isAwake ? this.keys(steering) : whole());
  }

  /** The camera on the room shows all it sees: from there one only goes back to the board's. */
  private wayBack(view: RoomView): TemplateResult {
    if (view.steering?.locked) return html`${nothing}`;
    return this.group(html`${spotsToGo(view).map((spot) => this.goingKey(spot))}`);
  }

  private group(keys: TemplateResult): TemplateResult {
    return html`<div
      class="steer__keys"
      role="group"
      aria-label=${t("steer.keys")}
      @focusin=${this.wake}
      @click=${this.wake}
    >
      ${keys}
    </div>`;
  }

  /** At rest: one small key that says that there is more to see. */
  private opener(): TemplateResult {
    return html`<div class="steer__keys">
      ${this.key("search", t("steer.open"), () => {
        this.wake();
        this.look(closer(this.wanted));
        this.focusKeys();
      })}
    </div>`;
  }

  private keys(steering: SteeringView): TemplateResult {
    if (this.asksName) return this.names();
    const { wanted } = steering;
    const isNear = zoomOf(wanted) >= MOST_ZOOM;
    return html`${this.key("plus", t("steer.in"), () => this.look(closer(wanted)), isNear)}
    ${this.key("minus", t("steer.out"), () => this.look(further(wanted)), isWide(wanted))}
    ${this.key("maximize", t("steer.whole"), () => this.look(WHOLE), isWhole(wanted))}
    ${turnKeys(steering, (region) => this.look(region))}
    ${this.room && spotsToGo(this.room.view).map((spot) => this.goingKey(spot))}
    ${this.key("map-pin", t("steer.keep"), () => this.askName(true))}`;
  }

  private names(): TemplateResult {
    return html`<p class="steer__word">${t("steer.keep.title")}</p>
      ${(this.room ? spotsToKeep(this.room.view) : []).map((spot) =>
        this.spotKey(spot, () => {
          this.room?.keepSpot(spot);
          this.askName(false);
        }),
      )}
      ${this.key("x", t("steer.keep.not"), () => this.askName(false))}`;
  }

  private goingKey(spot: Spot): TemplateResult {
    return this.spotKey(spot, () => {
      const before = this.isAtRoom;
      this.room?.goToSpot(spot);
      this.requestUpdate();
      if (this.isAtRoom !== before) this.focusKeys();
    });
  }

  private spotKey(spot: Spot, press: () => void): TemplateResult {
    return this.key(SPOT_ICONS[spot], spotWord(spot), press);
  }

  private key(drawing: string, word: string, press: () => void, isResting = false): TemplateResult {
    return html`<button
      class="steer__key"
      type="button"
      aria-disabled=${isResting ? "true" : nothing}
      @click=${isResting ? nothing : press}
    >
      ${icon(drawing)}${word}
    </button>`;
  }

  private askName(asks: boolean): void {
    this.asksName = asks;
    this.requestUpdate();
    this.focusKeys();
  }

  /** Others stand where the pressed one was. */
  private focusKeys(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".steer__key")?.focus());
  }

  private readonly wake = (): void => {
    this.isAwake = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.sleep(), SLEEPS_AFTER_MS);
    this.requestUpdate();
  };

  /** Not from under a key that has the focus. */
  private sleep(): void {
    if (this.querySelector(":focus-visible") !== null) {
      this.wake();
      return;
    }
    this.isAwake = false;
    this.asksName = false;
    this.requestUpdate();
  }

  private look(region: Region): void {
    this.room?.look(region);
  }

  // What is touched

  private readonly onDown = (event: PointerEvent): void => {
    this.wake();
    const at = this.pointOf(event);
    if (at === null || event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.touch.down(event.pointerId, at, this.wanted);
  };

  private readonly onMove = (event: PointerEvent): void => {
    const at = this.touch.isOn ? this.pointOf(event) : null;
    const next = at && this.touch.move(event.pointerId, at);
    if (next !== null) this.look(next);
  };

  private readonly onUp = (event: PointerEvent): void => {
    const next = this.touch.up(event.pointerId, this.wanted, event.timeStamp);
    if (next !== null) this.look(next);
  };

  private readonly onCancel = (): void => {
    this.touch.cancel();
  };

  /** A pinch on a touchpad is a wheel too. */
  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.wake();
    const at = this.pointOf(event);
    const pixels = event.ctrlKey ? 4 * event.deltaY : event.deltaY;
    if (at !== null) this.look(wheeled(this.wanted, pixels, event.deltaMode, at));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = pressedKey(this.wanted, event.key);
    if (next === null) return;
    event.preventDefault();
    this.wake();
    this.look(next);
  };

  // The picture under it

  /** Nothing here is steered: it shows what comes. */
  private rest(): void {
    this.watch(null);
    this.touch.cancel();
    this.told = null;
    this.asksName = false;
  }

  private findVideo(): HTMLVideoElement | null {
    return this.closest(".stage")?.querySelector<HTMLVideoElement>(".picture__video") ?? null;
  }

  private watch(video: HTMLVideoElement | null): void {
    if (video === this.video) return;
    if (this.video !== null) {
      this.video.style.transform = "";
      if ("cancelVideoFrameCallback" in this.video)
        this.video.cancelVideoFrameCallback(this.watched);
    }
    this.video = video;
    this.nextFrame();
  }

  private nextFrame(): void {
    const { video } = this;
    if (video === null || !("requestVideoFrameCallback" in video)) return;
    this.watched = video.requestVideoFrameCallback((now, { receiveTime }) => {
      this.frame.framed(receiveTime, now);
      this.draw();
      this.nextFrame();
    });
  }

  private noteTold(): void {
    const shown = this.steering?.shown;
    const text = JSON.stringify(shown);
    if (shown === undefined || text === this.told) return;
    // The first word is of what is there already.
    if (this.told === null) this.frame = new FrameRegion(shown);
    else this.frame.told(shown, performance.now());
    this.told = text;
  }

  private draw(): void {
    const { video, box, frame } = this;
    if (video === null || box === null) return;
    frame.waited(performance.now());
    const transform = transformOf(box, frame.region, this.wanted);
    if (video.style.transform !== transform) video.style.transform = transform;
  }

  private get box(): Rectangle | null {
    const { video } = this;
    if (video === null) return null;
    const { clientWidth: width, clientHeight: height, videoWidth, videoHeight } = video;
    return boxOf({ width, height }, { width: videoWidth, height: videoHeight });
  }

  private pointOf({ clientX, clientY }: MouseEvent): Point | null {
    const { box } = this;
    const around = this.video?.parentElement?.getBoundingClientRect();
    if (box === null || around === undefined) return null;
    return pointIn(box, clientX - around.left, clientY - around.top);
  }

  /** Once it has come to rest; nothing at the start. */
  private sayLater(): void {
    const word = this.steering === null ? "" : zoomWord(this.wanted);
    clearTimeout(this.sayTimer);
    if (word === this.said || (this.said === "" && isWhole(this.wanted))) return;
    this.sayTimer = window.setTimeout(() => {
      this.said = word;
      this.requestUpdate();
    }, SAID_AFTER_MS);
  }
}

customElements.define("sio-steer", Steer);
