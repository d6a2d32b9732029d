/**
 * `<sio-face>`: the face that a child chose instead of a camera. It moves with the voice and with the
 * hand, so that the class looks at it as at a face.
 */

import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import { levelOf, Speaking } from "../speaking";
import type { Room, RoomView } from "../view";
import { avatar, icon } from "./icon";
import type { Place } from "./page";
import { RoomElement } from "./room-element";

const LOOK_MS = 100;
const SAMPLES = 1024;

/** The child's choice; else the animal of the file. A name that this page has no drawing of is none. */
export function faceOf(place: Place, { signs }: Pick<RoomView, "signs">): string {
  return (signs.face === null ? undefined : place.faces[signs.face]) ?? place.avatar;
}

export class Face extends RoomElement {
  @property({ attribute: false }) address = "";
  @property() name = "";
  private speaks = false;
  private readonly speaking = new Speaking();
  private ear: Ear | null = null;
  private looking: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.looking = window.setInterval(() => {
      this.hearNow();
    }, LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.looking);
    this.ear?.close();
    this.ear = null;
  }

  protected override render(): TemplateResult {
    const up = this.room?.view.hand?.up ?? false;
    return html`<div class="face ${this.speaks ? "face--speaks" : ""} ${up ? "face--hand" : ""}">
      ${avatar(this.address, "huge")}
      ${up ? html`<span class="face__hand">${icon("hand", true)}</span>` : nothing}
      <span class="face__word">
        ${this.speaks ? html`${icon("volume-2")}${t("face.speaks", { name: this.name })}` : nothing}
      </span>
    </div>`;
  }

  private hearNow(): void {
    this.ear = this.room && earFor(this.room, this.ear);
    const speaks = this.speaking.hears(this.ear?.level() ?? 0, performance.now());
    if (speaks === this.speaks) return;
    this.speaks = speaks;
    this.requestUpdate();
  }
}

/** The ear for the sound that comes in now: the one there is, if that is still the same sound. */
function earFor(room: Room, known: Ear | null): Ear | null {
  const track = room.remoteStream?.getAudioTracks()[0];
  if (track !== undefined && known?.track === track) return known;
  known?.close();
  return track === undefined || typeof AudioContext === "undefined" ? null : new Ear(track);
}

/** Hears how loud a track is; plays nothing. */
class Ear {
  private readonly context = new AudioContext();
  private readonly samples = new Float32Array(SAMPLES);
  private readonly analyser: AnalyserNode;

  constructor(readonly track: MediaStreamTrack) {
    this.analyser = new AnalyserNode(this.context, { fftSize: SAMPLES });
    this.context.createMediaStreamSource(new MediaStream([track])).connect(this.analyser);
  }

  level(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    return levelOf(this.samples);
  }

  close(): void {
    void this.context.close();
  }
}

customElements.define("sio-face", Face);
