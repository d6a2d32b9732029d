/** `<sio-check-camera>`: the camera's own picture, which stays on this device. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { t } from "../../shared/texts";
import type { CameraTest } from "../camera";
import type { Outcomes } from "../outcomes";
import { toneOf } from "../tones";
import { buttons, chooser, found, PlainElement } from "./parts";

const LOOK_MS = 250;
const LOOK_WIDTH = 32;
const LOOK_HEIGHT = 24;

export class CameraStep extends PlainElement {
  @property({ attribute: false }) test: CameraTest | null = null;
  @property({ attribute: false }) outcomes: Outcomes | null = null;
  private timer: number | undefined;
  private readonly canvas = document.createElement("canvas");

  override connectedCallback(): void {
    super.connectedCallback();
    this.canvas.width = LOOK_WIDTH;
    this.canvas.height = LOOK_HEIGHT;
    this.timer = window.setInterval(() => {
      this.look();
    }, LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected override render(): unknown {
    const { test, outcomes } = this;
    if (!test || !outcomes) return nothing;
    const retry = (): void => void test.open(test.live);
    return html`<div class="split">
      <div class="stack stack--tight" ?hidden=${!test.stream}>${this.picture(outcomes)}</div>
      <div class="stack">
        ${this.now(test)} ${found("camera", outcomes)}
        ${chooser("check-camera", t("check.camera.choose"), test.choices, test.live, (id) => void test.open(id))}
        ${buttons(toneOf("camera", outcomes), retry, this.goOn)}
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const video = this.querySelector("video");
    const stream = this.test?.stream ?? null;
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    void video.play().catch(() => undefined);
  }

  private picture({ side }: Outcomes): TemplateResult {
    // As in a mirror for a face; a class shows its board.
    return html`<video
        class="check__picture ${side === "class" ? "" : "check__picture--mirrored"}"
        autoplay
        playsinline
        .muted=${true}
        aria-label=${t("check.camera.picture")}
      ></video>
      <p class="soft small">${t("check.camera.stays")}</p>`;
  }

  private now(test: CameraTest): TemplateResult | typeof nothing {
    if (test.asking) return html`<p class="lead">${t("check.camera.asking")}</p>`;
    return test.outcome === "untested"
      ? html`<p class="lead">${t("check.camera.looking")}</p>`
      : nothing;
  }

  private look(): void {
    const video = this.querySelector("video");
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    if (!video?.srcObject || video.readyState < video.HAVE_CURRENT_DATA || !context) return;
    context.drawImage(video, 0, 0, LOOK_WIDTH, LOOK_HEIGHT);
    this.test?.see(context.getImageData(0, 0, LOOK_WIDTH, LOOK_HEIGHT).data);
  }
}

customElements.define("sio-check-camera", CameraStep);
